"""Everything that is held about a person: found in one search, chosen, taken away with a row of disclosure; and the whole register taken away."""
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


class Held(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.document = mails.order_document(1, applicant="Alicia Dobson", respondent="Dean Marlow", address="1 Quibbletree Row")
        cls.octets = mails.mail(1, subject="Non-Molestation Order", body="See attached.", attachment=cls.document, filename="order.pdf")
        cls.register.append([cls.octets, mails.mail(2, subject="Dean Marlow", body="When is the hearing?"), mails.body_order_mail(6)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.entry, cls.mail = cls.register.sql("SELECT entry_id, message_id FROM v_entry WHERE respondent = 'Dean Marlow'")[0]
        cls.letter = cls.register.value("SELECT message_id FROM v_message WHERE subject = 'Dean Marlow'")
        cls.other = cls.register.value("SELECT entry_id FROM v_entry WHERE respondent <> 'Dean Marlow'")
        cls.web = pages.Pages(cls.register)
        for name, role in (("sol", "supervisor"), ("hana", "handler"), ("erin", "enquirer"), ("aud", "auditor")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.sol = cls.web.person("sol")

    def find(self, typed="Marlowe Dean", reason="SAR 9/26"):
        answer = self.sol.post("/held", q=typed, reason=reason)
        self.assertEqual(answer.status, 303, answer.text)
        self.where = answer.header("Location")
        self.assertRegex(self.where, r"^/held/[0-9a-f]{64}$")
        return self.sol.get(self.where)

    def rows(self, operation, subject="held"):
        return self.register.sql(f"SELECT actor, recipient, reason FROM v_audit WHERE operation = '{operation}' AND subject = '{subject}' ORDER BY audit_id DESC LIMIT 1")

    def test_orders_mails_and_audit_are_found(self):
        page = self.find()
        self.assertIn("Dean Marlow must not", page.text)
        self.assertIn(f'name="e{self.entry}"', page.text)
        self.assertNotIn(f'name="e{self.other}"', page.text)
        self.assertIn(f'name="m{self.letter}"', page.text)
        self.assertIn(f"/held/{self.where.rpartition('/')[2]}/mails/{self.mail}", page.text)
        self.assertRegex(page.text, r"Audit: [1-9]\d* rows? speak")
        self.assertEqual(self.rows("consult"), [["ccot_web:sol", "", "SAR 9/26"]])
        self.assertEqual(self.register.value("SELECT words FROM audit WHERE subject = 'held' ORDER BY audit_id DESC LIMIT 1"), "Marlowe Dean")
        self.assertIn("Nothing is found", self.find("Vanterpool").text)

    def test_what_is_ticked_is_taken_away(self):
        self.web.person("hana").get(f"/entries/{self.entry}")
        self.find()
        file = self.sol.post(self.where + "/take", recipient="Data protection", **{f"e{self.entry}": "yes", f"e{self.other}": "yes"})
        self.assertRegex(file.header("Content-Disposition"), r'^attachment; filename="CCOT-held-\d+\.json"$')
        held = json.loads(file.raw_text)
        self.assertEqual([str(entry["entry_id"]) for entry in held["entries"]], [self.entry], "what was not found is not handed out")
        self.assertEqual([str(mail["message_id"]) for mail in held["mails"]], [self.mail])
        fields = {field["name"]: field["value"] for field in held["entries"][0]["fields"]}
        self.assertEqual((fields["respondent"], fields["respondent_address"]), ("Dean Marlow", self.register.value(f"SELECT respondent_address FROM v_entry WHERE entry_id = {self.entry}")))
        self.assertEqual(len(held["mails"][0]["documents"]), int(self.register.value(f"SELECT count(*) FROM v_document WHERE message_id = {self.mail}")))
        self.assertIn(("ccot_web:hana", "consult", "entry"), {(row["actor"], row["operation"], row["subject"]) for row in held["audit"]})
        self.assertEqual(self.rows("disclose"), [["ccot_web:sol", "Data protection", "SAR 9/26"]])
        both = json.loads(self.sol.post(self.where + "/take", recipient="Data protection", **{f"e{self.entry}": "yes", f"m{self.letter}": "yes"}).raw_text)
        self.assertEqual({str(mail["message_id"]) for mail in both["mails"]}, {self.mail, self.letter})

    def test_a_mail_is_taken_away_as_it_came(self):
        self.find()
        file = self.sol.get(f"{self.where}/mails/{self.mail}")
        self.assertEqual(file.header("Content-Disposition"), f'attachment; filename="CCOT-{self.mail}.eml"')
        self.assertEqual(file.header("Content-Type"), "application/octet-stream")
        self.assertEqual(file.body, self.octets)
        self.assertEqual(self.rows("disclose", "message"), [["ccot_web:sol", "sol", "original: SAR 9/26"]])
        self.assertEqual(self.sol.get(f"{self.where}/mails/999999").status, 404)

    def test_refusals(self):
        for typed, reason in (("", "SAR"), ("x", "SAR"), ("Dean Marlow", " "), ("Dean Marlow", "x" * 201)):
            self.assertEqual(self.sol.post("/held", q=typed, reason=reason).status, 400)
        self.find()
        for form in ({f"e{self.entry}": "yes"}, {"recipient": "x"}):
            self.assertEqual(self.sol.post(self.where + "/take", **form).status, 400)
        for name in ("hana", "erin", "aud"):
            person = self.web.person(name)
            self.assertEqual(person.get("/held").status, 403)
            self.assertEqual(person.get(self.where).status, 403)
            self.assertEqual(person.get(f"{self.where}/mails/{self.mail}").status, 403)
        for call in ("held_find('hana', 'x', 'why', '{1}', '{}') IS NULL", "held_find('sol', 'x', ' ', '{1}', '{}') IS NULL", "held_take('aud', 'x', 'x', 'why', '{1}', '{}') IS NULL",
                     "held_take('sol', ' ', 'x', 'why', '{1}', '{}') IS NULL", f"NOT held_mail('hana', 'why', {self.mail})"):
            self.assertEqual(self.register.postgres.sql(self.register.database, f"SET search_path = ccot; SELECT {call}", user="ccot_web"), [["t"]], call)

    def test_the_whole_register_is_exported(self):
        told = json.loads(self.register.ccot("export", "--format", "json", "--reason", "move to another server").stdout)
        self.assertEqual([str(entry["entry_id"]) for entry in told], [row[0] for row in self.register.sql("SELECT entry_id FROM v_entry ORDER BY entry_id")])
        self.assertEqual(self.rows("disclose", "register")[0][2], "move to another server")
        columns = [row[0] for row in self.register.sql("SELECT attname FROM pg_attribute WHERE attrelid = 'ccot.v_entry'::regclass AND attnum > 0 ORDER BY attnum")]
        self.assertEqual(list(told[0]), columns + ["children", "excluded_addresses", "prohibitions"])
        table = list(csv.DictReader(io.StringIO(self.register.ccot("export").stdout)))
        self.assertEqual([row["entry_id"] for row in table], [str(entry["entry_id"]) for entry in told])
        mine = next(row for row in table if row["entry_id"] == self.entry)
        self.assertEqual((mine["respondent"], mine["protected_person"]), ("Dean Marlow", "Alicia Dobson"))
        self.assertGreater(mine["prohibitions"].count("; "), 0)
        for wrong in (("x",), ("--format", "xml")):
            self.assertEqual(self.register.ccot("export", *wrong).returncode, 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
