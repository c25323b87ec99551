// Builds dist/client.js. The result is committed, so that users of the Rust crate need no Node.
import { build } from "esbuild";
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
    minify: true,
    target: ["es2020"],
    write: false,
  });
  return result.outputFiles[0].text;
}

export const built = here("dist/client.js");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { mkdir, writeFile } = await import("node:fs/promises");
  await mkdir(here("dist"), { recursive: true });
  await writeFile(built, await bundle());
}
