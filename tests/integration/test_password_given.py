"""A password that a person was told by telephone opens a locked paper: read by the daemon, drawn on the page, said nowhere."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position
import mails  # pylint: disable=wrong-import-position
import pages  # pylint: disable=wrong-import-position

WORD = "Teasel4Weir"
PEOPLE = {"hana": "handler", "hugh": "handler", "erin": "enquirer"}


class PasswordTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        document = mails.build_mail.octets_of({"format": "pdf", "template": "fl404a", "facts": mails.order_facts(1), "password": WORD})
        cls.register.append([mails.mail(1, body="Ring us for the password.", attachment=document), mails.order_mail(2)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for name, role in PEOPLE.items():
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana, cls.hugh, cls.erin = (cls.web.person(name) for name in PEOPLE)
        cls.mail, cls.paper = cls.register.sql("SELECT message_id, document_id FROM v_document WHERE problem = 'encrypted'")[0]

    def give(self, who, word, version=None):
        version = version or self.register.value(f"SELECT row_version FROM message WHERE message_id = {self.mail}")
        return who.post(f"/messages/{self.mail}/again", row_version=version, password=word)

    def problem(self):
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        return self.register.value(f"SELECT coalesce(problem, '') FROM v_document WHERE document_id = {self.paper}")

    def picture(self):
        return self.hana.get(f"/documents/{self.paper}/pages/1.png").status

    def test_the_way_of_a_password(self):
        self.assertIn("Password of the locked paper", self.hana.get(f"/messages/{self.mail}").text)
        self.assertNotEqual(self.picture(), 200)
        with self.subTest("refused"):
            self.assertEqual(self.erin.ask("POST", f"/messages/{self.mail}/again", {"password": WORD}).status, 403)
            self.assertEqual(self.give(self.hana, WORD, version=99).status, 409)
            for wrong in ("x" * 257, "two\nlines"):
                self.assertEqual(self.give(self.hana, wrong).status, 400, wrong[:9])
            self.assertEqual(self.register.value("SELECT count(*) FROM message_password"), "0")
        with self.subTest("a wrong one changes nothing"):
            self.assertEqual(self.give(self.hana, "not this one").status, 303)
            self.assertNotIn("Still locked", self.hana.get(f"/messages/{self.mail}").text)
            self.assertEqual(self.problem(), "encrypted")
            self.assertRegex(self.hana.get(f"/messages/{self.mail}").text, r"<strong>Still locked</strong> after the password that hana gave, today \d\d:\d\d\.")
        with self.subTest("the right one"):
            self.assertEqual(self.give(self.hugh, WORD).status, 303)
            self.assertEqual(self.problem(), "")
            self.assertEqual(self.register.value(f"SELECT case_number FROM v_entry WHERE document_id = {self.paper}"), "ME25F00001")
            self.assertEqual(self.picture(), 200)
        with self.subTest("it stands nowhere else"):
            dump = self.site.postgres.sql(self.register.database, """SET search_path = ccot;
                SELECT string_agg(query_to_xml(format('SELECT * FROM %I', c.relname), true, true, '')::text, '')
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'ccot' AND c.relkind IN ('r', 'v') AND c.relname NOT IN ('message_raw', 'entry_course', 'message_password')""")
            shown = self.hana.get(f"/messages/{self.mail}").text
            for place, text in (("log", self.register.log_text()), ("pages' log", self.web.log_text()), ("database", str(dump)), ("page", shown),
                                ("server", self.register.postgres.log.read_text())):
                self.assertNotIn(WORD, text, place)
            given = "SELECT count(*) FROM v_audit WHERE subject = 'message' AND reason = 'a password was given'"
            self.assertEqual(self.register.value(given), "2")


if __name__ == "__main__":
    unittest.main(verbosity=2)
