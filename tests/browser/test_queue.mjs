// The queue, and what is reached from it: taking work, letting it go, mails, alerts; every page looked at by axe and on narrow screens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { holds, openSite, signIn, tabTo } from "./support.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const at = (page, path) => page.goto(site.address + path);
const messageOf = (subject) => site.value(`SELECT message_id FROM v_message WHERE subject = '${subject}'`);

test("every tab holds what its count says", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await at(page, "/queue");
  await holds(page, "queue");
  const tabs = page.getByRole("navigation", { name: "Filters of the queue" }).getByRole("link");
  const told = await tabs.allInnerTexts();
  assert.ok(told.length >= 6, told.join());
  for (let i = 0; i < told.length; i++) {
    await tabs.nth(i).click();
    const rows = await page.locator("tbody tr").count();
    assert.equal(rows, Number(/\((\d+)\)/.exec(told[i])[1]), told[i]);
    await holds(page);
  }
});

test("the team's figures count what the tabs count", async () => {
  const page = await site.desk();
  await signIn(site, page, "sol");
  await at(page, "/queue");
  const tabs = await page.getByRole("navigation", { name: "Filters of the queue" }).getByRole("link").allInnerTexts();
  const tab = (name) => Number(tabs.map((text) => /^(.*) \((\d+)\)$/.exec(text)).find(([, label]) => label === name)[2]);
  await at(page, "/team");
  const waits = async (kind) => Number(await page.getByRole("row").filter({ hasText: kind }).getByRole("cell").first().innerText());
  assert.equal(await waits("alerts"), tab("Alerts"));
  assert.equal(await waits("changes of an order"), tab("Changes to orders"));
  assert.equal((await waits("changes of an order")) + (await waits(/^orders/)), tab("Orders"));
  assert.equal(await waits("that cannot be read"), tab("Not readable"));
  assert.equal(await waits("mails without an order"), tab("Mails without an order"));
});

test("an order whose statement of service came by itself is served, with its day", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  const entry = await site.value("SELECT entry_id FROM v_service WHERE joined = 'number' AND state = 'fact' AND outcome = 'served' LIMIT 1");
  await at(page, "/queue");
  const row = page.getByRole("row").filter({ has: page.locator(`a[href="/entries/${entry}"]`) });
  assert.match(await row.innerText(), /served (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d/);
  for (const path of [`/entries/${entry}`, `/entries/${entry}/verify`]) {
    await at(page, path);
    await page.getByText("by a statement that came by itself").first().waitFor();
    assert.equal(await page.getByText("no proof of service").count(), 0, path);
  }
});

test("a copy that runs for a time from its service, where the order tells a day, is looked at by itself", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  const [order, , other] = (await site.sql("SELECT entry_id FROM v_entry WHERE case_number = 'ME24F00981' ORDER BY message_id")).map(([id]) => id);
  await at(page, "/queue");
  const row = page.getByRole("row").filter({ has: page.locator(`a[href="/entries/${other}"]`) });
  assert.match(await row.innerText(), /ENDS IN ANOTHER WAY: 6 months from service/);
  await at(page, `/entries/${order}`);
  await page.getByText("ENDS IN ANOTHER WAY: 6 months from service").first().waitFor();
  assert.equal(await page.locator('input[name^="copy-"]').count(), 1);
  // who asks about the order at night is told of it too, on the list, the answer and the paper that officers take along
  const night = await site.desk();
  await signIn(site, night, "erin");
  await at(night, "/search");
  await night.getByLabel("Who, or what").fill("Onslow");
  await night.locator("#reason").fill("46/1");
  await Promise.all([night.waitForEvent("load"), night.getByRole("main").getByRole("button", { name: "Search" }).click()]);
  const doubt = night.getByText("A COPY OF IT SAYS OTHERWISE, and nobody has checked which is right: ENDS IN ANOTHER WAY: 6 months from service");
  assert.equal(await doubt.count(), 1);
  await holds(night, "search-doubt");
  await night.getByRole("link", { name: /^Gareth Onslow must not/ }).first().click();
  await doubt.waitFor();
  await holds(night, "answer-doubt");
  await night.getByRole("link", { name: "for officers" }).click();
  await doubt.waitFor();
  assert.equal(await site.value("SELECT count(*) FROM v_audit WHERE actor = 'ccot_web:erin' AND subject = 'search'"), "1");
});

test("fifteen rows of two lines stand on a desk's screen", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await at(page, "/queue");
  const rows = await page.locator(".ccot-queue tbody tr").evaluateAll((list) => list.map((row) => row.getBoundingClientRect()).map(({ top, height }) => ({ top, height })));
  const least = Math.min(...rows.map(({ height }) => height));
  const { height } = page.viewportSize();
  assert.ok(rows[0].top + 15 * least <= height - 60, `${rows[0].top} + 15 * ${least}`); // 60: for the rows that need a third line
});

test("alerts stand first, and each row says why it stands there", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await at(page, "/queue");
  const reasons = await page.locator("tbody tr td:first-child, tbody tr th:first-child").allInnerTexts();
  assert.match(reasons[0], /alert/);
  assert.deepEqual(reasons.filter((reason) => reason.trim() === ""), []);
});

test("two who ask for the next at once get different work, and each sees who holds what", async () => {
  const [hana, omar] = await Promise.all([site.desk(), site.desk()]);
  await Promise.all([signIn(site, hana, "hana"), signIn(site, omar, "omar")]);
  await Promise.all([at(hana, "/queue"), at(omar, "/queue")]);
  await Promise.all([hana, omar].map((page) => page.getByRole("button", { name: "Next" }).click()));
  await Promise.all([hana, omar].map((page) => page.waitForURL(/\/(entries|messages)\/\d+/)));
  assert.notEqual(hana.url(), omar.url());
  await at(omar, "/queue");
  await omar.getByText("hana", { exact: false }).first().waitFor();
  await holds(omar, "queue-held");
});

test("an alert ends with an outcome and an incident number, by keyboard alone", async () => {
  const page = await site.desk();
  await signIn(site, page, "sol");
  await at(page, `/messages/${await messageOf("he is outside now")}`);
  await holds(page, "mail-alert");
  await tabTo(page, "How it ended");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "Incident number");
  await page.keyboard.type("46-1188-26");
  const open = "SELECT count(*) FROM v_alert WHERE handled_at IS NULL";
  const before = Number(await site.value(open));
  await page.keyboard.press("Enter");
  await page.waitForLoadState();
  assert.equal(Number(await site.value(open)), before - 1);
});

for (const subject of ["Non-Molestation Order", "Please disregard", "You have received a secure message", "Automatic reply: Non-Molestation Order", "Statement of Service"])
  test(`the mail "${subject}"`, async () => {
    const page = await site.desk();
    await signIn(site, page, "hana");
    const answer = await at(page, `/messages/${await messageOf(subject)}`);
    assert.equal(answer.status(), 200);
    await holds(page, `mail-${subject.toLowerCase().replace(/[^a-z]+/g, "-")}`);
  });

const SHUT = "SELECT document_id FROM v_document d WHERE document_is_shut('hana', d.document_id, d.kind) LIMIT 1";
for (const [person, shot, path] of [
  ["sol", "team", () => "/team"],
  ["sol", "report-duplicates", () => "/reports/duplicates"],
  ["adm", "users", () => "/users"],
  ["hana", "help", () => "/help"],
  ["hana", "paper-shut", async () => `/documents/${await site.value(SHUT)}/open`],
])
  test(`the page "${shot}"`, async () => {
    const page = await site.desk();
    await signIn(site, page, person);
    const answer = await at(page, await path());
    assert.equal(answer.status(), 200);
    await holds(page, shot);
  });

test("an enquirer has no queue", async () => {
  const page = await site.desk();
  await signIn(site, page, "erin");
  const answer = await at(page, "/queue");
  assert.equal(answer.status(), 403);
  await holds(page, "refused");
});

test("the first row's work is reached by Tab and opened by Enter", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await at(page, "/queue");
  const first = page.locator("tbody tr").first().getByRole("link").first();
  await tabTo(page, (await first.innerText()).trim());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(entries|messages)\/\d+/);
});

test("of a statement that fits several orders a person says which one it is about, and takes it back", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  const mail = await messageOf("Attempted service");
  const about = () => site.value(`SELECT coalesce(entry_id::text || ' ' || state, 'none') FROM v_service WHERE message_id = ${mail}`);
  assert.equal(await about(), "none");
  await at(page, `/messages/${mail}`);
  await page.getByText("no order chosen yet").waitFor();
  const choices = page.getByRole("button", { name: /^It is about this order/ });
  assert.equal(await choices.count(), 4);
  await holds(page, "statement-fits");
  const chosen = /entry (\d+)/.exec(await choices.nth(1).textContent())[1];
  await Promise.all([page.waitForEvent("load"), choices.nth(1).click()]);
  assert.equal(await about(), `${chosen} fact`);
  await page.getByText("joined by a person").waitFor();
  await at(page, `/messages/${mail}`);
  assert.equal(await choices.count(), 0);
  await page.getByRole("link", { name: "its order", exact: true }).click();
  const undo = page.locator("li.ccot-decision").filter({ hasText: "statement of service" });
  await undo.locator("summary").click();
  await Promise.all([page.waitForEvent("load"), undo.getByRole("button", { name: "Undo" }).click()]);
  assert.equal(await about(), "none");
});

test("who takes something back is shown with the mail that seems to be meant, and whose papers are shut", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  await at(page, `/messages/${await messageOf("Please disregard")}`);
  const told = page.getByText("It seems to take back:");
  await told.waitFor();
  const [[mail, entry]] = await site.sql("SELECT message_id, entry_id FROM v_entry WHERE action = 'discharged'");
  assert.deepEqual(await told.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href"))), [`/messages/${mail}`, `/entries/${entry}`]);
  await holds(page, "retraction");
  await at(page, `/entries/${entry}`);
  await page.getByText("The sender takes this mail back: its papers are shut until somebody has decided on that.").waitFor();
});
