// Signing in and out: with script, without, by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { holds, openSite, signIn, tabTo } from "./support.mjs";

let site;
before(async () => {
  site = await openSite(["nmo-a-pdf"]);
});
after(() => site.close());

test("a wrong passphrase is told in the page, and what was typed as name stays no secret", async () => {
  const page = await site.desk();
  await page.goto(`${site.address}/sign-in`);
  await holds(page, "sign-in");
  await page.getByLabel("Name").fill("hana");
  await page.getByLabel("Passphrase").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await holds(page, "sign-in-refused");
});

for (const script of [true, false])
  test(`to the queue and out again ${script ? "with" : "without"} script`, async () => {
    const page = await site.desk({ script });
    await signIn(site, page, "hana");
    await page.goto(`${site.address}/queue`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    const answer = await page.goto(`${site.address}/queue`);
    assert.equal(new URL(page.url()).pathname, "/sign-in", `${answer.status()}`);
  });

test("by keyboard alone", async () => {
  const page = await site.desk();
  await page.goto(`${site.address}/queue`);
  await tabTo(page, "Name");
  await page.keyboard.type("hana");
  await tabTo(page, "Passphrase");
  await page.keyboard.type(site.passphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sign out" }).waitFor();
});
