// Several people and several entries: two on one entry, a discharge with a call to the court and a second person, copies decided together,
// two that are not the same; by mouse, by keyboard alone, and where no script runs. Each ends with what takes it back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, signIn } from "./support.mjs";
import { decideRest, leads, looks, WAYS, words } from "./way.mjs";

let site;
before(async () => {
  site = await openSite(["nmo-a-pdf", "discharge", "nmo-c-pdf", "nmo-c-pdf", "nmo-c-pdf", "stalking"]);
});
after(() => site.close());

const entryPage = (page, id) => page.goto(`${site.address}/entries/${id}`);
const main = (page) => page.locator("main");
const one = (where) => site.value(`SELECT entry_id FROM v_entry WHERE ${where} ORDER BY message_id LIMIT 1`);
const status = (id) => site.value(`SELECT status || ' ' || coalesce(status_reason, '') FROM v_entry WHERE entry_id = ${id}`);

async function person(way, name) {
  const page = await site.desk({ script: way.script });
  await signIn(site, page, name);
  return page;
}

/* Takes back the newest decision of that kind, with a reason. */
async function undo(page, way, id, kind) {
  const decision = await site.value(`SELECT max(decision_id) FROM v_decision WHERE entry_id = ${id} AND kind = '${kind}' AND undone_at IS NULL`);
  await entryPage(page, id);
  await way.unfold(main(page), `Undo decision ${decision}`);
  const form = page.locator("li", { has: page.locator(`#undo-${decision}`) });
  await way.fill(form, "Why (needed for what another person decided, or after 15 minutes)", "it was a trial");
  await leads(page, () => way.press(form, "Undo"));
}

async function correctRespondent(page, way, name) {
  const field = page.locator("#f-respondent");
  if (!(await field.locator("details").getAttribute("open")) && (await field.locator("details[open]").count()) === 0) await way.unfold(field, "Correct: Respondent");
  await way.fill(field, "Respondent", name);
  await way.choose(field, "The program misread the paper");
  await leads(page, () => way.press(field, "Save: Respondent"));
}

for (const way of WAYS)
  test(`of two on one entry, the second sees both: ${way.name}`, async () => {
    const id = await one("order_type = 'stalking_protection'");
    const [hana, omar] = [await person(way, "hana"), await person(way, "omar")];
    await entryPage(hana, id);
    await entryPage(omar, id);
    await correctRespondent(hana, way, `First ${way.name}`);
    await correctRespondent(omar, way, `Second ${way.name}`);
    const notice = omar.getByRole("alert");
    await notice.getByRole("heading", { name: "This entry has changed" }).waitFor();
    assert.match(await notice.innerText(), new RegExp(`Second ${way.name}`));
    assert.match(await omar.locator("#f-respondent .ccot-value").innerText(), new RegExp(`First ${way.name}`));
    assert.equal(await omar.locator("#v-respondent").inputValue(), `Second ${way.name}`, "what was typed is still there");
    await looks(omar, way, "entry-collided");
    assert.equal(await site.value(`SELECT respondent FROM v_entry WHERE entry_id = ${id}`), `First ${way.name}`);
    await leads(omar, () => way.press(omar.locator("#f-respondent"), "Save: Respondent"));
    assert.equal(await site.value(`SELECT respondent FROM v_entry WHERE entry_id = ${id}`), `Second ${way.name}`);
    await undo(omar, way, id, "correct");
  });

async function claimDischarge(page, way, id, original) {
  await entryPage(page, id);
  await decideRest(page, way);
  await leads(page, () => way.press(main(page), "Read it back, then verify"));
  assert.match(await page.locator(".ccot-sentence").innerText(), new RegExp(`It discharges entry ${original}, the order against Desmond Achterberg made `));
  await way.choose(main(page), "I have read this sentence against the paper, and have seen the terms");
  await leads(page, () => way.press(main(page), "Put it on the register, stay here"));
  await looks(page, way, "discharge-verified");
}

async function callCourt(page, way) {
  const acts = page.locator(".ccot-acts");
  await way.unfold(acts, "Record the call to the court");
  await way.fill(acts, "Whom did you speak to, and on which number", "the family office, on the number of the last order");
  await way.fill(acts, "What was said", "the judge discharged it");
  await leads(page, () => way.press(acts, "Record the call"));
}

for (const way of WAYS)
  test(`a discharge takes a call to the court and a second person: ${way.name}`, async () => {
    const original = await one("action = 'made' AND case_number = 'ME25F00418'");
    const discharge = await one("action = 'discharged'");
    const hana = await person(way, "hana");
    await claimDischarge(hana, way, discharge, original);
    assert.match(await status(original), /^in_force .*DISCHARGE CLAIMED/);
    const second = "I am the second person: it takes effect";
    const acts = hana.locator(".ccot-acts");
    await acts.getByText("NO EFFECT YET: the court has not been rung.").waitFor();
    await hana.goto(`${site.address}/queue?tab=changes`);
    const row = hana.getByRole("row").filter({ has: hana.locator(`a[href="/entries/${discharge}"]`) });
    await row.getByText("WAITS FOR THE CALL TO THE COURT, then a second person, not hana").waitFor();
    await entryPage(hana, discharge);
    await callCourt(hana, way);
    await acts.getByText("The court was rung by hana").waitFor();
    await acts.getByText("That is somebody else: you decided the first step.").waitFor();
    assert.equal(await acts.getByRole("button", { name: second }).count(), 0);
    assert.match(await status(original), /^in_force .*DISCHARGE CLAIMED/);
    await looks(hana, way, "discharge-called");
    const omar = await person(way, "omar");
    await entryPage(omar, discharge);
    await leads(omar, () => way.press(omar.locator(".ccot-acts"), second));
    assert.match(await status(original), /^ended /);
    await omar.locator(".ccot-acts").getByText("In effect: confirmed by omar as the second person").waitFor();
    assert.equal(await omar.locator(".ccot-acts").getByRole("button", { name: second }).count(), 0);
    await entryPage(omar, original);
    await omar.getByText("Not in force: discharged by the order of").waitFor();
    await looks(omar, way, "discharge-done");
    const sol = await person(way, "sol");
    await undo(sol, way, discharge, "verify");
    assert.match(await status(original), /^in_force /);
  });

for (const way of WAYS)
  test(`copies that bring nothing go together, and come back: ${way.name}`, async () => {
    const entries = (await site.sql("SELECT entry_id FROM v_entry WHERE case_number = 'ME24F00981' ORDER BY message_id")).map(([id]) => id);
    const states = () => site.sql("SELECT state FROM v_entry WHERE case_number = 'ME24F00981' ORDER BY message_id");
    const page = await person(way, "hana");
    await entryPage(page, entries[0]);
    await looks(page, way, "copies");
    const together = async () => {
      const boxes = page.locator('input[type="checkbox"][name^="copy-"]');
      assert.equal(await boxes.count(), 2);
      for (let i = 0; i < 2; i++) await way.choose(main(page), await words(boxes.nth(i).locator("xpath=..")));
      await leads(page, () => way.press(main(page), "The chosen ones are copies of this entry"));
      assert.deepEqual(await states(), [["pending"], ["duplicate"], ["duplicate"]]);
    };
    await together();
    await entryPage(page, entries[0]);
    await way.unfold(main(page), "Undo for 2 copies decided together");
    await looks(page, way, "copies-undo");
    await leads(page, () => way.press(main(page), "Undo for all of them"));
    assert.deepEqual(await states(), [["pending"], ["pending"], ["pending"]]);
    await entryPage(page, entries[0]);
    await together();
    await entryPage(page, entries[1]);
    await page.getByText(`A copy of entry ${entries[0]}.`).waitFor();
    await looks(page, way, "copy");
    for (const copy of entries.slice(1)) await undo(page, way, copy, "duplicate");
    assert.deepEqual(await states(), [["pending"], ["pending"], ["pending"]]);
  });

for (const way of WAYS)
  test(`not the same, and why: ${way.name}`, async () => {
    const [[mine, other]] = await site.sql("SELECT entry_id, earlier_entry_id FROM v_duplicate ORDER BY entry_id DESC LIMIT 1");
    const decided = () => site.value(`SELECT coalesce(decided, '') FROM v_duplicate WHERE entry_id = ${mine} AND earlier_entry_id = ${other}`);
    const page = await person(way, "hana");
    await page.goto(`${site.address}/entries/${mine}/against/${other}`);
    await looks(page, way, "against");
    await way.choose(main(page), "Two orders");
    await way.fill(main(page), "Why", "");
    await leads(page, () => way.press(main(page), "Not the same"));
    await page.getByText("A reason is needed.").waitFor();
    assert.equal(await decided(), "");
    await page.goto(`${site.address}/entries/${mine}/against/${other}`);
    await way.choose(main(page), "Two orders");
    await way.fill(main(page), "Why", "made on two days");
    await leads(page, () => way.press(main(page), "Not the same"));
    assert.equal(await decided(), "dismissed");
    await looks(page, way, "not-the-same");
    await undo(page, way, mine, "dismiss");
    assert.equal(await decided(), "");
  });
