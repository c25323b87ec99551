// Starts one of the examples as a user would, on a free port.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
export const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;

/** Resolves to the running example once it has printed its address: its `url`, and `stop()`, done when it is gone. */
export function startExample(name, env = {}) {
  const program = `${target}/debug/examples/${name}`;
  if (!existsSync(program)) throw new Error(`run first: cargo build --all-features --example ${name}`);
  const child = spawn(program, [], { cwd: root, env: { ...process.env, ADDR: "127.0.0.1:0", ...env } });
  const gone = new Promise((gone) => child.once("exit", gone));
  const stop = () => { child.kill(); return gone; };
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
