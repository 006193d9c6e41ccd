// A morning at the queue: the alert first, then a mail whose paper cannot be read, then an entry that is none; what a supervisor
// gives back. By mouse, by keyboard alone, and where no script runs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { holds, openSite, signIn } from "./support.mjs";
import { leads, WAYS, words } from "./way.mjs";

const main = (page) => page.locator("main");

for (const way of WAYS)
  describe(`by ${way.name}`, () => {
    let site;
    let hana;
    before(async () => {
      site = await openSite(["nmo-a-pdf", "locked-pdf", "breach"]);
      hana = await site.desk({ script: way.script });
      await signIn(site, hana, "hana");
    });
    after(() => site.close());

    const queue = (page) => page.goto(`${site.address}/queue`);
    const next = async (page) => {
      await queue(page);
      await leads(page, () => way.press(main(page), "Next"));
    };
    const number = (page) => /\/(\d+)$/.exec(new URL(page.url()).pathname)[1];
    const entryState = (id) => site.value(`SELECT state FROM v_entry WHERE entry_id = ${id}`);

    test("the alert is what comes next, and ends with an outcome and an incident number", async () => {
      await queue(hana);
      await holds(hana, `work-queue-${way.name}`);
      await next(hana);
      await hana.getByRole("heading", { level: 1, name: "he is outside now" }).waitFor();
      assert.match(await hana.locator("#strip").innerText(), /every alert taken, 1 open/);
      const alerts = await hana.locator(".ccot-alert").count();
      assert.ok(alerts > 0);
      for (let i = 0; i < alerts; i++) {
        const alert = hana.locator(".ccot-alert", { has: hana.locator("select") }).first();
        await way.pick(alert, "How it ended", "Control room told");
        if (i === 0) {
          await leads(hana, () => way.press(alert, "Close this alert"));
          await hana.getByRole("alert").filter({ hasText: "incident number" }).waitFor();
          await holds(hana, `work-alert-refused-${way.name}`);
          await way.pick(alert, "How it ended", "Control room told");
        }
        await way.fill(alert, "Incident number", `46-118${i}-26`);
        await leads(hana, () => way.press(alert, "Close this alert"));
      }
      await hana.getByText("incident 46-1180-26").waitFor();
      assert.equal(await site.value("SELECT count(*) FROM v_alert WHERE handled_at IS NULL"), "0");
      assert.match(await hana.locator("#strip").innerText(), /no alert open/);
    });

    test("an alert that was closed by mistake is taken back, and ends anew", async () => {
      await leads(hana, () => way.press(hana.locator(".ccot-alert").first(), "Take back: Danger"));
      assert.match(await hana.locator("#strip").innerText(), /every alert taken, 1 open/);
      const alert = hana.locator(".ccot-alert", { has: hana.locator("select") }).first();
      await way.pick(alert, "How it ended", "Control room told");
      await way.fill(alert, "Incident number", "46-1180-26");
      await leads(hana, () => way.press(alert, "Close this alert"));
      assert.match(await hana.locator("#strip").innerText(), /no alert open/);
    });

    test("its mail stays open until it has an outcome too", async () => {
      await way.pick(main(hana), "Outcome", "Its alert was closed, nothing else in it");
      await way.fill(main(hana), "Why", "told at 08:06");
      await leads(hana, () => way.press(main(hana), "Close this mail"));
      await hana.getByText("told at 08:06").waitFor();
      await holds(hana, `work-alert-closed-${way.name}`);
      await queue(hana);
      assert.equal(await hana.getByText("he is outside now").count(), 0);
    });

    test("each paper of a mail gets its outcome before the mail does", async () => {
      await next(hana);
      const mail = number(hana);
      assert.match(hana.url(), /\/messages\//);
      const paper = await hana.locator(".ccot-tick").first().innerText();
      await way.choose(main(hana), paper.trim());
      const form = hana.locator("#papers");
      await way.pick(form, "Outcome", "Asked for again");
      await way.fill(form, "Why, or whom you asked and when", "rang the firm, they send it unlocked");
      await leads(hana, () => way.press(form, "Give this outcome"));
      await hana.getByText("Asked for again").waitFor();
      await holds(hana, `work-paper-${way.name}`);
      const back = await words(hana.locator("main button", { hasText: "Take back" }));
      await leads(hana, () => way.press(main(hana), back));
      await hana.getByText("none yet").waitFor();
      await way.choose(main(hana), paper.trim());
      await way.pick(form, "Outcome", "Nothing to do");
      await way.fill(form, "Why, or whom you asked and when", "came again unlocked");
      await leads(hana, () => way.press(form, "Give this outcome"));
      await way.pick(main(hana), "Outcome", "Nothing to do");
      await way.fill(main(hana), "Why", "came again unlocked");
      await leads(hana, () => way.press(main(hana), "Close this mail"));
      assert.equal(await site.value(`SELECT outcome FROM v_message WHERE message_id = ${mail}`), "nothing_to_do");
    });

    test("an entry is rejected with a reason, and that is taken back", async () => {
      await next(hana);
      assert.match(hana.url(), /\/entries\//);
      const id = number(hana);
      const reject = async (text) => {
        await way.unfold(main(hana), "Reject: it is no order, and no part of one");
        await way.pick(main(hana), "Why", "A test mail");
        if (text) await way.fill(main(hana), "In your own words", text);
        await leads(hana, () => way.press(main(hana), "Reject"));
      };
      const undo = async (page, why) => {
        const decision = await site.value(`SELECT max(decision_id) FROM v_decision WHERE entry_id = ${id} AND kind = 'reject'`);
        const row = page.locator("li", { has: page.locator(`#undo-${decision}`) });
        await way.unfold(main(page), `Undo decision ${decision}`);
        if (why) await way.fill(row, "Why (needed for what another person decided, or after 15 minutes)", why);
        await leads(page, () => way.press(row, "Undo"));
      };
      await reject("the firm tries its new scanner");
      assert.equal(await entryState(id), "rejected");
      await holds(hana, `work-rejected-${way.name}`);
      await undo(hana);
      assert.equal(await entryState(id), "pending");
      await reject("the firm tries its new scanner");
      await site.sql(`UPDATE decision SET decided_at = decided_at - interval '16 minutes' WHERE entry_id = ${id} AND kind = 'reject' RETURNING 1`);
      await hana.reload();
      await undo(hana, "a slip");
      assert.equal(await entryState(id), "rejected", "a quarter of an hour later it is a supervisor's");
      await holds(hana, `work-undo-late-${way.name}`);
      const sol = await site.desk({ script: way.script });
      await signIn(site, sol, "sol");
      await sol.goto(`${site.address}/entries/${id}`);
      await undo(sol, "it is an order");
      assert.equal(await entryState(id), "pending");
    });

    test("a supervisor lets go of what somebody else holds, and another takes it", async () => {
      const [sol, omar] = [await site.desk({ script: way.script }), await site.desk({ script: way.script })];
      await signIn(site, sol, "sol");
      await signIn(site, omar, "omar");
      await queue(hana);
      await leads(hana, () => way.press(main(hana), "Take row 1"));
      await queue(omar);
      assert.equal(await omar.getByRole("button", { name: "Release" }).count(), 0, "no handler takes it away");
      await omar.getByText(/hana\s+until/).waitFor();
      await queue(sol);
      await leads(sol, () => way.press(main(sol), "Release row 1"));
      assert.equal(await sol.getByText(/hana\s+until/).count(), 0);
      await queue(omar);
      await leads(omar, () => way.press(main(omar), "Take row 1"));
      assert.equal(await site.value("SELECT claimed_by FROM v_entry WHERE claimed_until > now()"), "omar");
      await queue(sol);
      await way.unfold(main(sol), "Who holds what");
      await holds(sol, `work-holders-${way.name}`);
      await leads(sol, () => way.press(main(sol), "Release all that omar holds"));
      assert.equal(await site.value("SELECT count(*) FROM v_entry WHERE claimed_until > now()"), "0");
    });
  });
