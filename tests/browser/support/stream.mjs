// A server whose responses are written by the test, piece by piece: nothing depends on time.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";

const CLIENT = readFileSync(new URL("../../../client/dist/client.js", import.meta.url));

/** What the strictest site would send: no inline script, and no string becomes markup or script. */
export const CSP = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types transom; base-uri 'none'";

/** Starts the server. `next()` resolves to the open response of the next page asked for,
 *  `nextSoft()` to that of the next soft request. */
export async function startStream() {
  const pages = queue();
  const soft = queue();
  const server = createServer((request, response) => {
    if (request.url === "/client.js") return send(response, "text/javascript", CLIENT);
    if (!request.url.startsWith("/page")) return send(response, "text/html", `<title>${request.url}</title>`);
    // A soft request is answered with the slots that are of no use yet.
    const missing = request.headers["transom-have"]?.split(",").filter((item) => item.endsWith("=!"));
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": CSP,
      ...(missing && { "transom-slots": missing.map((item) => item.replace("!", "v")).join() }) });
    (missing ? soft : pages).put(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/page`,
    next: pages.take,
    nextSoft: soft.take,
    /** Leaves soft requests of earlier pages unanswered. */
    forget: soft.clear,
    stop: () => { server.closeAllConnections(); server.close(); },
  };
}

function queue() {
  const waiting = [];
  const open = [];
  return {
    put: (response) => waiting.length > 0 ? waiting.shift()(response) : open.push(response),
    clear: () => open.splice(0),
    take: () => open.length > 0 ? Promise.resolve(open.shift()) : new Promise((take) => waiting.push(take)),
  };
}

function send(response, type, body) {
  response.writeHead(200, { "content-type": type });
  response.end(body);
}

/** The shell of a page with these slots pending, as the run time writes it for browsers like `engine`. */
export function shell(engine, slots) {
  const script = engine.native ? "" : `<script src="/client.js"></script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>` +
    `${slots.map(pending).join("\n")}\n${script}\n`;
}

export const pending = (key) =>
  `<div id="slot-${key.replace("@", "-")}" data-slot="${key}" data-key="v">` +
  `<?start name="${key}"><p role="status">loading ${key}</p><?end></div>`;

export const frame = (key, content) => `${openFrame(key, content)}<?e>\n`;

/** A frame nothing follows yet. */
export const openFrame = (key, content) => `<template for="${key}">${content}</template>`;

export const END = "</body></html>\n";
