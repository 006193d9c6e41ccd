// Builds style and script into a folder of its own and compares octets with web/assets/built.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const assets = join(dirname(fileURLToPath(import.meta.url)), "../../web/assets");
const fresh = mkdtempSync(join(tmpdir(), "ccot-assets-"));
try {
  execFileSync(process.execPath, [join(assets, "build.mjs"), fresh], { stdio: "inherit" });
  assert.deepEqual(readdirSync(fresh).sort(), readdirSync(join(assets, "built")).sort());
  for (const name of readdirSync(fresh))
    assert.ok(
      readFileSync(join(fresh, name)).equals(readFileSync(join(assets, "built", name))),
      `web/assets/built/${name} is not what its source gives: run node build.mjs in web/assets`,
    );
} finally {
  rmSync(fresh, { recursive: true });
}
