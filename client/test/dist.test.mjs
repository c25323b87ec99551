import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { built, bundle } from "../build.mjs";

const MEND = "run `npm run build` in client/ and commit the result";
const [code, gzip, brotli] = await Promise.all(["", ".gz", ".br"].map((packed) => readFile(built + packed)));

test("the committed dist/client.js is what the sources build to", async () => {
  assert.equal(code.toString(), await bundle(), MEND);
});

test("the packed scripts are that script", () => {
  assert.ok(gunzipSync(gzip).equals(code), MEND);
  assert.ok(brotliDecompressSync(brotli).equals(code), MEND);
});

test("the script fits its budget of 4 kB on the way", () => {
  for (const packed of [gzip, brotli]) assert.ok(packed.length <= 4096, `${packed.length} bytes`);
});
