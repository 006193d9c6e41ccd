"""The page of repeat submissions: figures, who may look, periods that are none; over real HTTP."""
import pathlib
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages
from pages import ROLES

MARCH = "/reports/duplicates?from=2025-03-01&to=2025-03-31"


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        for day, name, sender in ((3, "a", "clerk@firm1.example"), (4, "b", "clerk@firm1.example"), (5, "c", "clerk@court.example"), (6, "d", "zyxwart@webmail.example")):
            paper = mails.body_order_mail(1, message_id=f"{name}@firm.example").replace(b"clerk@firm1.example", sender.encode())
            cls.register.append([paper], date=f'"{day:02d}-Mar-2025 10:00:00 +0000"')
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for role in ROLES:
            cls.web.add_person(role, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)

    def test_figures(self):
        answer = self.web.person("supervisor").get(MARCH)
        self.assertEqual(answer.status, 200)
        plain = "".join(answer.text.split())
        for row in ("ordersreceived</th><tdclass=\"govuk-table__cellgovuk-table__cell--numeric\">4<", "submittedagain</th><tdclass=\"govuk-table__cellgovuk-table__cell--numeric\">3<",
                    "againbythesamesender</th><tdclass=\"govuk-table__cellgovuk-table__cell--numeric\">1<"):
            self.assertIn(row, plain)
        for word in ("firm1.example", "private senders", "Tue 4 March 2025", "<svg"):
            self.assertIn(word, answer.text)
        for word in ("zyxwart", "clerk@", "Birchall", "ME25F"):
            self.assertNotIn(word, answer.text)
        self.assertIn("report", self.register.value("SELECT subject FROM v_audit WHERE actor = 'ccot_web:supervisor' ORDER BY audit_id DESC LIMIT 1"))
        self.assertEqual(self.register.value("SELECT run_by FROM report_run ORDER BY run_id DESC LIMIT 1"), "supervisor")

    def test_days_as_people_write_them(self):
        supervisor = self.web.person("supervisor")
        written = supervisor.get("/reports/duplicates?" + urllib.parse.urlencode({"from": "1/3/2025", "to": "31 March 2025"}))
        self.assertEqual(written.status, 200)
        self.assertIn('value="1/3/2025"', written.text)
        self.assertIn('value="31/3/2025"', written.text)
        self.assertIn("firm1.example", written.text)

    def test_nothing(self):
        answer = self.web.person("auditor").get("/reports/duplicates?from=2024-03-01&to=2024-03-31")
        self.assertIn("Nothing to report", answer.text)
        self.assertEqual(self.web.person("auditor").get("/reports/duplicates").status, 200)

    def test_who_may_look(self):
        for role in ("enquirer", "handler", "admin"):
            self.assertEqual(self.web.person(role).get(MARCH).status, 403)
        self.assertEqual(self.web.browser().get(MARCH).status, 303)

    def test_periods_that_are_none(self):
        supervisor = self.web.person("supervisor")
        for words in ("from=2025-02-30&to=2025-03-01", "from=2025-03-02&to=2025-03-01", "from=x&to=y", "from=2000-01-01&to=2025-01-01", "from=%27%3B--&to=2025-01-01"):
            answer = supervisor.get("/reports/duplicates?" + words)
            self.assertEqual((answer.status, answer.heading), (400, "That is no period"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
