// One decisive field is typed from the paper before what was read is shown: with the mouse, by keyboard alone, and where no script runs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, signIn } from "./support.mjs";
import { leads, looks, WAYS } from "./way.mjs";

let site;
let entry;
before(async () => {
  site = await openSite(["nmo-a-pdf"]);
  entry = await site.value("SELECT min(entry_id) FROM v_entry");
  await site.attention(1);
  const asked = () => site.value(`SELECT coalesce(ccot.attention_asked(${entry}, 1), '')`);
  for (let i = 0; (await asked()) !== "made_on"; i++) {
    assert.ok(i < 200, "the day on which it was made is never asked for");
    await site.sql(`UPDATE ccot.attention_salt SET salt = '${i}'`);
  }
});
after(() => site.close());

for (const way of WAYS)
  test(`a day is typed from the paper: ${way.name}`, async () => {
    await site.sql("DELETE FROM ccot.fact; DELETE FROM ccot.decision; DELETE FROM ccot.attention");
    const page = await site.desk({ script: way.script });
    await signIn(site, page, "hana");
    await page.goto(`${site.address}/entries/${entry}?field=made_on`);
    const field = page.locator("#f-made_on");
    assert.equal(await field.locator(".ccot-right").count(), 0, "there is nothing to say yes to");
    await looks(page, way, "attention-asked");
    await way.fill(field, "Made on: type what the paper says", "3 January 2001");
    await leads(page, () => way.press(field, "Compare: Made on"));
    await field.getByText("hana typed from the paper: Wed 3 January 2001.").waitFor();
    await looks(page, way, "attention-otherwise");
    await leads(page, () => way.press(field, "Right: Made on"));
    await field.getByText("Decided").waitFor();
    assert.deepEqual(await site.sql("SELECT name, as_read FROM ccot.attention"), [["made_on", "f"]]);
    const team = await site.desk({ script: way.script });
    await signIn(site, team, "sol");
    await team.goto(`${site.address}/team`);
    await team.getByRole("heading", { name: "Typed from the paper first, last thirty days" }).waitFor();
    await looks(team, way, "attention-team");
  });
