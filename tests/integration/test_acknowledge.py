"""Acknowledgements through a real Exim into Dovecot: who gets one, in which thread, how often, and what never stands in one."""
import email
import pathlib
import smtplib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import servers

SMTP = """smtp = {{ host = "localhost"; port = {port}; tls = "starttls"; ca_file = "{ca}"; from = "civil.court.orders@kent.test";
         auth = "plain"; user = "ccot"; password_file = "{password}"; }};
acknowledge = {{ per_hour = 10000; {more} }};
"""


def setUpModule():
    global SITE, EXIM  # pylint: disable=global-statement
    try:
        tree = servers.exim_tree(harness.BUILD)
    except (OSError, subprocess.CalledProcessError, StopIteration) as failure:
        raise unittest.SkipTest(f"Exim is not unpacked and cannot be: {failure}") from failure
    SITE = harness.Site()
    EXIM = servers.Exim(SITE.folder / "exim", tree, SITE.dovecot(), ["team"]).start()


def tearDownModule():
    EXIM.stop()
    SITE.close()


class Mailbox:
    """The mailbox "outside", where everything lands that is addressed to somebody else: what came since it was looked at last."""

    def __init__(self):
        self.seen = len(self.all())

    @staticmethod
    def all():
        with SITE.dovecot().client("outside") as client:
            client.select("INBOX", readonly=True)
            _, found = client.search(None, "ALL")
            numbers = found[0].split()
            if not numbers:
                return []
            _, answer = client.fetch(b",".join(numbers).decode(), "(BODY.PEEK[])")
            return [email.message_from_bytes(item[1]) for item in answer if isinstance(item, tuple)]

    def new(self):
        return self.all()[self.seen:]

    def wait(self, count, seconds=30):
        servers.wait_until(lambda: len(self.new()) >= count, seconds, f"{count} mails outside")
        return self.new()


class Case(unittest.TestCase):
    def start(self, more="", **settings):
        register = SITE.register(top_more=SMTP.format(port=EXIM.port, ca=SITE.dovecot().authority.certificate,
                                                      password=SITE.password, more=more), **settings)
        self.addCleanup(register.close)
        self.outside = Mailbox()
        return register

    def settled(self, register):
        return register.sql("SELECT message_id, status, coalesce(reason, '') FROM outbox ORDER BY message_id")


class Way(Case):
    def test_sent_in_by_smtp_and_answered_in_the_thread(self):
        register = self.start()
        register.start()
        user = register.users[register.mailbox]
        (EXIM.folder / "mailboxes").write_text(f"{user}: {user}\n")
        with smtplib.SMTP("127.0.0.1", EXIM.port) as client:
            client.sendmail("clerk@firm1.example", [f"{user}@kent.test"],
                            mails.order_mail(1, subject="Non-Molestation Order Marchbank", filename="Marchbank.pdf"))
        mail = self.outside.wait(1)[0]
        text = mail.get_payload()
        self.assertEqual(mail["To"], "clerk@firm1.example")
        self.assertEqual(mail["In-Reply-To"], "<test-1@firm.example>")
        self.assertEqual(mail["References"], "<test-1@firm.example>")
        self.assertEqual(mail["Auto-Submitted"], "auto-replied")
        self.assertEqual(mail["Return-path"], "<>")
        self.assertRegex(mail["Subject"], r"^We have received your e-mail \(our reference CCOT-20\d\d-000001\)$")
        self.assertRegex(mail["Message-ID"], r"^<CCOT-20\d\d-000001\.[0-9a-f-]{36}@kent.test>$")
        self.assertIn("call 999", text)
        self.assertIn("Attachments:    1 received, 1 opened", text)
        self.assertIn("  1. PDF, 1 page: looks like a court order", text)
        for word in ("Marchbank", "Birchall", "molestation", "ME25F", "District Judge"):
            self.assertNotIn(word.lower(), (text + mail["Subject"]).lower())
        self.assertLessEqual(max(len(line.rstrip("\r")) for line in text.split("\n")), 72)
        self.assertTrue(text.isascii())
        register.wait_for("SELECT status FROM outbox", "sent")
        self.assertEqual(register.stop()[0], 0)
        self.assertEqual(len(self.outside.new()), 1)

    def test_once_answers_what_it_read(self):
        register = self.start()
        register.append([mails.order_mail(number) for number in (2, 3)])
        self.assertEqual(register.once(), 0)
        self.assertEqual(sorted(mail["To"] for mail in self.outside.new()), ["clerk@firm2.example", "clerk@firm3.example"])
        self.assertEqual(register.once(), 0)
        self.assertEqual(len(self.outside.new()), 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
