// The notes on an order, what is held about a person, and the auditor's pages: seen, used by mouse and by Tab, and taken away.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { holds, openSite, signIn } from "./support.mjs";

let site;
let entry;
before(async () => {
  site = await openSite(["nmo-a-children", "body-text"]);
  entry = await site.value("SELECT min(entry_id) FROM v_entry WHERE protected_person <> ''");
});
after(() => site.close());

test("a breach, a dispute and a transfer are noted, and the answer shows them", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await page.goto(`${site.address}/entries/${entry}/keeping`);
  await page.getByText("Note a breach").click();
  await page.getByLabel("Day (2/11/2026)").fill("31/2/2026");
  await page.getByLabel("Reported by").fill("a neighbour");
  await page.getByLabel("Outcome").fill("arrested");
  await page.getByRole("button", { name: "Note the breach" }).click();
  await page.getByRole("alert").getByText("There is no such day").waitFor();
  assert.equal(await page.getByLabel("Reported by").inputValue(), "a neighbour", "what was typed stays");
  await page.getByLabel("Day (2/11/2026)").fill("1/10/2026");
  await page.getByRole("button", { name: "Note the breach" }).click();
  await page.getByText("Mark a value as disputed").click();
  await page.getByLabel("Which value").selectOption("respondent");
  await page.getByLabel("Who disputes it").fill("the respondent");
  await page.getByLabel("What is said against it").fill("his name is spelt otherwise");
  await page.getByRole("button", { name: "Mark it" }).click();
  await page.getByText("Note a transfer").click();
  await page.getByLabel("To which force and unit").fill("Sussex Police");
  await page.getByLabel("On (2/11/2026)").last().fill("2/10/2026");
  await page.getByLabel("How, and what was sent").fill("secure mail");
  await page.getByRole("button", { name: "Note the transfer" }).click();
  await page.getByText("NO RECEIPT YET").waitFor();
  await holds(page, "keeping");
  await page.goto(`${site.address}/entries/${entry}/answer`);
  for (const words of ["DISPUTED: Respondent", "Breach noted: Thu 1 October 2026", "no receipt yet, both forces hold it"])
    await page.getByText(words).waitFor();
  await holds(page, "answer-notes");
});

test("what is held about a person is found, ticked and taken away", async () => {
  const page = await site.desk({ script: false });
  await signIn(site, page, "sol");
  await page.goto(`${site.address}/team`);
  await page.getByRole("link", { name: "What is held about a person" }).click();
  await page.getByLabel("Name, with the date of birth").fill(await site.value(`SELECT respondent FROM v_entry WHERE entry_id = ${entry}`));
  await page.getByLabel("Reference of the request").fill("SAR 1/26");
  await page.getByRole("button", { name: "Find" }).click();
  await page.waitForURL(/\/held\/[0-9a-f]{64}$/);
  await holds(page, "held");
  await page.getByLabel("Who gets it").fill("Data protection");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Take it away" }).click()]);
  assert.match(file.suggestedFilename(), /^CCOT-held-\d+\.json$/);
  const held = JSON.parse(await readFile(await file.path(), "utf8"));
  assert.ok(held.entries.some((one) => String(one.entry_id) === entry) && held.mails.length > 0 && held.audit.length > 0);
});

test("the auditor sees who looked, and takes the rows away", async () => {
  const page = await site.desk();
  await signIn(site, page, "aud");
  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByRole("heading", { name: /^Looks that deserve a question/ }).waitFor();
  await holds(page, "audit");
  await page.getByLabel("Entry, by number").fill(entry);
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/\/audit\/[0-9a-f]{64}$/);
  await page.getByText("breach noted").waitFor();
  await holds(page, "audit-found");
  await page.getByLabel("Who gets them").fill("Professional standards");
  await page.getByLabel("Why, with the reference").fill("inquiry 5");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Take them away" }).click()]);
  assert.match(file.suggestedFilename(), /^CCOT-audit-\d+\.csv$/);
  assert.match(await readFile(await file.path(), "utf8"), /^audit_id,at,who,/);
});
