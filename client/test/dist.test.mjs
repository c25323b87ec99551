import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { built, bundle } from "../build.mjs";

test("the committed dist/client.js is what the sources build to", async () => {
  const committed = await readFile(built, "utf8");
  assert.equal(committed, await bundle(), "run `npm run build` in client/ and commit the result");
});

test("the script fits its budget of 4 kB gzipped", async () => {
  const size = gzipSync(await readFile(built), { level: 9 }).length;
  assert.ok(size <= 4096, `client.js has ${size} bytes gzipped`);
});
