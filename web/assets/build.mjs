// Builds style and script of the pages into built/, or into the folder that is named. The same sources give the same octets.
import { compile } from "sass";
import { build } from "esbuild";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "built");
mkdirSync(target, { recursive: true });
const style = compile(join(here, "source/ccot.scss"), { style: "compressed", loadPaths: [join(here, "node_modules")], quietDeps: true });
writeFileSync(join(target, "ccot.css"), style.css + "\n");
copyFileSync(join(here, "source/icon.svg"), join(target, "icon.svg"));
await build({
  entryPoints: [join(here, "source/ccot.ts")],
  bundle: true,
  minify: true,
  target: "es2020",
  format: "iife",
  legalComments: "none",
  outfile: join(target, "ccot.js"),
});
