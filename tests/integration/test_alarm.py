"""The alarm that somebody may be in danger: how soon, what it says, how often, until when; and reports on their way out."""
import sys
import time
import unittest

import test_acknowledge as answers
import harness
import mails

setUpModule = answers.setUpModule
tearDownModule = answers.tearDownModule

ALARM = 'alarm = { address = "control@kent.test"; repeat_minutes = 5; };\n'
DANGER = "Zyxwart is at my window again and he has broken the order. Please help."


class Alarm(unittest.TestCase):
    def start(self, port=None, more="", mailbox_more=""):
        authority = answers.SITE.dovecot().authority
        register = answers.SITE.register(mailbox_more=mailbox_more, top_more=ALARM + answers.SMTP.format(
            port=port or answers.EXIM.port, ca=authority.certificate, tls="starttls", auth="plain", password=answers.SITE.password,
            more="enabled = false;") + more)
        self.addCleanup(register.close)
        self.outside = answers.Mailbox()
        return register

    def alarms(self):
        return [mail for mail in self.outside.new() if mail["To"] == "control@kent.test"]

    def repeat(self, register):
        register.sql("UPDATE alert SET alarmed_at = now() - interval '6 minutes'")

    def test_within_a_minute_and_until_it_is_taken(self):
        register = self.start()
        register.start()
        register.wait_for("SELECT count(*) FROM mailbox WHERE state = 'idling'", 1)
        began = time.monotonic()
        register.append([mails.mail(1, subject="Zyxwart breach", body=DANGER)])
        self.outside.wait(1, 60)
        self.assertLess(time.monotonic() - began, 60)
        mail = self.alarms()[0]
        self.assertRegex(mail["Subject"], r"^1 alert waits, nobody has taken it: CCOT-20\d\d-000001$")
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")
        self.assertIsNone(mail["In-Reply-To"])
        whole = mail.as_string().lower()
        for word in ("zyxwart", "window", "broken", "firm1", "clerk", "breach"):
            self.assertNotIn(word, whole)
        register.wait_for("SELECT status FROM outbox WHERE kind = 'alarm'", "sent")
        self.assertEqual(register.sql("SELECT operation, recipient FROM audit WHERE subject = 'alarm'"), [["disclose", "control@kent.test"]])
        self.repeat(register)
        self.outside.wait(2)
        register.wait_for("SELECT count(*) FROM outbox WHERE kind = 'alarm' AND status = 'sent'", 2)
        register.sql("UPDATE alert SET taken_by = 'jo', taken_at = now()")
        self.repeat(register)
        self.assertEqual(register.stop()[0], 0)
        self.assertEqual(register.once(), 0)
        self.assertEqual(len(self.alarms()), 2)

    def test_several_are_one_mail(self):
        register = self.start()
        register.append([mails.mail(number, body=DANGER) for number in (2, 3)])
        self.assertEqual(register.once(), 0)
        told = {line.split()[0] for mail in self.alarms() for line in mail.get_payload().splitlines() if line.startswith("  CCOT-")}
        self.assertEqual(len(told), 2)
        self.repeat(register)
        before = len(self.alarms())
        self.assertEqual(register.once(), 0)
        self.assertEqual([mail["Subject"][:14] for mail in self.alarms()[before:]], ["2 alerts wait,"])

    def test_old_mail_and_plain_mail_raise_none(self):
        register = self.start()
        register.append([mails.mail(4, body=DANGER)], date='"03-Mar-2025 09:00:00 +0000"')
        register.append([mails.mail(5)])
        self.assertEqual(register.once(), 0)
        self.assertEqual(register.value("SELECT count(DISTINCT message_id) FROM alert WHERE kind IN ('breach', 'danger')"), "1")
        self.assertEqual(register.value("SELECT count(*) FROM outbox WHERE kind = 'alarm'"), "0")

    def test_pilot_raises_it(self):
        register = self.start(mailbox_more="move = false;")
        register.append([mails.mail(6, body=DANGER)])
        self.assertEqual(register.once(), 0)
        self.assertEqual(len(self.alarms()), 1)

    def test_server_away_is_told(self):
        register = self.start(port=harness.refused_port())
        register.append([mails.mail(7, body=DANGER)])
        register.start()
        register.wait_for("SELECT count(*) FROM outbox WHERE kind = 'alarm' AND reason IS NOT NULL", 1)
        self.assertIn("alarm-delayed", register.log_text())
        self.assertIn("ALARM NOT SENT since", register.ccot("status").stdout)

    def test_report_reaches_its_reader(self):
        register = self.start(more='report = { recipients = [ "chief@kent.test" ]; domains = [ "kent.test" ]; };\n')
        register.append([mails.mail(8, body=DANGER)])
        words = [harness.program("ccot-report"), "--config", str(register.config), "duplicates", "--send", "--last", "month"]
        self.assertEqual(answers.subprocess.run(words, check=False).returncode, 0)
        self.assertEqual(register.once(), 0)
        came = {mail["To"]: mail for mail in self.outside.new()}
        self.assertEqual(set(came), {"chief@kent.test", "control@kent.test"})
        report = came["chief@kent.test"]
        self.assertTrue(report["Subject"].startswith("Orders submitted again"))
        self.assertIn("nothing to report", report["Subject"].replace("\n", ""))
        self.assertEqual([part.get_content_type() for part in report.get_payload()], ["text/plain", "text/csv", "text/html"])
        self.assertEqual(register.sql("SELECT operation, subject_id, recipient FROM audit WHERE subject = 'report' AND operation = 'disclose'"),
                         [["disclose", "1", "chief@kent.test"]])


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
