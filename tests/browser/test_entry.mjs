// An entry's page: every sample entry as it stands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { holds, openSite, signIn } from "./support.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test("every entry of the samples stands", async () => {
  const page = await site.desk();
  await signIn(site, page, "hana");
  for (const [id] of await site.sql("SELECT entry_id FROM v_entry ORDER BY entry_id")) {
    const answer = await page.goto(`${site.address}/entries/${id}`);
    assert.equal(answer.status(), 200);
    await holds(page, `entry-${id}`);
  }
});
