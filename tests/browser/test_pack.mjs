// A copy for an investigation: chosen, refused without a reason, made and fetched, with script and without.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { holds, openSite, signIn } from "./support.mjs";

let site;
before(async () => {
  site = await openSite(["order-with-statement", "application-only", "variation"]);
});
after(() => site.close());

const order = () => site.value("SELECT entry_id FROM v_entry WHERE action = 'made' ORDER BY entry_id LIMIT 1");

async function fill(page) {
  await page.getByLabel("For whom").fill("DC 4711 Wyn");
  await page.getByLabel("Their e-mail address").fill("dc.wyn@force.example");
  await page.getByLabel("Unit").fill("Domestic abuse team, Medway");
  await page.getByLabel("Their reference").fill("46/12345/26");
  await page.getByLabel("What it is for").fill("Prosecution for breach");
}

test("from the answer to the two files, and nothing that was typed is lost on the way", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await page.goto(`${site.address}/entries/${await order()}/answer`);
  await page.getByRole("link", { name: "copy for an investigation" }).click();
  await page.getByRole("heading", { name: "Copy for an investigation" }).waitFor();
  assert.equal(await page.getByRole("checkbox", { name: /The order as received/ }).isChecked(), true);
  assert.equal(await page.getByRole("checkbox", { name: /Statement of service/ }).first().isChecked(), true);
  assert.equal(await page.getByRole("checkbox", { name: /Correspondence/ }).first().isChecked(), false);
  await holds(page, "pack");
  await fill(page);
  await page.getByLabel("Their e-mail address").fill("dc.wyn@elsewhere.example");
  await page.getByRole("button", { name: "Make the copy" }).click();
  await page.getByRole("alert").getByText("the force's own domains alone").waitFor();
  assert.equal(await page.getByLabel("For whom").inputValue(), "DC 4711 Wyn");
  await page.getByLabel("Their e-mail address").fill("dc.wyn@force.example");
  await page.getByRole("button", { name: "Make the copy" }).click();
  await page.waitForURL(/\/packs\/\d+$/);
  await holds(page, "pack-made");
  for (const [name, magic, ending] of [
    [/The copy/, "%PDF-", ".pdf"],
    [/The originals/, "PK", ".zip"],
  ]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    assert.match(download.suggestedFilename(), /^CCOT-\d{4}-\d{6,}-copy-\d+(-originals)?\.(pdf|zip)$/);
    assert.ok(download.suggestedFilename().endsWith(ending));
    assert.equal(readFileSync(await download.path()).subarray(0, magic.length).toString("latin1"), magic);
  }
  await page.reload();
  await page.getByRole("heading", { name: "Handed over" }).waitFor();
  await holds(page, "pack-handed");
});

test("without script it is the same form", async () => {
  const page = await site.desk({ script: false });
  await signIn(site, page, "sol");
  await page.goto(`${site.address}/entries/${await order()}/pack`);
  await fill(page);
  await page.getByRole("button", { name: "Make the copy" }).click();
  await page.waitForURL(/\/packs\/\d+$/);
});

test("the sealed paper: it comes, it is lent, and the answer says where it is", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  const entry = await order();
  await page.goto(`${site.address}/entries/${entry}`);
  await page.getByRole("link", { name: "Sealed hard copy" }).click();
  await page.getByText("No sealed paper has been received").waitFor();
  await page.getByLabel("Kept at").fill("Cabinet 3, NMO/2025/17");
  await page.getByRole("button", { name: "It has come" }).click();
  await page.getByText("received, kept at Cabinet 3").waitFor();
  await page.getByLabel("Lent to").fill("DC 4711 Wyn, Medway");
  await page.getByLabel("due back").fill("1/2/2099");
  await page.getByRole("button", { name: "It is lent" }).click();
  await page.getByText("LENT to DC 4711 Wyn").waitFor();
  await holds(page, "hard-copy");
  await page.getByRole("link", { name: "What is lent" }).click();
  await page.getByText("DC 4711 Wyn").waitFor();
  await holds(page, "hard-copies");
  await page.goto(`${site.address}/entries/${entry}/answer`);
  await page.getByText("LENT to DC 4711 Wyn").waitFor();
  await holds(page, "answer-lent");
});
