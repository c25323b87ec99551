// The example dashboard, and a folder for pictures of it.

import { mkdirSync } from "node:fs";
import { startExample, target } from "./example.mjs";

/** A folder for pictures, outside what is committed. */
export const pictures = `${target}/screenshots`;
mkdirSync(pictures, { recursive: true });

export const startDashboard = () => startExample("dashboard");
