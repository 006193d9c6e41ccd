"""The sealed paper of an order: each step in its turn, where it is on the entry, on the answer and in a copy for an investigator; kept for the
order's life."""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages


class HardCopy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.register.append([mails.order_mail(1), mails.order_mail(1, message_id="again@firm.example"), mails.order_mail(2)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for name, role in (("hana", "handler"), ("erin", "enquirer"), ("aud", "auditor")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana = cls.web.person("hana")

    def setUp(self):
        self.register.sql("DELETE FROM hard_copy; UPDATE entry SET legal_hold = false; UPDATE entry_course SET status = 'in_force'")
        number = mails.order_facts(1)["number"]
        self.entry = self.register.value(f"SELECT entry_id FROM v_entry WHERE case_number = '{number}' AND representative_id IS NULL")
        self.copy = self.register.value(f"SELECT entry_id FROM v_entry WHERE case_number = '{number}' AND representative_id IS NOT NULL")

    def note(self, step, entry=None, seen=None, **more):
        where = f"/entries/{entry or self.entry}/hard-copy"
        seen = seen or re.search(r'name="seen" value="(\d+)"', self.hana.get(where).text)[1]
        return self.hana.post(where, step=step, seen=seen, **more)

    def said(self, path):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", self.hana.get(path).text))

    def everywhere(self, words):
        for path in (f"/entries/{self.entry}", f"/entries/{self.entry}/answer", f"/entries/{self.copy}/answer", f"/entries/{self.entry}/hard-copy"):
            self.assertIn(words, self.said(path), path)

    def test_where_it_is_stands_on_the_entry_and_on_the_answer(self):
        self.assertIn("Sealed hard copy: not received", self.said(f"/entries/{self.entry}/answer"))
        self.assertEqual(self.note("received", place="Cabinet 3, NMO/2025/17").status, 303)
        self.everywhere("kept at Cabinet 3, NMO/2025/17")
        self.assertEqual(self.note("lent", holder="DC Wyn, Medway", due="1/1/2099").status, 303)
        self.everywhere("LENT to DC Wyn, Medway, due back Thu 1 January 2099")
        self.assertEqual(self.note("returned", entry=self.copy, place="Cabinet 4").status, 303, "a copy's paper is its order's")
        self.everywhere("returned, kept at Cabinet 4")
        self.register.sql("UPDATE entry_course SET status = 'ended'")
        self.assertEqual(self.note("destroyed").status, 303)
        self.everywhere("destroyed")
        rows = self.register.sql(f"SELECT operation, reason, coalesce(recipient, '') FROM v_audit WHERE subject = 'entry' AND subject_id = {self.entry} AND reason LIKE 'hard copy %' "
                                 "ORDER BY audit_id DESC LIMIT 4")
        self.assertEqual([tuple(row) for row in rows], [("erase", "hard copy destroyed", ""), ("alter", "hard copy returned", ""), ("disclose", "hard copy lent", "DC Wyn, Medway"),
                                                        ("alter", "hard copy received", "")])

    def test_it_is_kept_for_the_orders_life(self):
        self.note("received", place="Cabinet 3")
        answer = self.note("destroyed")
        self.assertEqual(answer.status, 409)
        self.assertIn("It may not be destroyed", answer.text)
        self.register.sql(f"UPDATE entry_course SET status = 'ended'; UPDATE entry SET legal_hold = true WHERE entry_id = {self.entry}")
        self.assertEqual(self.note("destroyed").status, 409)
        self.register.sql("UPDATE entry SET legal_hold = false")
        self.assertEqual(self.note("destroyed").status, 303)

    def test_steps_come_in_their_turn(self):
        possible = {None: {"received"}, "received": {"moved", "lent"}, "moved": {"moved", "lent"}, "lent": {"returned"}, "returned": {"moved", "lent"}, "destroyed": {"received"}}
        words = {"place": "here", "holder": "DC Wyn", "due": "1/1/2099"}
        for last, after in possible.items():
            for step in ("received", "moved", "lent", "returned", "destroyed", "burnt", ""):
                with self.subTest(last=last, step=step):
                    self.register.sql("DELETE FROM hard_copy")
                    if last is not None:
                        place = "NULL" if last in ("lent", "destroyed") else "'here'"
                        lent = "'DC Wyn', '2099-01-01'" if last == "lent" else "NULL, NULL"
                        self.register.sql(f"INSERT INTO hard_copy (entry_id, step, on_day, place, holder, due_on, noted_by) VALUES ({self.entry}, '{last}', '2025-01-01', {place}, {lent}, 'hana')")
                    self.assertEqual(self.note(step, **words).status, 303 if step in after else 409)

    def test_what_is_missing_or_wrong_is_refused(self):
        for more in ({}, {"place": " "}, {"place": "x" * 201}, {"place": "here", "day": "30/2/2025"}, {"place": "here", "day": "1/1/2099"}):
            with self.subTest(more=more):
                self.assertEqual(self.note("received", **more).status, 409)
        self.note("received", place="here", day="3/3/2025")
        for more in ({"holder": "DC Wyn"}, {"due": "1/1/2099"}, {"holder": "DC Wyn", "due": "1/1/2024"}, {"holder": "DC Wyn", "due": "1/1/2099", "day": "2/3/2025"}):
            with self.subTest(more=more):
                self.assertEqual(self.note("lent", **more).status, 409)
        self.assertEqual(self.note("lent", seen="0", holder="DC Wyn", due="1/1/2099").status, 409, "somebody was faster")
        self.assertEqual(self.hana.post("/entries/999999/hard-copy", step="received", place="here", seen="0").status, 404)
        for name in ("erin", "aud"):
            person = self.web.person(name)
            self.assertEqual(person.get(f"/entries/{self.entry}/hard-copy").status, 403)
            self.assertEqual(person.post(f"/entries/{self.entry}/hard-copy", step="lent", seen="1", holder="x", due="1/1/2099").status, 403)
        self.assertEqual(self.register.value("SELECT count(*) FROM hard_copy"), "1")
        self.assertEqual(self.register.value(f"SELECT hard_copy_put('erin', {self.entry}, 1, 'lent', '2025-03-03', NULL, 'x', '2099-01-01')"), "role")

    def test_what_is_overdue_and_what_never_came_is_listed(self):
        self.assertIn("None is lent", self.hana.get("/hard-copies").text)
        self.note("received", place="here")
        self.note("lent", holder="DC Wyn", due="1/1/2099")
        self.assertNotIn("OVERDUE", self.hana.get("/hard-copies").text)
        self.register.sql("UPDATE hard_copy SET on_day = '2025-01-01'; UPDATE hard_copy SET due_on = '2025-02-01' WHERE step = 'lent'")
        self.assertIn("OVERDUE", self.hana.get("/hard-copies").text)
        self.everywhere("OVERDUE")
        other = self.register.value(f"SELECT entry_id FROM v_entry WHERE case_number = '{mails.order_facts(2)['number']}'")
        self.register.sql(f"UPDATE entry SET state = 'verified', verified_by = 'hana', verified_at = now() - interval '15 days' WHERE entry_id IN ({other}, {self.entry})")
        self.addCleanup(self.register.sql, "UPDATE entry SET state = 'pending', verified_by = NULL, verified_at = NULL WHERE state = 'verified'")
        listed = re.findall(r"/entries/(\d+)/hard-copy", self.hana.get("/hard-copies").raw_text)
        self.assertEqual(listed, [self.entry, other])


if __name__ == "__main__":
    unittest.main(verbosity=2)
