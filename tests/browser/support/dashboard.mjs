// Starts the example dashboard as a user would, on a free port.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;
const program = `${target}/debug/examples/dashboard`;

/** A folder for pictures, outside what is committed. */
export const pictures = `${target}/screenshots`;
mkdirSync(pictures, { recursive: true });

/** Resolves to the running example once it has printed its address. */
export function startDashboard() {
  if (!existsSync(program)) throw new Error("run first: cargo build --all-features --example dashboard");
  const child = spawn(program, [], { cwd: root, env: { ...process.env, ADDR: "127.0.0.1:0" } });
  const stop = () => child.kill();
  let printed = "";
  return new Promise((started, failed) => {
    const read = (text) => {
      printed += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (url) started({ url, stop });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`the example ended with ${code}:\n${printed}`)));
  });
}
