"""ccot-report against registers that are counted by hand: every figure, every form, what is mailed and how often."""
import csv
import datetime
import email
import email.policy
import io
import json
import pathlib
import subprocess
import sys
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails

MARCH = ("--from", "2025-03-01", "--to", "2025-03-31")
SECURE = ".cjsm" + ".net"  # the ending that secure mail puts behind a domain


def setUpModule():
    global SITE  # pylint: disable=global-statement
    SITE = harness.Site()


def tearDownModule():
    SITE.close()


def sent(number, sender, day, name):
    """The number-th order as that sender's mail of that day of March 2025, for Register.append."""
    octets = mails.order_mail(number, message_id=f"{name}@firm.example").replace(f"clerk@firm{number % 20}.example".encode(), sender.encode())
    return octets, f'"{day:02d}-Mar-2025 10:{number:02d}:00 +0000"'


# firm1 sends order 1 three times; the court and firm2 once each. Order 2 comes once from firm2. Somebody at a public mailbox sends
# order 3 twice, another such person once. Order 4 is of February and comes again in March, from firm1 by secure mail.
MAILS = [sent(1, "clerk@firm1.example", 3, "a"), sent(1, "other.clerk@firm1.example", 4, "b"), sent(1, "clerk@court.example", 5, "c"),
         sent(1, "clerk@firm2.example", 5, "d"), sent(1, "clerk@firm1.example" + SECURE, 6, "e"), sent(2, "clerk@firm2.example", 6, "f"),
         sent(3, "zyxwart@webmail.example", 10, "g"), sent(3, "zyxwart@webmail.example", 31, "h"), sent(3, "else@webmail.example", 31, "i")]


class Duplicates(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        authority = SITE.dovecot().authority
        cls.register = SITE.register(top_more=f"""smtp = {{ host = "localhost"; port = {harness.refused_port()}; ca_file = "{authority.certificate}";
            from = "orders@kent.test"; auth = "none"; }};
report = {{ recipients = [ "chief@kent.test", "desk@hq.kent.test" ]; domains = [ "kent.test" ]; }};
acknowledge = {{ enabled = false; }};""")
        for octets, date in MAILS:
            cls.register.append([octets], date=date)
        february = sent(4, "clerk@firm1.example", 1, "j")[0]
        cls.register.append([february], date='"28-Feb-2025 23:59:59 +0000"')
        cls.register.append([february.replace(b"<j@", b"<k@")], date='"31-Mar-2025 23:30:00 +0000"')  # 1 April in London
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text()[-3000:])

    def report(self, *words, expect=0):
        done = subprocess.run([harness.program("ccot-report"), "--config", str(self.register.config), *words], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done.stdout if expect == 0 else done.stderr

    def data(self, *words):
        return json.loads(self.report("duplicates", "--format", "json", *words))

    def figures(self, *words):
        return [row["count"] for row in self.data(*words)["figures"]]

    def test_figures(self):
        # received 9; again b c d e h i; same sender b e h; another c d i
        data = self.data(*MARCH)
        self.assertEqual([row["count"] for row in data["figures"]], [9, 6, 3, 3, 0, 6, 0])
        self.assertEqual(data["by_sender"], [
            {"organisation": "firm1.example", "received": 3, "again": 2, "same_sender": 2, "other_sender": 0, "confirmed": 0, "open": 2},
            {"organisation": "private senders", "received": 3, "again": 2, "same_sender": 1, "other_sender": 1, "confirmed": 0, "open": 2},
            {"organisation": "court.example", "received": 1, "again": 1, "same_sender": 0, "other_sender": 1, "confirmed": 0, "open": 1},
            {"organisation": "firm2.example", "received": 2, "again": 1, "same_sender": 0, "other_sender": 1, "confirmed": 0, "open": 1}])
        self.assertEqual(data["worst"], [
            {"organisation": "firm1.example", "same_sender": 2, "orders": 1, "most_for_one_order": 3},
            {"organisation": "private senders", "same_sender": 1, "orders": 1, "most_for_one_order": 2}])
        self.assertEqual(data["by_level"], [{"level": "same_file", "again": 6, "same_sender": 3, "other_sender": 3, "confirmed": 0, "open": 6}])
        self.assertEqual([(row["received"], row["again"]) for row in data["by_court"]], [(9, 6)])
        days = {row["day"]: (row["received"], row["same_sender"], row["other_sender"]) for row in data["trend"] if row["received"]}
        self.assertEqual(len(data["trend"]), 31)
        self.assertEqual(days, {"2025-03-03": (1, 0, 0), "2025-03-04": (1, 1, 0), "2025-03-05": (2, 0, 2), "2025-03-06": (2, 1, 0),
                                "2025-03-10": (1, 0, 0), "2025-03-31": (2, 1, 1)})

    def test_days_are_londons(self):
        """What came at 23:30 UTC on 31 March came on 1 April; 28 February had winter time."""
        self.assertEqual(self.figures("--from", "2025-04-01", "--to", "2025-04-30"), [1, 1, 1, 0, 0, 1, 0])
        self.assertEqual(self.figures("--from", "2025-02-28", "--to", "2025-02-28"), [1, 0, 0, 0, 0, 0, 0])
        self.assertEqual(self.data("--from", "2025-02-01", "--to", "2025-07-31")["step"], "week")
        months = self.data("--from", "2025-01-01", "--to", "2025-12-31")
        self.assertEqual([row["received"] for row in months["trend"]], [0, 1, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0])

    def test_what_a_person_said_counts(self):
        copies = [row[0] for row in self.register.sql("SELECT e.entry_id FROM v_entry e JOIN v_message m USING (message_id) "
                                                      "ORDER BY m.received_at, m.message_id OFFSET 2 LIMIT 2")]  # b and c
        rows = self.register.sql(f"SELECT entry_id, earlier_entry_id FROM v_duplicate WHERE entry_id IN ({', '.join(copies)})")
        for entry, earlier in rows:
            kind, more = ("dismiss", ", evidence") if entry == copies[0] else ("duplicate", "")
            self.register.sql(f"INSERT INTO decision (entry_id, kind, other_entry_id, decided_by{more}) SELECT {entry}, '{kind}', {earlier}, 'jo'{more} "
                              f"FROM duplicate WHERE entry_id = {entry} AND earlier_entry_id = {earlier}")
        self.addCleanup(self.register.sql, "DELETE FROM decision")
        self.assertEqual(self.figures(*MARCH), [9, 5, 2, 3, 1, 4, 1])

    def test_forms(self):
        text = self.report("duplicates", *MARCH)
        for words in ("Orders submitted again\n1 March 2025 to 31 March 2025\n", "firm1.example", "The same file", "10 March 2025"):
            self.assertIn(words, text)
        rows = list(csv.DictReader(io.StringIO(self.report("duplicates", "--format", "csv", *MARCH), newline="")))
        self.assertEqual([row["again"] for row in rows if row["section"] == "by_sender" and row["organisation"] == "firm1.example"], ["2"])
        self.assertEqual({None} & {key for row in rows for key in row}, set(), "every line has as many cells as the first")
        page = self.report("duplicates", "--format", "html", *MARCH)
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        picture = xml.etree.ElementTree.fromstring(page[page.index("<svg"):page.index("</svg>") + 6])
        bars = [rect for rect in picture.iter("{http://www.w3.org/2000/svg}rect")][:-2]
        self.assertEqual(len(bars), 5)  # of four days, the 31st with both
        for form in (text, page, json.dumps(rows)):
            for word in ("zyxwart", "clerk@", "Birchall", "Colley", "ME25F", "order.pdf"):
                self.assertNotIn(word.lower(), form.lower())

    def test_nothing_is_said(self):
        self.assertIn("Nothing to report", self.report("duplicates", "--from", "2024-01-01", "--to", "2024-12-31"))
        self.assertTrue(self.data("--from", "2024-01-01", "--to", "2024-12-31")["nothing"])

    def test_each_run_has_a_row(self):
        before = int(self.register.value("SELECT count(*) FROM report_run"))
        self.report("duplicates", *MARCH)
        self.assertEqual(self.register.sql("SELECT report, period_from, period_to, sent FROM report_run ORDER BY run_id DESC LIMIT 1"),
                         [["duplicates", "2025-03-01", "2025-03-31", "f"]])
        self.assertEqual(int(self.register.value("SELECT count(*) FROM report_run")), before + 1)
        self.assertRegex(self.register.value("SELECT reason FROM audit WHERE subject = 'report' ORDER BY audit_id DESC LIMIT 1"), "^duplicates, 2025-03-01 to")

    def test_sent_once(self):
        self.register.sql("DELETE FROM report_run")
        said = self.report("duplicates", "--send", *MARCH)
        self.assertIn("to be sent to 2", said)
        self.assertIn("was sent before", self.report("duplicates", "--send", *MARCH))
        rows = self.register.sql("SELECT recipient, encode(octets, 'hex') FROM outbox WHERE kind = 'report' ORDER BY 1")
        self.assertEqual([row[0] for row in rows], ["chief@kent.test", "desk@hq.kent.test"])
        mail = email.message_from_bytes(bytes.fromhex(rows[0][1]), policy=email.policy.default)
        self.assertEqual(mail["To"], "chief@kent.test")
        self.assertEqual(mail["Subject"], "Orders submitted again, 1 March 2025 to 31 March 2025")
        text, table, page = mail.iter_parts()
        self.assertIn("firm1.example", text.get_content())
        self.assertEqual(table.get_filename(), "duplicates-2025-03-01-2025-03-31.csv")
        self.assertEqual(table.get_content().replace("\r\n", "\n"), self.report("duplicates", "--format", "csv", *MARCH))
        self.assertIn("<svg", page.get_content())

    def test_missed_periods_are_caught_up_once(self):
        """The last month was sent three months ago: the two that were missed go with this one, each once."""
        first = datetime.date.today().replace(day=1)
        ends = []
        for _ in range(3):
            ends.append(first - datetime.timedelta(days=1))
            first = ends[-1].replace(day=1)
        self.register.sql("DELETE FROM report_run")
        old = first - datetime.timedelta(days=1)
        self.register.sql(f"INSERT INTO report_run (report, period_from, period_to, run_by, sent, nothing) VALUES ('duplicates', '{old.replace(day=1)}', '{old}', 'x', true, true)")
        self.assertEqual(self.report("duplicates", "--send", "--last", "month").count("to be sent"), 3)
        self.assertEqual(self.report("duplicates", "--send", "--last", "month").count("to be sent"), 0)
        self.assertEqual([row[0] for row in self.register.sql("SELECT period_to FROM report_run ORDER BY 1 DESC")], [*map(str, ends), str(old)])

    def test_what_makes_no_sense_is_named(self):
        for words, said in ((("duplicates", "--from", "2025-02-30", "--to", "2025-03-01"), "--from 2025-02-30 is not a date"),
                            (("duplicates", "--from", "2025-03-02", "--to", "2025-03-01"), "--to 2025-03-01 lies before --from 2025-03-02"),
                            (("duplicates", "--from", "2999-01-01", "--to", "2999-01-02"), "2999-01-01 has not come yet"),
                            (("duplicates", "--from", "2001-01-01", "--to", "2025-01-02"), "longer than ten years"),
                            (("duplicates",), "needs --from DATE and --to DATE"), (("duplicates", "--last", "year"), '"year"'),
                            (("nonsense",), '"nonsense"'), ((), "name one report"),
                            (("duplicates", "--send", "--from", "2025-03-01", "--to", str(datetime.date.today())), "not over yet"),
                            (("duplicates", "--format", "pdf", *MARCH), "text, csv, html or json"),
                            (("expiring", "--within", "0"), "from 1 to 3660"), (("expiring", "--within", "-1"), "from 1 to 3660"),
                            (("duplicates", "--within", "0", *MARCH), "with expiring only")):
            with self.subTest(words):
                error = self.report(*words, expect=2)
                self.assertIn(said, error)
                self.assertEqual(error.count("\n"), 1)

    def test_a_report_that_was_cut_short_is_no_success(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            for form in ("text", "csv", "html", "json"):
                done = subprocess.run([harness.program("ccot-report"), "--config", str(self.register.config), "duplicates", "--format", form, *MARCH],
                                      stdout=full, stderr=subprocess.PIPE, text=True, check=False)
                self.assertEqual((done.returncode, done.stderr), (1, "ccot-report: not everything could be written to the output\n"), form)

    def test_recipient_outside_the_domains(self):
        path = self.register.folder / "outside.conf"
        path.write_text(self.register.config.read_text().replace("desk@hq.kent.test", "desk@notkent.test"))
        done = subprocess.run([harness.program("ccot-report"), "--config", str(path), "duplicates", "--send", *MARCH], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r'outside.conf:\d+: report.recipients: "desk@notkent.test" is outside report.domains')


if __name__ == "__main__":
    unittest.main(verbosity=2)
