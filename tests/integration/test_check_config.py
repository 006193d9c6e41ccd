"""ccotd --check-config with the real programs: it tries every step, names the one that is missing, and changes nothing."""
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position

NAME = "civil.court.orders"


def setUpModule():
    global site
    site = harness.Site()


def tearDownModule():
    site.close()


class CheckConfig(unittest.TestCase):
    def setUp(self):
        self.register = site.register(tls="implicit")
        self.addCleanup(self.register.close)

    def check(self, old="", new=""):
        """Exit code and lines of a check after that change to the file."""
        text = self.register.config.read_text()
        self.assertIn(old, text)
        self.register.config.write_text(text.replace(old, new) if old else text)
        done = subprocess.run([harness.program("ccotd"), "--config", str(self.register.config), "--check-config"],
                              capture_output=True, text=True, check=False)
        self.assertNotIn(harness.PASSWORD, done.stdout + done.stderr)
        return done.returncode, done.stdout.splitlines(), done.stderr

    def assertStep(self, lines, start, words):
        self.assertTrue([line for line in lines if line.startswith(start) and words in line], f"{start} ... {words} in {lines}")

    def test_all_is_well(self):
        code, lines, _ = self.check()
        self.assertEqual(code, 0, lines)
        self.assertStep(lines, "database:", "connected")
        self.assertStep(lines, "ccot-parse:", "starts")
        self.assertStep(lines, f"{NAME}:", "signed in")
        self.assertStep(lines, f"{NAME}:", "INBOX")
        self.assertEqual(self.register.value("SELECT count(*) FROM v_message"), "0")
        self.assertEqual(self.register.octets("Processed"), {})

    def test_beside_a_running_daemon(self):
        self.register.start()
        harness.wait_until(lambda: "state=idling" in self.register.log_text(), 15, "idling")
        self.assertEqual(self.check()[0], 0)

    def test_unknown_key(self):
        code, lines, _ = self.check("mailboxes", "mailbox = 1;\nmailboxes")
        self.assertEqual(code, 1)
        self.assertStep(lines, "configuration: FAILED", "ccot.conf:2: mailbox")

    def test_no_such_database(self):
        code, lines, _ = self.check(f"dbname={self.register.database}", "dbname=nowhere")
        self.assertEqual(code, 1)
        self.assertStep(lines, "database: FAILED", "nowhere")
        self.assertStep(lines, f"{NAME}:", "signed in")

    def test_database_without_schema(self):
        code, lines, _ = self.check(f"dbname={self.register.database}", "dbname=postgres")
        self.assertEqual(code, 1)
        self.assertStep(lines, "database: FAILED", "ccot migrate")

    def test_wrong_password(self):
        wrong = self.register.folder / "wrong"
        wrong.write_text("another\n")
        wrong.chmod(0o600)
        code, lines, errors = self.check(str(site.password), str(wrong))
        self.assertEqual(code, 1)
        self.assertStep(lines, f"{NAME}: FAILED", "signing in")
        self.assertIn("signing in", errors)

    def test_nobody_listens(self):
        code, lines, errors = self.check(f"port = {self.register.dovecot.tls_port}", f"port = {harness.refused_port()}")
        self.assertEqual(code, 1)
        self.assertStep(lines, "database:", "connected")
        self.assertStep(lines, f"{NAME}:", "FAILED")
        self.assertIn("refused", errors)

    def test_a_folder_that_is_missing(self):
        code, lines, errors = self.check("auth =", 'folder = "Elsewhere"; further_folders = ["Junk Email"]; auth =')
        self.assertEqual(code, 1)
        for name in ("Elsewhere", "Junk Email"):
            self.assertStep(lines, f'{NAME}: FAILED: folder "{name}"', "EXAMINE")
            self.assertIn(f'folder "{name}"', errors)

    def test_everything_is_missing(self):
        self.check(f"port = {self.register.dovecot.tls_port}", f"port = {harness.refused_port()}")
        code, _, errors = self.check(f"dbname={self.register.database}", "dbname=nowhere")
        self.assertEqual(code, 1)
        said = [line for line in errors.splitlines() if line.startswith("ccotd: ")]
        self.assertEqual(len(said), 1, errors)
        self.assertIn("nowhere", said[0])
        self.assertIn(f"{NAME}: connecting", said[0])

    def test_foreign_authority(self):
        code, lines, _ = self.check(str(self.register.dovecot.authority.certificate), "/etc/ssl/certs/ca-certificates.crt")
        self.assertEqual(code, 1)
        self.assertStep(lines, f"{NAME}:", "FAILED")
        self.assertFalse([line for line in lines if "signed in" in line])


if __name__ == "__main__":
    unittest.main(verbosity=2)
