// Builds dist/client.js, and packs it as browsers take it. All of it is committed, so that users of the Rust crate
// need no Node.
import zopfli from "@gfx/zopfli";
import { build } from "esbuild";
import { brotliCompressSync } from "node:zlib";
import { minify } from "terser";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The text of dist/client.js as the sources have it now. */
export async function bundle() {
  const result = await build({
    absWorkingDir: here("."),
    entryPoints: ["src/main.ts"],
    bundle: true,
    charset: "utf8",
    format: "iife",
    minifySyntax: true,
    target: ["es2022"],
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    write: false,
  });
  const { code } = await minify(result.outputFiles[0].text, {
    ecma: 2020,
    // What made the packed script smallest; all of it is about form.
    compress: { booleans_as_integers: true, comparisons: false, computed_props: false, conditionals: false, hoist_funs: true, hoist_props: true,
      inline: 2, keep_fargs: true, passes: 6, switches: false, unsafe: true, unsafe_arrows: true, unsafe_methods: true },
    mangle: { nth_identifier: NAMES, properties: { nth_identifier: NAMES, regex: INTERNAL, builtins: true } },
  });
  return code;
}

// Properties of our own objects, which nothing outside reads; the sources use none of the browser's of that name.
const INTERNAL = new RegExp(`^(${"aim beneath byHand due fits form goal heading id isNew isQuiet isTop just link mount mounts " +
  "nodes offset path posted reply scrolls seen since under"})$`.replaceAll(" ", "|"));

// Short names, by letters in the order that packs best, as far as was tried; any order does.
const LETTERS = "taesdlrhgivfBSJHwjycLonpmbIQMzKVAk_TEFxXU$ODCqRYNWGPZu";
const name = (n) => LETTERS[n % 54] + (n < 54 ? "" : name(Math.floor(n / 54) - 1));
const NAMES = { get: name, consider() {}, reset() {}, sort() {} };

export const built = here("dist/client.js");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { mkdir, writeFile } = await import("node:fs/promises");
  await mkdir(here("dist"), { recursive: true });
  const code = await bundle();
  await writeFile(built, code);
  await writeFile(`${built}.gz`, await zopfli.gzipAsync(code, { numiterations: 1000 }));
  await writeFile(`${built}.br`, brotliCompressSync(code));
}
