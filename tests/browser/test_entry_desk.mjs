// A caseworker's way through one entry: taken, put right, decided one by one, read back, put on the register, taken back; by mouse, by
// keyboard alone, and where no script runs. One key pressed over and over verifies nothing, and typed work is not lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { holds, openSite, signIn, tabTo } from "./support.mjs";
import { decideRest, leads, looks, WAYS } from "./way.mjs";

const ORDERS = { mouse: "nmo-a-pdf", keyboard: "nmo-b-docx", "no-script": "restraining-crown" };
let site;
let entries;
before(async () => {
  site = await openSite([...Object.values(ORDERS), "stalking", "prohibited-steps", "body-html"]);
  entries = (await site.sql("SELECT entry_id FROM v_entry ORDER BY message_id, entry_id")).map(([id]) => id);
});
after(() => site.close());

const entryPage = (page, id) => page.goto(`${site.address}/entries/${id}`);
const state = (id) => site.value(`SELECT state FROM v_entry WHERE entry_id = ${id}`);
const main = (page) => page.locator("main");

async function putRight(page, way) {
  const field = page.locator("#f-respondent_dob");
  await way.unfold(field, "Correct: Date of birth");
  await way.fill(field, "Date of birth", "4/5/1986");
  await leads(page, () => way.press(field, "Save: Date of birth"));
  await page.getByText("Say where the value comes from.").waitFor();
  assert.equal(await field.getByLabel("Date of birth", { exact: true }).inputValue(), "4/5/1986", "what was typed is still there");
  await looks(page, way, "entry-refused");
  await way.choose(field, "Known from elsewhere");
  await way.fill(field, "If from elsewhere, from which system", "PNC");
  await leads(page, () => way.press(field, "Save: Date of birth"));
  await field.getByText("Sun 4 May 1986").waitFor();
  await field.getByText("Corrected").waitFor();
}

async function verify(page, way, id) {
  await leads(page, () => way.press(main(page), "Read it back, then verify"));
  const sentence = await page.locator(".ccot-sentence").innerText();
  assert.match(sentence, /^You put on the register: .*born Sun 4 May 1986.*NO PROOF OF SERVICE\.$/s);
  await looks(page, way, "entry-read-back");
  await leads(page, () => way.press(main(page), "Put it on the register, stay here"));
  await page.getByText("Say that you have read the sentence against the paper.").waitFor();
  assert.equal(await state(id), "pending");
  await way.choose(main(page), "I have read this sentence against the paper, and have seen the terms");
  await leads(page, () => way.press(main(page), "Put it on the register, stay here"));
  await page.getByText("On the register, by hana.").waitFor();
  assert.equal(await state(id), "verified");
  await looks(page, way, "entry-verified");
}

for (const [i, way] of WAYS.entries())
  test(`an entry from taking it to undo: ${way.name}`, async () => {
    const id = entries[i];
    const page = await site.desk({ script: way.script });
    await signIn(site, page, "hana");
    await entryPage(page, id);
    await leads(page, () => way.press(main(page), "Take it"));
    await page.getByText("In your hands until").waitFor();
    await looks(page, way, "entry-taken");
    await putRight(page, way);
    await decideRest(page, way);
    await looks(page, way, "entry-decided");
    await verify(page, way, id);
    const decision = await site.value(`SELECT max(decision_id) FROM v_decision WHERE entry_id = ${id} AND kind = 'verify'`);
    await way.unfold(main(page), `Undo decision ${decision}`);
    await leads(page, () => way.press(page.locator("li", { has: page.locator(`#undo-${decision}`) }), "Undo"));
    assert.equal(await state(id), "pending");
  });

test("the keys of a field decide it, and what is typed sets nothing off", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await entryPage(page, entries[3]);
  const decided = () => site.value(`SELECT count(*) FROM v_decision WHERE entry_id = ${entries[3]}`);
  await page.locator("#f-respondent").focus();
  await page.keyboard.press("c");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("rncjk");
  assert.equal(await page.locator("#v-respondent").inputValue(), "rncjk");
  assert.equal(await decided(), "0");
  await page.locator("#f-respondent").focus();
  await leads(page, () => page.keyboard.press("r"));
  assert.equal(await decided(), "1");
});

/* The same key over and over, on the entry and on the page before the register. */
async function pressThirty(page, id, key) {
  for (const path of [`/entries/${id}`, `/entries/${id}/verify`]) {
    await page.goto(site.address + path);
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press(key);
      await page.waitForLoadState();
    }
    assert.equal(await state(id), "pending", `${key} on ${path}`);
  }
}

test("one key pressed thirty times verifies nothing, not even once everything is decided", async () => {
  const page = await site.desk();
  await signIn(site, page, "omar");
  for (const key of ["Enter", "Space", "n"]) await pressThirty(page, entries[4], key);
  await entryPage(page, entries[4]);
  await decideRest(page, WAYS[0]);
  for (const key of ["Enter", "Space", "r"]) await pressThirty(page, entries[4], key);
});

test("typed work survives a lost session", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await entryPage(page, entries[5]);
  const field = page.locator("#f-judge");
  await field.locator("summary").click();
  const kept = page.waitForResponse((response) => response.url().endsWith("/typed"));
  await field.getByLabel("Judge", { exact: true }).fill("Her Honour Judge Typed");
  assert.equal((await kept).status(), 200);
  await page.context().clearCookies();
  await leads(page, () => field.getByRole("button", { name: /^Save/ }).click());
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await signIn(site, page, "hana");
  await entryPage(page, entries[5]);
  assert.equal(await page.locator("#v-judge").inputValue(), "Her Honour Judge Typed");
  await field.getByText(/You typed this .* ago and have not decided it\./).waitFor();
  await holds(page, "entry-typed");
});

test("a paper without pictures stands as its text, with the place of the field that is looked at", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await entryPage(page, entries[5]);
  const respondent = await site.value(`SELECT respondent FROM v_entry WHERE entry_id = ${entries[5]}`);
  await page.locator("#f-respondent").focus();
  const lit = page.locator(".ccot-text__chosen");
  assert.ok((await lit.count()) > 0);
  assert.equal((await lit.first().innerText()).toLowerCase(), respondent.toLowerCase());
  await tabTo(page, "Right: Respondent");
  await holds(page, "entry-text");
  const still = await site.desk({ script: false });
  await signIn(site, still, "hana");
  await still.goto(`${site.address}/entries/${entries[5]}?field=made_on`);
  assert.match(await still.locator("#mark").innerText(), /20\d\d/);
});

test("the words of a page lie over its picture when they are wanted", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await entryPage(page, entries[3]);
  const respondent = await site.value(`SELECT raw FROM v_field WHERE entry_id = ${entries[3]} AND name = 'respondent'`);
  const button = page.getByRole("button", { name: "Words" });
  const words = page.locator(".ccot-sheet__words text");
  assert.equal(await words.count(), 0, "nothing is asked for unasked");
  await button.click();
  await words.first().waitFor({ state: "attached" });
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const line = words.filter({ hasText: respondent }).first();
  await page.locator("#f-respondent .ccot-show").click();
  const printed = await page.locator(".ccot-sheet__chosen").boundingBox();
  const laid = await line.boundingBox();
  assert.ok(laid.x <= printed.x + 3 && laid.x + laid.width >= printed.x + printed.width - 3, `${JSON.stringify(laid)} over ${JSON.stringify(printed)}`);
  assert.ok(Math.abs(laid.y + laid.height / 2 - printed.y - printed.height / 2) < printed.height, `${JSON.stringify(laid)} over ${JSON.stringify(printed)}`);
  const marked = await page.evaluate((name) => (globalThis.find(name) ? globalThis.getSelection().toString() : ""), respondent);
  assert.equal(marked.toLowerCase(), respondent.toLowerCase(), "it is found on the page");
  await holds(page, "entry-words");
  assert.equal(await site.value("SELECT reason FROM v_audit WHERE actor = 'ccot_web:hana' AND subject = 'document' ORDER BY audit_id DESC LIMIT 1"), "words of page 1");
  await button.click();
  assert.equal(await words.count(), 0);
  assert.equal(await button.getAttribute("aria-pressed"), "false");
});

test("a paper with pictures can be read as text too", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await entryPage(page, entries[3]);
  await leads(page, () => page.getByRole("link", { name: "Text", exact: true }).click());
  await page.locator(".ccot-text mark").first().waitFor();
  await holds(page, "entry-text-of-picture");
  await leads(page, () => page.getByRole("link", { name: "Picture", exact: true }).click());
  await page.locator(".ccot-sheet__page img").waitFor();
});
