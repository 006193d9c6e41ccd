"""ccot-fetch never sends its password to a server that it has not verified."""
import base64
import pathlib
import shutil
import ssl
import sys
import tempfile
import time
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from fetch_peer import SECRET, Fetch, Settings  # pylint: disable=wrong-import-position
from imap_server import CAPABILITIES, Certificates, Play, Server  # pylint: disable=wrong-import-position

FOLDER = tempfile.mkdtemp(prefix="ccot-certificates-")
CERTIFICATES = Certificates(FOLDER)
CODED = base64.b64encode(f"\0user\0{SECRET}".encode())


def tearDownModule():  # pylint: disable=invalid-name
    shutil.rmtree(FOLDER)


class Injects(Play):
    """Answers STARTTLS with more than is asked for, in one packet, as somebody on the way could."""

    def starttls(self, link, tag):
        link.send(f"{tag} OK go ahead\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nS11 OK believed\r\n")
        return True


class Preauth(Play):
    greeting = "* PREAUTH signed in already"


class RefusesTls(Play):
    def starttls(self, link, tag):
        link.send(f"{tag} NO not today\r\n")
        return False


class Disabled(Play):
    capabilities = CAPABILITIES + " LOGINDISABLED"


class Tls(unittest.TestCase):
    def check(self, tls, certificate=None, play=None, server_tls=None, host="localhost"):
        with Server(play, server_tls or tls, certificate) as server:
            settings = Settings(server.port, host, tls, ca_file=CERTIFICATES.ca)
            done = settings.check()
            settings.close()
            return done, server

    def assert_kept(self, done, server, words):
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(words, done.stderr)
        self.assertNotIn(SECRET.encode(), server.received)
        self.assertNotIn(CODED, server.received)
        self.assertNotIn(b"user", server.received)
        self.assertEqual(server.count("LOGIN") + server.count("AUTHENTICATE"), 0)

    def test_good(self):
        for tls in ("implicit", "starttls"):
            with self.subTest(tls):
                done, server = self.check(tls, CERTIFICATES.good)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("certificate, name and dates are good", done.stdout)
                self.assertEqual(server.count("AUTHENTICATE"), 1)
                self.assertIn(CODED, server.received)  # so that its absence elsewhere means something

    def test_bad_certificates(self):
        cases = {"self-signed": (CERTIFICATES.self_signed, "certificate of localhost"),
                 "wrong name": (CERTIFICATES.wrong_name, "name in the certificate does not match"),
                 "expired": (CERTIFICATES.expired, "expired"),
                 "foreign authority": (CERTIFICATES.foreign, "issuer is unknown")}
        for name, (certificate, words) in cases.items():
            for tls in ("implicit", "starttls"):
                with self.subTest(name, tls=tls):
                    self.assert_kept(*self.check(tls, certificate), words)

    def test_system_trust_does_not_know_a_private_authority(self):
        with Server(None, "implicit", CERTIFICATES.good) as server:
            settings = Settings(server.port, "localhost", "implicit")
            self.assert_kept(settings.check(), server, "certificate of localhost")
            settings.close()

    def test_old_tls(self):
        with Server(None, "implicit", CERTIFICATES.good) as server:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                server.context.minimum_version = ssl.TLSVersion.TLSv1
                server.context.maximum_version = ssl.TLSVersion.TLSv1_1
            server.context.set_ciphers("ALL:@SECLEVEL=0")
            settings = Settings(server.port, "localhost", "implicit", ca_file=CERTIFICATES.ca)
            self.assert_kept(settings.check(), server, "TLS")
            settings.close()

    def test_starttls_stripped(self):
        self.assert_kept(*self.check("starttls", server_tls="none"), "offers no STARTTLS")

    def test_starttls_refused(self):
        self.assert_kept(*self.check("starttls", CERTIFICATES.good, RefusesTls()), "refuses STARTTLS")

    def test_injected_answers(self):
        self.assert_kept(*self.check("starttls", CERTIFICATES.good, Injects()), "injecting")

    def test_preauth_rules_out_starttls(self):
        self.assert_kept(*self.check("starttls", CERTIFICATES.good, Preauth()), "PREAUTH")

    def test_login_disabled(self):
        self.assert_kept(*self.check("none", play=Disabled(), host="127.0.0.1"), "LOGINDISABLED")

    def test_daemon_waits_a_minute(self):
        with Server(None, "implicit", CERTIFICATES.self_signed) as server:
            settings = Settings(server.port, "localhost", "implicit", ca_file=CERTIFICATES.ca)
            with Fetch(settings) as fetch:
                fetch.until(lambda: "refused" in fetch.states())
                _, until, reason = fetch.conditions[-1]
                self.assertGreaterEqual(until, time.time() + 55)
                self.assertIn("certificate", reason)
                self.assertEqual(server.connections, 1)
                self.assertNotIn(CODED, server.received)

    def test_once_ends_after_three_tries(self):
        with Server(None, "implicit", CERTIFICATES.wrong_name) as server:
            settings = Settings(server.port, "localhost", "implicit", ca_file=CERTIFICATES.ca)
            with Fetch(settings, once=True) as fetch:
                self.assertEqual(fetch.finish(), 1)
                self.assertEqual(fetch.states()[-1], "refused")
                self.assertEqual(server.connections, 3)
                self.assertNotIn(CODED, server.received)


if __name__ == "__main__":
    unittest.main()
