// Search and answer: found by keyboard in three actions from any page, answered without scrolling on a desk's screen, printed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, focused, holds, openSite, signIn, tabTo } from "./support.mjs";

let site;
before(async () => {
  site = await openSite(["nmo-a-children", "nmo-a-letters", "variation", "discharge", "corrupt-pdf", "body-text"]);
});
after(() => site.close());

/* Both names of an order with terms, of the person who stands in the fewest. */
const words = async () =>
  site.value(
    "SELECT respondent || ' ' || protected_person FROM v_entry e WHERE protected_person <> '' AND action = 'made' " +
      "AND EXISTS (SELECT FROM v_field f WHERE f.entry_id = e.entry_id AND f.name = 'prohibitions') " +
      "ORDER BY (SELECT count(*) FROM v_entry o WHERE o.respondent = e.respondent), case_number LIMIT 1",
  );

async function search(page, typed, reason) {
  await page.goto(`${site.address}/search`);
  await page.getByLabel("Who, or what").fill(typed);
  if (reason) await page.getByLabel(/^Why/).fill(reason);
  await Promise.all([page.waitForEvent("load"), page.getByRole("main").getByRole("button", { name: "Search" }).click()]);
}

/* How far down the last line of it stands. */
const bottom = (page, selector) => page.locator(selector).evaluate((it) => it.getBoundingClientRect().bottom);

test("a discharge is told as one: no power under it, and nothing to tell the respondent", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  const discharge = await site.value("SELECT entry_id FROM v_entry WHERE action = 'discharged'");
  await search(page, await site.value(`SELECT respondent FROM v_entry WHERE entry_id = ${discharge}`), "46-1188-26");
  const hit = page.locator(`a[href$="/orders/${discharge}"]`);
  assert.match(await hit.innerText(), /^Says that this order is discharged: /);
  await Promise.all([page.waitForEvent("load"), hit.click()]);
  const powers = await page.locator(".ccot-answer__powers").innerText();
  assert.match(powers, /No power under this paper/);
  assert.doesNotMatch(powers, /arrest without warrant|tell the respondent/);
  await holds(page, "answer-discharge");
});

test("the form, and what it says when a reason is missing", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  assert.equal(new URL(page.url()).pathname, "/search");
  await holds(page, "search");
  await search(page, "marlow");
  await page.getByRole("alert").getByText("Say why you ask").waitFor();
  assert.equal(await page.getByLabel("Who, or what").inputValue(), "marlow");
  assert.match(await focused(page), /^Why/);
  await holds(page, "search-why");
});

test("from any page to the answer by three actions of the keyboard, and nothing to scroll", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  const typed = await words();
  for (const from of ["/help", "/search"]) {
    await page.goto(site.address + from);
    await page.keyboard.press("Alt+Shift+KeyS");
    await page.keyboard.type(typed);
    await page.keyboard.press("Tab");
    await page.keyboard.type("46-1188-26");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\/[0-9a-f]{64}$/);
    await page.keyboard.press("Alt+Shift+Digit1");
    await page.waitForURL(/\/orders\/\d+$/);
    for (const part of [".ccot-answer__direction", ".ccot-answer__facts", ".ccot-answer__powers", ".ccot-terms"])
      assert.ok((await bottom(page, part)) <= DESK.height, `${part} ends below the screen`);
    assert.equal(page.url().includes(encodeURIComponent(typed.split(" ")[0])), false);
  }
  await holds(page, "answer");
});

test("without script the same is reached by Tab", async () => {
  const page = await site.desk({ script: false });
  await signIn(site, page, "hana");
  await search(page, await words());
  await page.locator("a[data-hit='1']").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/orders\/\d+$/);
  assert.ok(await page.locator(".ccot-answer__facts").isVisible());
});

test("an order without pages is read as its words", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  const [[entry, respondent]] = await site.sql("SELECT e.entry_id, e.respondent FROM v_entry e JOIN v_document d USING (document_id) WHERE d.pages = 0");
  await search(page, respondent, "46-1188-26");
  await Promise.all([page.waitForEvent("load"), page.locator(`a[href$="/orders/${entry}"]`).click()]);
  await holds(page, "answer-no-pages");
  await Promise.all([page.waitForEvent("load"), page.getByRole("main").getByRole("link", { name: "its words" }).click()]);
  await page.getByText(respondent).first().waitFor();
  await holds(page, "paper-words");
});

test("what is found, what is not, and the moment that is asked for", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await search(page, await words());
  await holds(page, "search-found");
  await search(page, "Vanterpool");
  await page.getByRole("heading", { name: "Nothing found", exact: true }).waitFor();
  await page.getByText(/Searched \d+ orders?, of which \d+ not yet verified/).waitFor();
  await holds(page, "search-nothing");
  await search(page, await words());
  await page.keyboard.press("Alt+Shift+Digit1");
  await page.waitForURL(/\/orders\/\d+$/);
  await tabTo(page, "As at (2/11/2026)");
  await page.keyboard.type("1/1/2020");
  await page.keyboard.press("Enter");
  await page.getByText("AS AT Wed 1 January 2020").waitFor();
  await page.getByText("NOT YET IN FORCE").first().waitFor();
  await holds(page, "answer-moment");
  await page.goto(page.url().replace(/on=[^&]*/, "on=31.2.2026"));
  await page.getByRole("alert").getByText("no such day").waitFor();
  await holds(page, "answer-refused");
});

test("prints: head and tools stay on the screen", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  await search(page, await words(), "46-1188-26");
  await page.keyboard.press("Alt+Shift+Digit1");
  await page.waitForURL(/\/orders\/\d+$/);
  const order = page.url();
  for (const print of ["officers", "share"]) {
    await page.goto(`${order}/${print}`);
    await holds(page, `print-${print}`);
    await page.emulateMedia({ media: "print" });
    for (const part of [".ccot-header", ".ccot-strip", ".ccot-print__tools"])
      for (const one of await page.locator(part).all()) assert.equal(await one.isVisible(), false, part);
    assert.ok(await page.locator(".ccot-print__marking").isVisible());
    await page.emulateMedia({ media: "screen" });
  }
});

test("what is verified and not yet entered", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await page.goto(`${site.address}/entered`);
  await holds(page, "entered-none");
  await site.sql("UPDATE entry SET state = 'verified', verified_by = 'hana', verified_at = now() WHERE NOT draft AND representative_id IS NULL RETURNING entry_id");
  await page.reload();
  await holds(page, "entered");
  const before = await page.locator("main select option").count();
  await page.getByLabel("reference there").first().fill("26/000123");
  await page.keyboard.press("Enter");
  await page.waitForFunction((left) => document.querySelectorAll("main select option").length === left, before - 1);
});
