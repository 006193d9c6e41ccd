"""ccot-report counts, expiring and reconciliation against registers that are counted by hand."""
import csv
import datetime
import io
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails

MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SMTP = """smtp = { host = "localhost"; from = "orders@kent.test"; auth = "none"; };
report = { recipients = [ "chief@kent.test" ]; domains = [ "kent.test" ]; };
acknowledge = { enabled = false; };"""


def setUpModule():
    global SITE  # pylint: disable=global-statement
    SITE = harness.Site()


def tearDownModule():
    SITE.close()


def words_of(day):
    return f"{day.day} {MONTHS[day.month]} {day.year}"


class Case(unittest.TestCase):
    def start(self, messages):
        """A register that has read messages: pairs of octets and an IMAP date."""
        register = SITE.register(top_more=SMTP)
        self.addCleanup(register.close)
        for octets, date in messages:
            register.append([octets], date=date)
        self.assertEqual(register.once(), 0, register.log_text()[-2000:])
        self.register = register

    def report(self, *words, expect=0):
        done = subprocess.run([harness.program("ccot-report"), "--config", str(self.register.config), *words], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done.stdout if expect == 0 else done.stderr

    def data(self, *words):
        return json.loads(self.report(*words, "--format", "json"))

    def figures(self, *words):
        return {row["what"]: row["count"] for row in self.data(*words)["figures"]}


class Counts(Case):
    YEAR = ("counts", "--from", "2025-01-01", "--to", "2025-12-31")

    def test_figures(self):
        """Four orders: two of January (one came twice), one of February, and a draft; one served, one rejected, one verified after two hours."""
        january, february = '"10-Jan-2025 10:00:00 +0000"', '"28-Feb-2025 23:59:59 +0000"'
        self.start([(mails.order_mail(1), january), (mails.order_mail(2), january), (mails.order_mail(1, message_id="again@firm.example"), january),
                    (mails.order_mail(3), february), (mails.order_mail(4), february), (mails.mail(5, subject="Invoice", body="Our fee."), february)])
        entry = {int(row[0]): row[1] for row in self.register.sql("SELECT substring(rfc_message_id, 'test-(\\d+)')::int, entry_id FROM message JOIN entry "
                                                                  "USING (message_id) WHERE rfc_message_id LIKE 'test-%'")}
        self.register.sql(f"""UPDATE entry SET draft = true WHERE entry_id = {entry[4]};
            UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = received_at + interval '2 hours' WHERE entry_id = {entry[2]};
            UPDATE entry SET state = 'rejected' WHERE entry_id = {entry[3]};
            INSERT INTO field (entry_id, name, value, raw, confidence) VALUES ({entry[2]}, 'served_on', '2025-01-11', '11 January 2025', 1)""")
        data = self.data(*self.YEAR)
        self.assertEqual([row["count"] for row in data["figures"]], [6, 1, 2, 1, 1, 1, 1, 1])
        both = {"received": 2, "served": 1, "not_served": 1, "verified": 1, "hours": 2.0}
        self.assertEqual(data["by_month"], [{"month": "2025-01", **both}])
        self.assertEqual(data["by_type"], [{"order_type": "non_molestation", **both}])
        self.assertEqual(data["by_action"], [{"action": "made", **both}])
        self.assertEqual([{**row, "court": ""} for row in data["by_court"]], [{"court": "", **both}])
        rows = [row for row in csv.DictReader(io.StringIO(self.report(*self.YEAR, "--format", "csv"), newline="")) if row["section"] == "detail"]
        self.assertEqual([(row["month"], row["order_type"], row["received"], row["served"]) for row in rows], [("2025-01", "non_molestation", "2", "1")])
        self.assertEqual(self.figures("counts", "--from", "2025-02-01", "--to", "2025-02-28")["orders received"], 0)

    def test_nothing(self):
        self.start([])
        self.assertIn("Nothing to report", self.report(*self.YEAR))


class Expiring(Case):
    def test_lists(self):
        """Orders that end in 9, 40 and 100 days; the first is served; the second was heard ten days ago, of which no result came."""
        today = datetime.date.today()
        made, messages = today - datetime.timedelta(days=30), []
        for number, days in ((1, 9), (2, 40), (3, 100)):
            end = today + datetime.timedelta(days=days)
            paper = mails.order_document(number, made=words_of(made), until=f"{words_of(end)} at 12:00 PM")
            messages.append((mails.mail(number, attachment=paper), None))
        self.start(messages)
        first, second, third = [row[0] for row in self.register.sql("SELECT entry_id FROM entry ORDER BY message_id")]
        heard = today - datetime.timedelta(days=10)
        self.register.sql(f"""INSERT INTO field (entry_id, name, value, raw, confidence) VALUES ({first}, 'served_on', '{made}', 'x', 1);
            DELETE FROM field WHERE name = 'hearing_on';
            INSERT INTO field (entry_id, name, value, raw, confidence) VALUES ({second}, 'hearing_on', '{heard}', 'x', 1);
            UPDATE entry SET retention_review_on = '{today}' WHERE entry_id = {third};
            INSERT INTO service (message_id, document_id, position, outcome) SELECT message_id, document_id, 0, 'attempted' FROM entry WHERE entry_id = {third}""")
        data = self.data("expiring", "--within", "42")
        self.assertEqual([row["count"] for row in data["figures"]], [2, 1, 2, 1, 1])
        self.assertEqual([(row["entry"], row["days"], row["reference"]) for row in data["ending"]],
                         [(int(first), 9, f"CCOT-{today.year}-000001"), (int(second), 40, f"CCOT-{today.year}-000002")])
        self.assertEqual([(row["entry"], row["heard_on"]) for row in data["heard"]], [(int(second), str(heard))])
        oldest = self.register.sql(f"SELECT entry_id FROM entry WHERE entry_id <> {first} ORDER BY received_at, entry_id")
        self.assertEqual([row["entry"] for row in data["unserved"]], [int(row[0]) for row in oldest])
        self.assertEqual([(row["reference"], row["outcome"]) for row in data["statements"]], [(f"CCOT-{today.year}-000003", "attempted")])
        self.assertEqual([row["entry"] for row in data["review"]], [int(third)])
        self.assertEqual(self.figures("expiring", "--within", "9")["orders that end within 9 days"], 1)
        self.assertEqual(self.figures("expiring", "--within", "8")["orders that end within 8 days"], 0)
        for form in ("text", "html", "csv"):
            text = self.report("expiring", "--format", form).lower()
            for word in ("ashdown", "birchall", "colley", "dunmore", "bernard", "kiln row"):
                self.assertNotIn(word, text)

    def test_what_is_due_for_review_by_itself(self):
        """Ended seven years and a day ago; ended six years ago; rejected two years ago; under hold; with a day of its own that is far off."""
        self.start([(mails.order_mail(number), None) for number in range(1, 6)])
        old, young, rejected, held, later = [int(row[0]) for row in self.register.sql("SELECT entry_id FROM entry ORDER BY message_id")]
        self.register.sql(f"""DELETE FROM relation; UPDATE entry SET representative_id = NULL, state = 'pending';
            DELETE FROM entry_course;
            INSERT INTO entry_course (entry_id, begins_at, status, reason) SELECT entry_id, now() - CASE entry_id WHEN {young} THEN interval '6 years' ELSE interval '7 years 1 day' END, 'ended', 'x'
              FROM entry WHERE entry_id <> {rejected};
            UPDATE entry SET state = 'rejected' WHERE entry_id = {rejected};
            INSERT INTO decision (entry_id, kind, code, decided_by, decided_at) VALUES ({rejected}, 'reject', 'test', 'jo', now() - interval '2 years 1 day');
            UPDATE entry SET legal_hold = true WHERE entry_id = {held}; UPDATE entry SET retention_review_on = current_date + 400 WHERE entry_id = {later}""")
        self.assertEqual(self.data("expiring", "--within", "1")["review"], [], "it is off until it is set")
        text = self.register.config.read_text()
        self.register.config.write_text(text.replace("report = {", "report = { review_ended_years = 7; review_rejected_years = 2;"))
        found = self.data("expiring", "--within", "1")["review"]
        self.assertEqual([(row["entry"], row["why"]) for row in found], [(old, "ended 7 years before"), (rejected, "rejected 2 years before")])
        self.assertIn("ended 7 years before", self.report("expiring", "--within", "1", "--format", "text"))
        self.register.config.write_text(text.replace("report = {", "report = { review_ended_years = 6;"))
        self.assertEqual([row["entry"] for row in self.data("expiring", "--within", "1")["review"]], [old, young])

    def test_sent_once_a_day(self):
        self.start([])
        self.assertIn("to be sent to 1", self.report("expiring", "--send"))
        self.assertIn("was sent before", self.report("expiring", "--send"))

    def test_words_that_make_no_sense(self):
        self.start([])
        self.assertIn("--within takes a number of days from 1 to 3660", self.report("expiring", "--within", "-1", expect=2))
        self.assertIn("it takes no --from", self.report("expiring", "--from", "2025-01-01", expect=2))
        self.assertIn("--within is of use with expiring only", self.report("reconciliation", "--within", "3", expect=2))


class Reconciliation(Case):
    def test_agree(self):
        now = datetime.datetime.now(datetime.timezone.utc).strftime('"%d-%b-%Y %H:%M:%S +0000"')
        self.start([(mails.order_mail(1), now), (mails.mail(2, subject="Invoice", body="Our fee."), now)])
        data = self.data("reconciliation")
        self.assertEqual((data["nothing"], data["alarms"], data["missing"], data["gone"]), (True, [], [], []))
        self.assertEqual(data["folders"], [{"mailbox": "civil.court.orders", "folder": "INBOX", "registered": 2, "coming": 0, "missing": 0, "gone": 0}])

    def test_differ(self):
        """Of five more that were listed one is missing, one on its way, one deleted before it was read and one moved by hand to Junk, which has it."""
        self.start([(mails.order_mail(1), None)])
        self.register.sql("""INSERT INTO listing (mailbox, folder, uidvalidity, uid, size, internaldate, first_listed_at, gone_at) VALUES
            ('civil.court.orders', 'INBOX', 7, 101, 500, 5000, now() - interval '2 hours', NULL),
            ('civil.court.orders', 'INBOX', 7, 102, 501, 5001, now() - interval '10 minutes', NULL),
            ('civil.court.orders', 'INBOX', 7, 103, 502, 5002, now() - interval '2 hours', now()),
            ('civil.court.orders', 'INBOX', 7, 104, 503, 5003, now() - interval '2 hours', now()),
            ('civil.court.orders', 'Junk', 8, 1, 503, 5003, now() - interval '10 minutes', NULL)""")
        data = self.data("reconciliation")
        self.assertFalse(data["nothing"])
        self.assertEqual({row["folder"]: (row["registered"], row["coming"], row["missing"], row["gone"]) for row in data["folders"]},
                         {"INBOX": (1, 1, 1, 2), "Junk": (0, 1, 0, 0)})
        self.assertEqual([row["uid"] for row in data["missing"]], [101])
        self.assertEqual({row["uid"]: row["found_in"] for row in data["gone"]}, {103: "", 104: "Junk"})
        self.assertEqual([(row["what"], row["count"]) for row in data["alarms"]], [("civil.court.orders: mails in INBOX that the register lacks", 1)])

    def test_late_and_silent(self):
        end = words_of(datetime.date.today() + datetime.timedelta(days=30))
        keyed = mails.mail(3, attachment=mails.order_document(3, until=f"{end} at 12:00 PM"))
        self.start([(mails.order_mail(1), None), (mails.mail(2, body="He has broken the order and is at my window again."), None), (keyed, None)])
        self.register.sql("""UPDATE entry SET received_at = now() - interval '30 hours';
            UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now() - interval '25 hours' WHERE message_id = (SELECT message_id FROM message WHERE rfc_message_id = 'test-3@firm.example');
            UPDATE mailbox SET last_scan_at = now() - interval '1 hour'""")
        said = [row["what"] for row in self.data("reconciliation")["alarms"]]
        self.assertEqual(said, ["civil.court.orders: not looked through", "orders not verified, past their target",
                                "verified orders not keyed elsewhere, past their target", "alerts that nobody has taken"])
        self.register.sql("INSERT INTO entered (entry_id, system, reference, entered_by, said) SELECT entry_id, system, '1', 'jo', '{}' "
                          "FROM entry, unnest(ARRAY['pnc', 'force']) system WHERE state = 'verified'")
        self.assertNotIn("keyed", str(self.data("reconciliation")["alarms"]))
        self.assertIn("What needs somebody", self.report("reconciliation"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
