// A restricted order: closed, met by a search at night, opened with a reason, and looked at by a supervisor; and one that is given back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { holds, openSite, signIn } from "./support.mjs";

let site;
before(async () => {
  site = await openSite(["order-with-statement", "variation", "breach-with-order"]);
});
after(() => site.close());

const order = () => site.value("SELECT entry_id FROM v_entry WHERE action = 'made' ORDER BY entry_id LIMIT 1");
const number = async () => site.value(`SELECT case_number FROM v_entry WHERE entry_id = ${await order()}`);

async function search(page) {
  await page.goto(`${site.address}/search`);
  await page.getByLabel("Who, or what").fill(await number());
  await page.getByLabel(/^Why/).fill("46/1188/26");
  await Promise.all([page.waitForEvent("load"), page.getByRole("main").getByRole("button", { name: "Search" }).click()]);
}

test("a supervisor names its readers", async () => {
  const page = await site.desk();
  await signIn(site, page, "sol");
  await page.goto(`${site.address}/entries/${await order()}/answer`);
  await page.getByRole("link", { name: "restrict it" }).click();
  await holds(page, "restriction");
  await page.getByRole("checkbox", { name: /^omar/ }).check();
  await page.getByRole("button", { name: "Restrict it" }).click();
  await page.getByRole("alert").getByText("Say why").waitFor();
  await page.getByRole("checkbox", { name: /^omar/ }).check();
  await page.getByLabel(/^Why/).fill("a party works here");
  await page.getByRole("button", { name: "Restrict it" }).click();
  await page.getByRole("heading", { name: "Restricted orders" }).waitFor();
  await page.getByText("Readers: omar, sol").waitFor();
});

test("at night a search says that one matches, and the glass breaks with a reason", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  await search(page);
  await page.getByRole("heading", { name: "A restricted order matches" }).waitFor();
  await holds(page, "search-restricted");
  await page.getByRole("link", { name: "Open it, with a reason" }).first().click();
  await page.getByRole("heading", { name: "This order is restricted" }).waitFor();
  await holds(page, "restricted");
  await page.getByRole("button", { name: "Break the glass" }).click();
  await page.getByRole("alert").getByText("Say why you need it").waitFor();
  await page.getByLabel("Why do you need it now?").fill("man at her door, 46/1188/26");
  await page.getByRole("button", { name: "Break the glass" }).click();
  await page.waitForURL(/\/orders\/\d+$/);
  assert.ok(await page.locator(".ccot-answer__facts").isVisible());
});

test("another supervisor sees who it was, and looks at it", async () => {
  const page = await site.desk();
  await signIn(site, page, "sara");
  await page.getByRole("link", { name: /RESTRICTED: look/ }).click();
  await page.getByText("BROKE THE GLASS").waitFor();
  await page.getByText("man at her door").waitFor();
  await holds(page, "restricted-list");
  const looks = page.getByRole("button", { name: /I have looked at it/ });
  for (let left = await looks.count(); left > 0; left--) {
    await looks.first().click();
    await page.waitForLoadState();
  }
  assert.equal(await page.getByRole("link", { name: /RESTRICTED: look/ }).count(), 0);
});

test("who knows the people gives it back, without script too", async () => {
  const page = await site.desk({ script: false });
  await signIn(site, page, "omar");
  await page.goto(`${site.address}/entries/${await order()}/answer`);
  await page.getByRole("button", { name: /I know these people/ }).click();
  await page.getByRole("heading", { name: "It is closed to you now" }).waitFor();
  await page.goto(`${site.address}/entries/${await order()}`);
  await page.getByRole("heading", { name: "This order is closed to you" }).waitFor();
});
