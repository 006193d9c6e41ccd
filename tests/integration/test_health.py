"""How full a mailbox is, and what ends that ccot signs in with: in the register, in ccot status, in the reconciliation and in the log."""
import datetime
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import imap_server
import mails
import smtp_server
from fetch_peer import SECRET

QUOTA = """
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = count:All
  quota_vsizes = yes
  quota_rule = *:storage=200K
}
"""
SITE = None


def setUpModule():
    global SITE  # pylint: disable=global-statement
    SITE = harness.Site()
    unittest.addModuleCleanup(SITE.close)


def day(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def filler(kilobytes):
    return b"Subject: scans\r\nFrom: office@firm.example\r\n\r\n" + (b"x" * 62 + b"\r\n") * (kilobytes * 16)


class Case(unittest.TestCase):
    def register(self, **settings):
        register = SITE.register(**settings)
        self.addCleanup(register.close)
        return register

    def run_once(self, register):
        self.assertEqual(register.once(), 0, register.log_text()[-3000:])

    @staticmethod
    def status(register):
        return json.loads(register.ccot("status", "--json").stdout)

    @staticmethod
    def reconciliation(register, form="json"):
        done = subprocess.run([harness.program("ccot-report"), "--config", str(register.config), "reconciliation", "--format", form],
                              capture_output=True, text=True, check=True)
        return json.loads(done.stdout) if form == "json" else done.stdout


class Quota(Case):
    def test_a_mailbox_that_fills_up(self):
        register = self.register(dovecot_more=QUOTA)
        register.append([filler(20)])
        self.run_once(register)
        quota = self.status(register)["mailboxes"][0]["quota"]
        self.assertEqual((quota["resource"], quota["limit"], quota["level"]), ("STORAGE", 200, "fine"))
        self.assertLess(quota["percent"], 80)
        self.assertEqual(self.status(register)["concerns"], [])
        self.assertNotIn("mailbox-quota", register.log_text())
        register.append([filler(144)], folder="Old")  # what lies in other folders counts too
        self.run_once(register)
        concern, = self.status(register)["concerns"]
        self.assertEqual(concern["level"], "warning")
        self.assertRegex(concern["what"], r"^civil.court.orders: the mailbox is 8[0-9] % full$")
        data = self.reconciliation(register)
        self.assertEqual([row["what"] for row in data["warnings"]], [concern["what"]])
        self.assertNotIn("full", str(data["alarms"]))
        self.assertIn("level=warning", register.log_text())
        register.append([filler(28)], folder="Old")
        self.run_once(register)
        data = self.reconciliation(register)
        self.assertEqual([row["what"][:39] for row in data["alarms"] if "full" in row["what"]], ["civil.court.orders: the mailbox is 96 %"])
        self.assertFalse(data["nothing"])
        self.assertIn("senders will soon be refused", self.reconciliation(register, "text"))
        printed = register.ccot("status").stdout
        self.assertRegex(printed, r"ALARM:    civil\.court\.orders: the mailbox is 96 % full")
        self.assertIn("96 %", printed.splitlines()[1])
        self.assertEqual(register.ccot("status", "--check").returncode, 1)
        self.assertEqual(register.ccot("status").returncode, 0)

    def test_a_server_without_limits(self):
        register = self.register()
        register.append([mails.mail(1)])
        self.run_once(register)
        self.assertIsNone(self.status(register)["mailboxes"][0]["quota"])
        self.assertEqual(register.ccot("status", "--check").returncode, 0)
        register.sql("UPDATE outbox SET created_at = now() - interval '2 hours'")
        self.assertEqual(register.ccot("status", "--check").returncode, 0, "nothing is sent without smtp")
        register.config.write_text(register.config.read_text() + 'smtp = { host = "localhost"; from = "orders@kent.test"; auth = "none"; };')
        self.assertEqual(register.ccot("status", "--check", "--json").returncode, 1)
        register.sql("UPDATE outbox SET status = 'suppressed', reason = 'x'; UPDATE mailbox SET last_scan_at = now() - interval '12 minutes'")
        self.assertEqual(register.ccot("status", "--check").returncode, 1)
        register.sql("UPDATE mailbox SET last_scan_at = now() - interval '10 minutes'")
        self.assertEqual(register.ccot("status", "--check").returncode, 0)


class Answers(Case):
    """A server that says odd things about its limits. Mail is taken in whatever it says."""

    def told(self, *lines, end="OK done"):
        class Play(imap_server.Play):
            capabilities = imap_server.CAPABILITIES + " QUOTA"

            def handle(self, link, tag, command, arguments):
                if command != "GETQUOTAROOT":
                    return False
                link.send("".join(f"{line}\r\n" for line in lines) + f"{tag} {end}\r\n")
                return True
        server = imap_server.Server(Play())
        self.addCleanup(server.close)
        register = self.register()
        register.read_from(server.port, SECRET)
        server.append(mails.mail(1))
        self.run_once(register)
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'"), "1")
        self.assertEqual(server.count("GETQUOTAROOT"), 1)
        quota = self.status(register)["mailboxes"][0]["quota"]
        return quota and (quota["resource"], quota["used"], quota["limit"])

    def test_the_fullest_resource_counts(self):
        self.assertEqual(self.told('* QUOTAROOT INBOX "a" b', '* QUOTA "a" (STORAGE 10 512 MESSAGE 95 100)', "* QUOTA b (STORAGE 20 100)"),
                         ("MESSAGE", 95, 100))

    def test_no_root(self):
        self.assertIsNone(self.told("* QUOTAROOT INBOX"))

    def test_other_resources(self):
        self.assertIsNone(self.told('* QUOTAROOT INBOX ""', '* QUOTA "" (ANNOTATION-STORAGE 99 100)'))

    def test_refused(self):
        self.assertIsNone(self.told(end="NO not for you"))

    def test_nothing_but_ok(self):
        self.assertIsNone(self.told())

    def test_nonsense_costs_one_connection(self):
        self.assertIsNone(self.told("* QUOTAROOT INBOX root", "* QUOTA root (STORAGE many 100)"))


class Credentials(Case):
    def test_a_password_that_ends(self):
        register = self.register(mailbox_more=f'credential_ends_on = "{day(20)}";')
        self.run_once(register)
        concern, = self.status(register)["concerns"]
        self.assertEqual(concern["level"], "warning")
        self.assertIn("civil.court.orders: the password or secret ends ", concern["what"])
        self.assertEqual([row["what"] for row in self.reconciliation(register)["warnings"]], [concern["what"]])
        text = register.config.read_text()
        for days, words in ((5, "ends"), (-3, "ended")):
            register.config.write_text(text.replace(day(20), day(days)))
            self.run_once(register)
            alarms = [row["what"] for row in self.reconciliation(register)["alarms"]]
            self.assertTrue(any(f"password or secret {words} " in what for what in alarms), alarms)
        register.config.write_text(text.replace(day(20), day(90)))
        self.run_once(register)
        self.assertEqual(self.status(register)["concerns"], [])
        self.assertEqual(self.status(register)["credentials"][0]["level"], "fine")
        register.config.write_text(text.replace(f'credential_ends_on = "{day(20)}";', ""))
        self.run_once(register)
        self.assertEqual(self.status(register)["credentials"], [])

    def test_certificates_are_read(self):
        register = self.register(tls="implicit", mailbox_more="")
        self.run_once(register)
        kept = {row["what"]: (row["level"], row["ends_at"][:10]) for row in self.status(register)["credentials"]}
        self.assertEqual(kept, {"certificate of the server": ("fine", day(364)), "authority in ca_file": ("fine", day(365))})

    def test_the_mail_server_has_one_too(self):
        register = self.register(top_more=f"""smtp = {{ host = "localhost"; from = "orders@kent.test"; auth = "none"; credential_ends_on = "{day(1)}"; }};
acknowledge = {{ enabled = false; }};""")
        self.run_once(register)
        self.assertIn("smtp: the password or secret ends ", self.status(register)["concerns"][0]["what"])

    def test_the_mail_servers_certificate_is_seen_with_each_mail(self):
        folder = SITE.folder / "certificates"
        folder.mkdir()
        made = imap_server.Certificates(folder)
        server = smtp_server.Server(certificate=made.until(6))
        self.addCleanup(server.close)
        register = self.register(top_more=f"""smtp = {{ host = "localhost"; port = {server.port}; tls = "starttls"; ca_file = "{made.ca}";
from = "orders@kent.test"; auth = "none"; }};""")
        self.run_once(register)
        self.assertEqual(self.status(register)["credentials"], [], "nothing was sent yet")
        server.play = smtp_server.Play(rcpt="550 5.1.1 no")  # whatever becomes of the mail
        register.append([mails.mail(1)])
        self.run_once(register)
        concern, = self.status(register)["concerns"]
        self.assertEqual(concern["level"], "warning")
        self.assertRegex(concern["what"], r"^smtp server: the certificate of the server ends ")
        self.assertEqual(self.status(register)["credentials"][0]["ends_at"][:10], day(6))
        self.assertIn("credential-ends holder=\"smtp server\" level=warning", register.log_text())
        self.assertEqual([row["what"] for row in self.reconciliation(register)["warnings"]], [concern["what"]])
        self.assertEqual(register.ccot("status", "--check").returncode, 0)
        for days, level, check in ((2, "alarm", 1), (40, None, 0)):
            server.context.load_cert_chain(*map(str, made.until(days)))  # renewed, or not
            register.append([mails.mail(days)])
            self.run_once(register)
            self.assertEqual([row["level"] for row in self.status(register)["concerns"]], [level] if level else [])
            self.assertEqual(register.ccot("status", "--check").returncode, check, register.ccot("status").stdout)
        self.run_once(register)
        self.assertEqual(self.status(register)["credentials"][0]["ends_at"][:10], day(40), "a start without a mail forgets nothing")

    def test_a_day_that_no_calendar_has(self):
        register = self.register(mailbox_more='credential_ends_on = "2027-02-30";')
        self.assertEqual(register.once(), 1)
        self.assertIn("credential_ends_on: is not a day", register.log_text())


if __name__ == "__main__":
    unittest.main()
