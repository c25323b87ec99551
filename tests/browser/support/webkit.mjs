// WebKit, as far as it is to be had here: WebKitGTK, driven by the W3C's WebDriver protocol, on a screen of its own.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

const DRIVER = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/xvfb-run";
const PATIENCE = 20_000;

/** Whether it is installed. */
export const hasWebKit = existsSync(DRIVER) && existsSync(SCREEN);

/** Starts it; `run` takes a function of the page and its arguments. */
export async function launchWebKit() {
  const port = await freePort();
  const driver = spawn(SCREEN, ["-a", DRIVER, `--port=${port}`], { stdio: "ignore", detached: true });
  const wire = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until(() => wire("GET", "/status").then(({ ready }) => ready, () => false), "the driver");
  const { sessionId } = await wire("POST", "/session", { capabilities: { alwaysMatch: { pageLoadStrategy: "none" } } });
  const call = (method, path, body) => wire(method, `/session/${sessionId}${path}`, body);
  const run = (what, ...args) => call("POST", "/execute/sync", { script: `return (${what})(...arguments)`, args });
  return {
    run,
    open: (url) => call("POST", "/url", { url }),
    // Between two documents there is no page to ask.
    waitFor: (what, ...args) => until(() => run(what, ...args).catch(() => false), `${what} of ${args}`),
    press: (value) => call("POST", "/actions", { actions: [
      { type: "key", id: "keys", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] },
    ] }),
    async close() {
      await call("DELETE", "").catch(() => {});
      process.kill(-driver.pid);
    },
  };
}

async function until(holds, what) {
  for (const end = Date.now() + PATIENCE; !await holds(); await new Promise((done) => setTimeout(done, 50))) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
