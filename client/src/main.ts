// The browser's side of Transom. A page works without it wherever the browser applies frames itself.

import { applyFrames, hasNativeFrames } from "./frames";

if (!hasNativeFrames()) applyFrames(document);
