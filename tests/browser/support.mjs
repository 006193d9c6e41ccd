// What the browser tests share: the register with its pages (site.py), Debian's Chromium, and what holds on every page.
// CCOT_BUILD_DIR names the build whose programs are tried; CCOT_SCREENSHOTS a folder that pictures of the pages go to.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = createRequire(join(here, "../../web/assets/package.json"));
const { chromium } = modules("playwright-core");
const axeSource = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DEADLINE_MS = 15000;
// the screen of a caseworker's desk, and the narrow one of WCAG 2.2, 1.4.10
export const DESK = { width: 1366, height: 768 };
const NARROW = { width: 320, height: 640 };
// 1366 pixels at 200 %
const ZOOMED = { width: 683, height: 384 };

/* The register of one test file. cases: those of tests/corpus in its mailbox, none for the demo's. */
export async function openSite(cases = []) {
  const child = spawn("/usr/bin/python3", [join(here, "site.py"), ...cases], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    assert.ok(!done, "site.py ended early; what it said stands above");
    return JSON.parse(value);
  };
  const { address, passphrase } = await next();
  const ask = async (asked) => {
    child.stdin.write(JSON.stringify(asked) + "\n");
    const { answer, failure } = await next();
    assert.equal(failure, undefined);
    return answer;
  };
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: process.getuid() === 0 ? ["--no-sandbox"] : [],
  });
  return {
    address,
    passphrase,
    /* Rows of text, the site's own view of the register. */
    sql: (text) => ask({ sql: text }),
    value: async (text) => (await ask({ sql: text }))[0][0],
    mail: (name) => ask({ mail: name }),
    restart: () => ask({ restart: true }),
    /* From here on one waiting entry in so many asks for a field to be typed. */
    attention: (number) => ask({ attention: number }),
    /* A browser of its own for one person: no cookie is shared. script: false for one that runs none. */
    async desk(options = {}) {
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: options.script ?? true });
      context.setDefaultTimeout(DEADLINE_MS);
      const page = await context.newPage();
      page.runsScript = options.script ?? true;
      watch(page, address);
      return page;
    },
    async close() {
      await browser.close();
      child.stdin.end();
      await new Promise((resolve) => child.on("exit", resolve));
    },
  };
}

/* Whatever a page must never do ends the test: a script's error, something the content policy forbids, a foreign address. */
function watch(page, address) {
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(`script: ${error.message}`));
  page.on("console", (message) => {
    const expected = /Failed to load resource: the server responded with a status of 4/.test(message.text());
    if (message.type() === "error" && !expected) page.wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address + "/") && !request.url().startsWith("data:")) page.wrong.push(`asked for ${request.url()}`);
  });
}

export async function signIn(site, page, name) {
  await page.goto(`${site.address}/sign-in`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Passphrase").fill(site.passphrase);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

async function holdsAxe(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), AXE_TAGS);
  assert.deepEqual(
    violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`),
    [],
    `${page.url()}`,
  );
}

/* What holds of every page in every state: no axe violation, no sideways scrolling at 320 pixels nor at 200 %, nothing
 * that watch() saw. Axe needs timers, which do not run where no script does. shot: the name under which its picture is kept. */
export async function holds(page, shot) {
  if (page.runsScript) await holdsAxe(page);
  await keep(page, shot);
  for (const size of [ZOOMED, NARROW]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= size.width, `${page.url()} is ${wide} pixels wide on a screen of ${size.width}`);
  }
  await keep(page, shot && `${shot}-narrow`);
  await page.setViewportSize(DESK);
  assert.deepEqual(page.wrong, [], page.url());
}

async function keep(page, shot) {
  const folder = process.env.CCOT_SCREENSHOTS;
  if (!folder || !shot) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${shot}.png`) });
}

/* What the keyboard stands on, in words; what only screen readers are told goes on in the same line. */
export function focused(page) {
  return page.evaluate(() => {
    const it = document.activeElement;
    return it === document.body ? "" : (it.getAttribute("aria-label") ?? it.labels?.[0]?.innerText ?? it.innerText ?? it.name).trim().replace(/\s*\n\s*:/g, ":").replace(/\s+/g, " ");
  });
}

/* Presses Tab until the keyboard stands on what is called so; at most presses times. */
export async function tabTo(page, name, presses = 80) {
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press("Tab");
    if ((await focused(page)) === name) return;
  }
  assert.fail(`Tab never came to "${name}" on ${page.url()}`);
}
