"""The auditor's pages: who saw, changed and gave out what; looks that deserve a question; rows taken away with a row of their own."""
import csv
import io
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages


class Auditor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        document = mails.order_document(1, applicant="Alicia Dobson", respondent="Dean Marlow")
        cls.register.append([mails.mail(1, subject="Non-Molestation Order", body="See attached.", attachment=document, filename="order.pdf"),
                             mails.body_order_mail(5), mails.body_order_mail(6)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.entry, cls.mail, cls.paper = cls.register.sql("SELECT entry_id, message_id, document_id FROM v_entry WHERE respondent = 'Dean Marlow'")[0]
        cls.other, cls.other_mail = cls.register.sql("SELECT entry_id, message_id FROM v_entry WHERE respondent <> 'Dean Marlow' ORDER BY entry_id")[0]
        cls.web = pages.Pages(cls.register)
        for name, role in (("hana", "handler"), ("erin", "enquirer"), ("d.marlow", "handler"), ("sol", "supervisor"), ("aud", "auditor"), ("adm", "admin")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.aud = cls.web.person("aud")

    def ask(self, person=None, **what):
        """What the pages answer to the question; the address is kept for what follows."""
        person = person or self.aud
        answer = person.post("/audit", **what)
        self.assertEqual(answer.status, 303, answer.text)
        self.where = answer.header("Location")
        self.assertRegex(self.where, r"^/audit/[0-9a-f]{64}$")
        return person.get(self.where)

    @staticmethod
    def rows(answer):
        """Who, what, recipient and reason of each row."""
        body = re.search(r"<tbody.*?</tbody>", answer.text, re.DOTALL)
        cells = [[re.sub(r"<[^>]*>|\s+", " ", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
                 for row in re.findall(r"<tr.*?</tr>", body[0], re.DOTALL)] if body else []
        return [row[1:] for row in cells]

    def list_of(self, heading, person=None):
        """Who and what of an unusual list."""
        page = (person or self.aud).get("/audit").text
        part = re.search(rf"<h3[^>]*>{heading}.*?(?=<h3|</main)", page, re.DOTALL)[0]
        return [(who, re.sub(r"<[^>]*>", "", what)) for who, what in re.findall(r'<th scope="row"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>', part, re.DOTALL)]

    def look(self, who, subject, number, hours, reason=None, operation="consult"):
        """A row of so many hours ago."""
        words = "NULL" if reason is None else f"'{reason}'"
        self.register.sql(f"INSERT INTO audit (at, actor, operation, subject, subject_id, reason) VALUES (now() - interval '{hours} hours', 'ccot_web:{who}', "
                          f"'{operation}', '{subject}', {number}, {words})")

    def test_who_saw_an_entry_its_papers_and_its_copies(self):
        hana = self.web.person("hana")
        hana.get("/queue")
        hana.get(f"/entries/{self.entry}")
        hana.get(f"/documents/{self.paper}/pages/1.png")
        hana.get(f"/documents/{self.paper}/original")
        erin = self.web.person("erin")
        found = erin.post("/search", q="Marlow Dobson", reason="46/77/26").header("Location")
        erin.get(found)
        erin.get(f"{found}/orders/{self.entry}/officers")
        rows = self.rows(self.ask(entry=self.entry))
        said = [" ".join(row) for row in rows]
        for words in (f"hana looked at entry {self.entry}", f"hana looked at paper {self.paper}", f"hana gave out paper {self.paper} hana original",
                      "hana looked at the queue", "46/77/26; typed: Marlow Dobson", f"erin gave out entry {self.entry}", "print for officers 46/77/26", f"took in mail {self.mail}"):
            self.assertTrue(any(words in one for one in said), (words, said))
        self.assertFalse(any(f"entry {self.other} " in one + " " and "queue" not in one for one in said), said)

    def test_by_the_name_of_a_person_by_account_and_in_a_period(self):
        self.web.person("hana").get(f"/entries/{self.entry}")
        self.web.person("hana").get(f"/entries/{self.other}")
        said = [" ".join(row) for row in self.rows(self.ask(name="Marlowe Alicia"))]
        self.assertTrue(any(one.startswith(f"hana looked at entry {self.entry}") for one in said), said)
        self.assertFalse(any(one.startswith(f"hana looked at entry {self.other}") for one in said), said)
        rows = self.rows(self.ask(account="hana", operation="consult"))
        self.assertEqual({row[0] for row in rows}, {"hana"})
        self.assertTrue(all(row[1].startswith("looked at") for row in rows))
        self.assertEqual(self.rows(self.ask(account="hana", to="1/1/2020")), [])
        self.assertEqual(self.rows(self.ask(name="Vanterpool")), [])
        self.assertNotIn("Marlow", self.register.value("SELECT string_agg(coalesce(reason, '') || coalesce(recipient, ''), '') FROM v_audit WHERE subject = 'audit'"))

    def test_rows_are_taken_away_with_a_row_of_disclosure(self):
        self.web.person("hana").get(f"/entries/{self.entry}")
        self.ask(entry=self.entry)
        before = int(self.register.value("SELECT count(*) FROM v_audit WHERE operation = 'disclose' AND subject = 'audit'"))
        for wrong in ({"recipient": " ", "reason": "x"}, {"recipient": "x", "reason": ""}, {"recipient": "x", "reason": "x", "format": "xml"}):
            self.assertEqual(self.aud.post(self.where + "/export", **{"format": "csv", **wrong}).status, 400)
        self.assertEqual(int(self.register.value("SELECT count(*) FROM v_audit WHERE operation = 'disclose' AND subject = 'audit'")), before)
        table = self.aud.post(self.where + "/export", format="csv", recipient="Data protection", reason="SAR 12/26")
        self.assertEqual(table.header("Content-Type"), "text/csv; charset=utf-8")
        number, = re.fullmatch(r'attachment; filename="CCOT-audit-(\d+)\.csv"', table.header("Content-Disposition")).groups()
        self.assertEqual(self.register.sql(f"SELECT actor, operation, subject, recipient, reason FROM v_audit WHERE audit_id = {number}"),
                         [["ccot_web:aud", "disclose", "audit", "Data protection", "SAR 12/26"]])
        rows = list(csv.DictReader(io.StringIO(table.raw_text)))
        self.assertIn(("hana", "consult", "entry", self.entry), {(row["who"], row["operation"], row["subject"], row["subject_id"]) for row in rows})
        told = self.aud.post(self.where + "/export", format="json", recipient="Data protection", reason="SAR 12/26")
        self.assertGreaterEqual(len(json.loads(told.raw_text)), len(rows))
        # that rows about the entry went out is about the entry too
        self.assertTrue(any(row["subject"] == "audit" and row["operation"] == "disclose" for row in json.loads(told.raw_text)))

    def test_more_rows_than_go_in_one_file(self):
        # of a day on which nobody else did anything
        self.register.sql("INSERT INTO audit (at, actor, operation, subject, reason) SELECT '2001-02-03 10:00Z'::timestamptz + n * interval '1 second', 'ccot_web:sol', 'consult', 'queue', 'row ' || n "
                          "FROM generate_series(1, 20003) n")
        self.ask(**{"from": "3/2/2001", "to": "3/2/2001"})
        taken = "SELECT count(*) FROM v_audit WHERE operation = 'disclose' AND subject = 'audit'"
        before = int(self.register.value(taken))
        form = {"recipient": "Data protection", "reason": "SAR 13/26", "format": "json"}
        page = self.aud.post(self.where + "/export", **form)
        self.assertEqual(page.status, 200)
        self.assertIn("20003 rows go in 2 files", page.text)
        self.assertIn("Take part 2: rows 20001 to 20003", page.text)
        self.assertEqual(int(self.register.value(taken)), before, "nothing went yet")
        upto = re.search(r'name="upto" value="(\d+)"', page.raw_text)[1]
        self.register.sql("INSERT INTO audit (at, actor, operation, subject, reason) VALUES ('2001-02-03 20:00Z', 'ccot_web:sol', 'consult', 'queue', 'late')")
        rows = []
        for part, count in ((1, 20000), (2, 3), (3, 0)):
            answer = self.aud.post(self.where + "/export", upto=upto, part=str(part), **form)
            self.assertRegex(answer.header("Content-Disposition"), rf'filename="CCOT-audit-\d+-part-{part}\.json"')
            found = json.loads(answer.raw_text)
            self.assertEqual(len(found), count)
            rows += found
        self.assertEqual([row["reason"] for row in rows], [f"row {n}" for n in range(20003, 0, -1)])
        self.assertEqual(int(self.register.value(taken)), before + 3)
        self.assertEqual(self.aud.post(self.where + "/export", part="2", **form).status, 200, "without the number of the whole it is asked for anew")
        self.assertEqual(self.register.postgres.sql(self.register.database, "SELECT ccot.audit_count('hana', NULL, NULL, NULL, NULL, NULL, NULL) IS NULL", user="ccot_web"), [["t"]])

    def test_looks_outside_a_persons_work(self):
        outside = r"Outside a person"
        self.assertNotIn(("sol", f"entry {self.other}"), self.list_of(outside))
        self.look("sol", "entry", self.other, 30)
        self.assertIn(("sol", f"entry {self.other}"), self.list_of(outside))
        self.look("sol", "entry", self.other, 39, "taken from the queue")
        self.assertIn(("sol", f"entry {self.other}"), self.list_of(outside), "that was more than eight hours before")
        self.look("sol", "message", self.other_mail, 26, operation="alter")
        self.assertNotIn(("sol", f"entry {self.other}"), self.list_of(outside))
        self.look("otto", "entry", self.other, 50)
        self.assertIn(("otto", f"entry {self.other}"), self.list_of(outside))
        self.register.sql("INSERT INTO audit (at, actor, operation, subject, reason, shown) VALUES (now() - interval '51 hours', 'ccot_web:otto', 'consult', 'search', "
                          f"'46/5/26', '{{\"entries\": [{self.other}]}}')")
        self.assertNotIn(("otto", f"entry {self.other}"), self.list_of(outside), "it was searched for with a reason")

    def test_the_same_entry_again_and_again(self):
        again = "The same entry again and again"
        for hours in (3, 3.1, 3.2, 100):
            self.look("sol", "entry", self.entry, hours)
        self.assertNotIn(("sol", f"entry {self.entry}"), self.list_of(again), "two occasions")
        self.look("sol", "entry", self.entry, 60)
        self.assertIn(("sol", f"entry {self.entry}"), self.list_of(again))

    def test_the_user_bears_a_name_of_the_people(self):
        bears = "The user bears a name"
        self.look("hana", "entry", self.entry, 1)
        self.assertEqual(self.list_of(bears), [])
        self.web.person("d.marlow").get(f"/documents/{self.paper}/pages/1.png")
        self.assertEqual(self.list_of(bears), [("d.marlow", f"entry {self.entry}")])
        for account, surnames, found in (
                ("marlow", "marlow", True), ("dmarlow", "marlow", True), ("dean_marlow@force.example", "marlow", True), ("s.oneill", "oneill", True), ("jane.smith-jones", "jones", True),
                ("jane.smith", "smith,jones", True), ("hana", "marlow", False), ("marlowe", "marlow", False), ("dean", "marlow", False), ("bwu", "wu", False), ("wu", "wu", True)):
            self.assertEqual(self.register.value(f"SELECT audit_bears('{account}', '{{{surnames}}}')"), "t" if found else "f", account)

    def test_refusals(self):
        for typed in ({"entry": "x"}, {"mail": "-1"}, {"from": "31/2/2026"}, {"name": "x"}, {"account": "a" * 201}):
            self.assertEqual(self.aud.post("/audit", **typed).status, 400, typed)
        self.ask(entry=self.entry)
        for name in ("hana", "sol", "erin", "adm"):
            person = self.web.person(name)
            self.assertEqual(person.get("/audit").status, 403)
            self.assertEqual(person.get(self.where).status, 403)
            self.assertEqual(person.post(self.where + "/export", format="csv", recipient="x", reason="x").status, 403)
        for call in ("audit_show('hana', 'consult', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, NULL, NULL)",
                     "audit_show('aud', 'disclose', 'x', ' ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, NULL, NULL)", "audit_unusual('sol', 30, 5)"):
            self.assertEqual(self.register.postgres.sql(self.register.database, f"SELECT ccot.{call} IS NULL", user="ccot_web"), [["t"]], call)


if __name__ == "__main__":
    unittest.main(verbosity=2)
