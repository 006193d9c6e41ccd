"""Verified, not yet entered: an order stays on the list until each system carries it, and comes back by itself with what to change there."""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages


class Entered(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.register.append([mails.order_mail(number) for number in (1, 2, 3)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for name, role in (("hana", "handler"), ("erin", "enquirer")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana = cls.web.person("hana")

    def setUp(self):
        self.entries = [row[0] for row in self.register.sql("SELECT entry_id FROM v_entry ORDER BY entry_id")]
        self.register.sql("UPDATE entry SET state = 'pending', verified_by = NULL, verified_at = NULL; DELETE FROM entered; DELETE FROM relation; DELETE FROM service")
        self.register.sql("UPDATE field SET value = '2099-01-01' WHERE name = 'expires_on'")
        self.register.sql("UPDATE entry_course SET status = 'in_force'")

    def verify(self, entry, more=""):
        self.register.sql(f"UPDATE entry SET state = 'verified', verified_by = 'hana', verified_at = now() {more} WHERE entry_id = {entry}")

    def item(self, entry):
        """What the list says of an entry; None when it is not there."""
        found = re.search(rf'<li>(?:(?!</?li>).)*?/entries/{entry}/answer.*?</li>', self.hana.get("/entered").text, re.DOTALL)
        return found and found[0]

    def note(self, entry, system="pnc", reference="PNC/1", seen=None):
        seen = seen or re.search(r'name="seen" value="(\w+)"', self.item(entry))[1]
        return self.hana.post(f"/entered/{entry}", system=system, reference=reference, seen=seen)

    def enter(self, entry):
        for system in ("pnc", "force", "markers"):
            self.assertEqual(self.note(entry, system).status, 303)

    def test_an_order_leaves_the_list_when_every_system_has_it(self):
        first = self.entries[0]
        self.assertIsNone(self.item(first))
        self.verify(first)
        self.assertIn("not entered", self.item(first))
        self.note(first, "pnc", "PNC/77")
        self.assertNotIn('<option value="pnc">', self.item(first))
        self.note(first, "force")
        self.note(first, "markers")
        self.assertIsNone(self.item(first))
        self.assertEqual(self.register.value(f"SELECT count(*) FROM v_audit WHERE subject = 'entry' AND subject_id = {first} AND reason = 'entered: pnc, PNC/77'"), "1")

    def strip(self, person):
        found = re.search(r"<li[^>]*>(?:<a href=\"/entered\">)?(verified, not yet entered:[^<]*)", person.get("/help").text)
        return found[1]

    def test_the_head_of_every_page_says_how_many_and_since_when(self):
        first, second = self.entries[:2]
        erin = self.web.person("erin")
        self.assertEqual(self.strip(self.hana), "verified, not yet entered: 0")
        self.verify(first)
        self.register.sql(f"UPDATE entry SET verified_at = now() - interval '50 hours', state = state WHERE entry_id = {first}")
        self.verify(second)
        self.assertEqual(self.strip(self.hana), "verified, not yet entered: 2, oldest 2 days")
        self.assertIn('<li class="ccot-strip__late"><a href="/entered">', self.hana.get("/help").text)
        self.assertEqual(self.strip(erin), "verified, not yet entered: 2, oldest 2 days")
        self.assertNotIn("/entered", erin.get("/help").text)
        self.enter(first)
        self.assertEqual(self.strip(self.hana), "verified, not yet entered: 1, oldest 0 min")
        self.assertNotIn('<li class="ccot-strip__late"><a href="/entered">', self.hana.get("/help").text)
        self.register.sql(f"UPDATE entry_course SET status = 'ended' WHERE entry_id = {first}")
        self.assertEqual(self.strip(self.hana), "verified, not yet entered: 2, oldest 0 min, 1 ENDED and still there")
        self.assertIn('<li class="ccot-strip__late"><a href="/entered">', self.hana.get("/help").text)

    def test_a_verified_variation_opens_it_again_and_says_what_to_change(self):
        first, second = self.entries[:2]
        self.verify(first)
        self.enter(first)
        self.register.sql(f"INSERT INTO relation (entry_id, earlier_entry_id, kind) VALUES ({second}, {first}, 'varies')")
        self.register.sql(f"UPDATE entry SET action = 'varied' WHERE entry_id = {second}")
        self.assertIsNone(self.item(first), "nobody has verified it yet")
        self.verify(second)
        self.assertIn("Changed since it was entered", self.item(first))
        self.assertRegex(self.item(first), r"changed by: varied \d{4}-\d\d-\d\d.* instead of none")
        self.assertIsNone(self.item(second), "it is keyed with the order that it varies")
        self.enter(first)
        self.assertIsNone(self.item(first))

    def test_service_correction_and_end_open_it_again(self):
        first = self.entries[0]
        self.verify(first)
        for change, words in (
                (f"UPDATE field SET value = '2099-02-02' WHERE entry_id = {first} AND name = 'expires_on'", "end: 2099-02-02"),
                (f"INSERT INTO service (message_id, document_id, position, entry_id, outcome, served_on, state, joined) SELECT message_id, document_id, 70, entry_id, 'served', '2025-01-09', 'fact', 'message' "
                 f"FROM entry WHERE entry_id = {first}", "served: 2025-01-09 instead of none"),
                (f"UPDATE field SET value = '[\"another\"]' WHERE entry_id = {first} AND name = 'prohibitions'", "the terms: read them again"),
                (f"UPDATE entry_course SET status = 'ended' WHERE entry_id = {first}", "IT HAS ENDED: take it off")):
            self.enter(first)
            self.assertIsNone(self.item(first))
            self.register.sql(change)
            self.assertIn(words, self.item(first))
        self.assertIn("other systems still carry it", self.item(first))

    def test_what_ended_before_it_was_keyed_is_not_asked_for(self):
        self.verify(self.entries[0])
        self.register.sql("UPDATE entry_course SET status = 'ended'")
        self.assertIsNone(self.item(self.entries[0]))

    def test_refusals(self):
        first = self.entries[0]
        self.verify(first)
        seen = re.search(r'name="seen" value="(\w+)"', self.item(first))[1]
        self.assertEqual(self.note(first, reference=" ").status, 409)
        self.assertEqual(self.note(first, system="other").status, 409)
        self.assertEqual(self.note(first, reference="x" * 201).status, 409)
        self.register.sql(f"UPDATE field SET value = '2099-03-03' WHERE entry_id = {first} AND name = 'expires_on'")
        answer = self.note(first, seen=seen)
        self.assertEqual(answer.status, 409)
        self.assertIn("It has changed since this page was shown", answer.text)
        self.assertEqual(self.hana.post("/entered/999999", system="pnc", reference="x", seen="x").status, 409)
        erin = self.web.person("erin")
        self.assertEqual(erin.get("/entered").status, 403)
        self.assertEqual(erin.post(f"/entered/{first}", system="pnc", reference="x", seen=seen).status, 403)
        self.assertEqual(self.register.value("SELECT count(*) FROM entered"), "0")


if __name__ == "__main__":
    unittest.main(verbosity=2)
