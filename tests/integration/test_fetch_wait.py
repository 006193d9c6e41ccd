"""ccot-fetch between mails: IDLE and its failures, polling, throttling, sign-in that fails, tokens, words of intake, and
its end."""
import http.server
import json
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import ssl  # pylint: disable=wrong-import-position
from fetch_peer import SECRET, Fetch, Settings  # pylint: disable=wrong-import-position
from servers import wait_until  # pylint: disable=wrong-import-position
from imap_server import CAPABILITIES, Certificates, Play, Server  # pylint: disable=wrong-import-position

MAIL = b"Subject: order\r\n\r\ntext\r\n"


class Base(unittest.TestCase):
    def start(self, play=None, more="", once=False, work=True, move=True, auth="plain"):
        self.server = Server(play)
        self.addCleanup(self.server.close)
        self.fetch = Fetch(Settings(self.server.port, more=more, auth=auth), once=once, work=work, move=move)
        self.addCleanup(self.fetch.close)
        return self.fetch

    def assert_arrives(self, uid=1, seconds=10):
        self.server.append(MAIL)
        began = time.monotonic()
        self.fetch.until(lambda: ("INBOX", 100, uid) in self.fetch.moved, seconds)
        return time.monotonic() - began

    def idles(self):
        """The server waits for DONE, and the client has read that it may: nothing lies unread where it sleeps."""
        self.fetch.until(lambda: any(link.idling for link in self.server.links))
        stat = pathlib.Path(f"/proc/{self.fetch.process.pid}/stat")
        wait_until(lambda: stat.read_text().rsplit(")", 1)[1].split()[0] == "S", 10, "the client sleeps")


class Idle(Base):
    def test_news(self):
        self.start()
        self.idles()
        self.assertLess(self.assert_arrives(), 1.5)
        self.fetch.until(lambda: self.fetch.states()[-1] == "idling" or self.server.links[0].idling)
        self.assertLess(self.assert_arrives(2), 1.5)
        self.assertEqual(self.server.connections, 1)

    def test_renewed(self):
        self.start(more="idle_renew_seconds = 1;")
        self.fetch.until(lambda: self.server.count("IDLE") >= 3)
        self.assertEqual(self.server.connections, 1)
        self.assertGreaterEqual(self.fetch.states().count("scanned"), 2)

    def test_news_before_the_plus(self):
        class Early(Play):
            def handle(self, link, tag, command, arguments):
                if command == "IDLE" and not link.server.inbox.mails and link.server.inbox.next == 1:
                    link.server.inbox.append(MAIL)
                    link.send("* 1 EXISTS\r\n")
                return False
        self.start(Early())
        self.fetch.until(lambda: self.fetch.moved, 10)

    def test_news_in_the_answer_to_another_command(self):
        class Between(Play):
            done = False

            def handle(self, link, tag, command, arguments):
                if command == "UID SEARCH" and not self.done:
                    self.done = True
                    link.send(f"* SEARCH\r\n{tag} OK done\r\n* 1 EXISTS\r\n")
                    link.server.inbox.append(MAIL)
                    return True
                return False
        self.start(Between())
        self.fetch.until(lambda: self.fetch.moved, 10)

    def test_bye(self):
        class Bye(Play):
            done = False

            def handle(self, link, tag, command, arguments):
                if command == "IDLE" and not self.done:
                    self.done = True
                    link.send("+ idling\r\n* BYE Connection is closed. 13\r\n")
                    link.cut()
                return False
        self.start(Bye())
        self.fetch.until(lambda: self.fetch.states()[-1:] == ["idling"] and self.server.connections == 2, 10)
        reason = next(reason for state, _, reason in self.fetch.conditions if state == "reconnecting")
        self.assertIn("Connection is closed. 13", reason)
        self.idles()
        self.assert_arrives()

    def test_refused(self):
        for answer in ("BAD what", "NO never"):
            with self.subTest(answer):
                class NoIdle(Play):
                    def handle(self, link, tag, command, arguments, words=answer):
                        if command == "IDLE":
                            link.send(f"{tag} {words}\r\n")
                            return True
                        return False
                self.start(NoIdle(), "poll_seconds = 1;")
                self.fetch.until(lambda: "polling" in self.fetch.states())
                self.assert_arrives()
                self.assertEqual(self.server.count("IDLE"), 1)
                self.assertEqual(self.server.connections, 1)

    def test_no_plus(self):
        class Silent(Play):
            def handle(self, link, tag, command, arguments):
                return command == "IDLE"
        self.start(Silent(), "poll_seconds = 1;")
        self.fetch.until(lambda: "polling" in self.fetch.states(), 15)
        self.assert_arrives()
        self.assertEqual(self.server.count("IDLE"), 1)

    def test_silence_after_done(self):
        class Deaf(Play):
            done = False

            def handle(self, link, tag, command, arguments):
                if command == "IDLE" and not self.done:
                    self.done = True
                    link.send("+ idling\r\n")
                    link.line()
                    return True  # and no word about it
                return False
        self.start(Deaf(), "idle_renew_seconds = 1;")
        self.fetch.until(lambda: self.server.connections == 2, 15)
        self.assert_arrives()

    def test_not_offered_or_not_wanted(self):
        play = Play()
        play.capabilities = CAPABILITIES.replace(" IDLE", "")
        for given, more in ((play, "poll_seconds = 1;"), (None, "poll_seconds = 1; idle = false;")):
            with self.subTest(more):
                self.start(given, more)
                self.fetch.until(lambda: "polling" in self.fetch.states())
                self.assert_arrives()
                self.assertEqual(self.server.count("IDLE"), 0)


class SignIn(Base):
    def test_login_and_odd_passwords(self):
        self.server = Server()
        self.addCleanup(self.server.close)
        for auth, secret in (("login", 'quo"te\\back'), ("plain", "gr\u00fc\u00df dich"), ("plain", 'a"b')):
            with self.subTest(auth):
                settings = Settings(self.server.port, auth=auth)
                settings.secret.write_text(secret + "\n")
                self.server.users["user"] = secret.replace("\\", "\\\\").replace('"', '\\"') if auth == "login" else secret
                done = settings.check()
                settings.close()
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_plain_in_two_steps_and_by_login(self):
        for capabilities in ("IMAP4rev1 AUTH=PLAIN", "IMAP4rev1"):
            play = Play()
            play.capabilities = capabilities
            with Server(play) as server:
                settings = Settings(server.port)
                done = settings.check()
                settings.close()
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_wrong_password(self):
        self.start()
        self.fetch.close()
        settings = Settings(self.server.port)
        settings.secret.write_text("wrong\n")
        with Fetch(settings) as fetch:
            fetch.until(lambda: "refused" in fetch.states())
            self.assertGreaterEqual(fetch.conditions[-1][1], time.time() + 55)
            self.assertIn("does not take this name and password", fetch.conditions[-1][2])

    def test_busy_server_is_no_wrong_password(self):
        class Busy(Play):
            times = 0

            def handle(self, link, tag, command, arguments):
                if command == "AUTHENTICATE" and self.times < 2:
                    self.times += 1
                    link.send(f"{tag} NO [ALERT] Too many simultaneous connections\r\n")
                    return True
                return False
        self.start(Busy())
        self.fetch.until(lambda: "connected" in self.fetch.states())
        self.assertNotIn("refused", self.fetch.states())
        self.assertEqual(self.server.connections, 3)

    def test_throttled(self):
        class Throttles(Play):
            def handle(self, link, tag, command, arguments):
                if command == "SELECT":
                    link.send(f"{tag} BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds\r\n")
                    link.cut()
                return False
        self.start(Throttles())
        self.fetch.until(lambda: "throttled" in self.fetch.states())
        state, until, reason = self.fetch.conditions[-1]
        self.assertEqual(state, "throttled")
        self.assertAlmostEqual(until, time.time() + 300, delta=5)
        self.assertIn("asks us to wait", reason)
        self.assertEqual(self.server.connections, 1)

    def test_advice(self):
        class Words(Play):
            words = ""

            def handle(self, link, tag, command, arguments):
                if command == "AUTHENTICATE":
                    link.send(f"{tag} {self.words}\r\n")
                    return True
                return False
        for words, advice in (("NO LogonDenied-BasicAuthBlocked someone@force.example", "takes no passwords any more"),
                              ("BAD User is authenticated but not connected.", "IMAP is switched off for it"),
                              ("NO blocked by Conditional Access", "conditional access")):
            play = Words()
            play.words = words
            with Server(play) as server:
                settings = Settings(server.port)
                done = settings.check()
                settings.close()
                self.assertEqual(done.returncode, 1)
                self.assertIn(advice, done.stderr)
                self.assertNotIn("@", done.stderr)

    def test_unreachable(self):
        self.start()
        self.fetch.close()
        self.server.close()
        with Fetch(Settings(self.server.port), once=True) as fetch:
            self.assertEqual(fetch.finish(), 1)
            self.assertEqual(fetch.states(), ["connecting", "reconnecting", "unreachable"])


class Tokens(unittest.TestCase):
    """XOAUTH2 against a token host with a certificate of the mailbox's own authority."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ccot-certificates-")
        self.addCleanup(shutil.rmtree, self.folder)
        certificates = Certificates(self.folder)
        self.certificates = certificates
        self.asked = []
        self.answers = []
        test = self

        class Endpoint(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # pylint: disable=invalid-name
                test.asked.append(urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                status, answer = test.answers[min(len(test.asked), len(test.answers)) - 1]
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass
        self.endpoint = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*map(str, certificates.good))
        self.endpoint.socket = context.wrap_socket(self.endpoint.socket, server_side=True)
        threading.Thread(target=self.endpoint.serve_forever, daemon=True).start()
        self.addCleanup(self.endpoint.server_close)
        self.addCleanup(self.endpoint.shutdown)

    def settings(self, server, ca_file=None):
        settings = Settings(server.port, "localhost", "implicit", auth="xoauth2", ca_file=ca_file or self.certificates.ca, more="oauth = { "
                            f'token_url = "https://localhost:{self.endpoint.server_port}/token"; client_id = "id & more"; '
                            'client_secret_file = "secret"; scope = "mail/.default"; };')
        self.addCleanup(settings.close)
        return settings

    def test_token(self):
        self.answers = [(200, {"access_token": "token-one", "expires_in": 3600, "token_type": "Bearer"})]
        with Server(None, "implicit", self.certificates.good) as server:
            server.tokens = {"token-one"}
            done = self.settings(server).check()
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.asked[0], {"grant_type": ["client_credentials"], "client_id": ["id & more"], "client_secret": [SECRET],
                                         "scope": ["mail/.default"]})

    def test_refused_token_is_renewed_once(self):
        self.answers = [(200, {"access_token": "stale", "expires_in": 3600}), (200, {"access_token": "fresh", "expires_in": 3600})]
        with Server(None, "implicit", self.certificates.good) as server:
            server.tokens = {"fresh"}
            with Fetch(self.settings(server)) as fetch:
                fetch.until(lambda: "connected" in fetch.states())
                self.assertNotIn("refused", fetch.states())
        self.assertEqual(len(self.asked), 2)

    def test_refusals_in_words(self):
        for status, answer, words in ((401, {"error": "invalid_client", "error_description": "AADSTS7000222: expired"}, "secret has expired"),
                                      (400, {"error": "invalid_grant", "error_description": "AADSTS53003: blocked"}, "conditional access"),
                                      (503, {}, "answered 503"), (200, {"token": "x"}, "has no token")):
            self.answers = [(status, answer)]
            with Server(None, "implicit", self.certificates.good) as server:
                done = self.settings(server).check()
                self.assertEqual(done.returncode, 1)
                self.assertIn(words, done.stderr)
                self.assertEqual(server.connections, 0)

    def test_token_host_is_verified(self):
        self.answers = [(200, {"access_token": "token-one"})]
        with Server(None, "implicit", self.certificates.good) as server:
            done = self.settings(server, pathlib.Path(self.folder) / "other.pem").check()
            self.assertEqual(done.returncode, 1)
            self.assertIn("certificate of the token host", done.stderr)
        self.assertEqual(self.asked, [])


class Words(Base):
    def test_pause_and_resume(self):
        self.start(work=False)
        self.fetch.until(lambda: self.fetch.listings)
        self.fetch.say("d", self.fetch.serial)
        self.idles()
        self.fetch.say("p")
        self.fetch.until(lambda: not any(link.idling for link in self.server.links))
        self.server.append(MAIL)
        before = len(self.fetch.listings)
        self.fetch.receive(0.5)
        self.assertEqual(len(self.fetch.listings), before)
        self.fetch.work = True
        self.fetch.say("r")
        self.fetch.until(lambda: self.fetch.moved)
        self.assertEqual(self.server.connections, 1)

    def test_wait_brings_another_listing_when_it_ends(self):
        self.start(work=False)
        self.fetch.until(lambda: self.fetch.listings)
        self.server.append(MAIL)
        self.fetch.say("d", self.fetch.serial)
        self.fetch.until(lambda: self.fetch.listings[-1][2] == [1])
        self.fetch.say("f", self.fetch.serial, 1, 1)
        self.fetch.until(lambda: self.fetch.handed)
        self.fetch.say("s", self.fetch.serial, 1)
        self.fetch.say("w", self.fetch.serial, 1, 2)
        self.fetch.say("d", self.fetch.serial)
        waited = time.monotonic()
        self.idles()
        self.fetch.say("a")
        count = len(self.fetch.listings)
        self.fetch.until(lambda: len(self.fetch.listings) > count)
        self.assertEqual(self.fetch.listings[-1][2], [1])  # what is not listed has gone
        self.fetch.say("d", self.fetch.serial)
        count = len(self.fetch.listings)
        self.fetch.until(lambda: len(self.fetch.listings) > count, 10)
        self.assertEqual(self.fetch.listings[-1][2], [1])
        self.assertGreater(time.monotonic() - waited, 1.5)

    def test_flight_is_bounded(self):
        self.start(work=False)
        self.fetch.until(lambda: self.fetch.listings)
        for _ in range(12):
            self.server.append(MAIL)
        self.fetch.say("d", self.fetch.serial)
        self.fetch.until(lambda: len(self.fetch.listings[-1][2]) == 12 if self.fetch.listings else False)
        self.fetch.say("f", self.fetch.serial, 12, *range(1, 13))
        self.fetch.until(lambda: len(self.fetch.handed) == 8)
        self.assertIsNone(self.fetch.receive(0.5))
        self.fetch.say("s", self.fetch.serial, 1)
        self.fetch.until(lambda: len(self.fetch.handed) == 9)

    def test_wrong_frames_end_it(self):
        for frame in (b"z", b"f", b"f" + b"n" + b"\1" * 8 + b"n" + b"\xff" * 8, b"m" + (b"n" + bytes(8)) * 3, b"dd"):
            with self.subTest(frame):
                self.start(work=False)
                self.fetch.until(lambda: self.fetch.listings)
                self.fetch.channel.send(frame)
                self.fetch.finish(5)

    def test_ends_with_the_channel(self):
        class Stalls(Play):
            def handle(self, link, tag, command, arguments):
                return command == "UID SEARCH"  # and never an answer
        for name, play in (("idling", None), ("in an answer", Stalls())):
            with self.subTest(name):
                self.start(play)
                self.fetch.until(lambda: "connected" in self.fetch.states())
                if play is None:
                    self.idles()
                else:
                    self.fetch.until(lambda: self.server.count("UID SEARCH") or self.fetch.receive(0.05))
                began = time.monotonic()
                self.fetch.channel.close()
                self.fetch.process.wait(5)
                self.assertLess(time.monotonic() - began, 1)

    def test_sigterm_says_good_bye(self):
        self.start()
        self.idles()
        began = time.monotonic()
        self.fetch.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.fetch.finish(5), 0)
        self.assertLess(time.monotonic() - began, 2)
        wait_until(lambda: self.server.received.endswith(b"LOGOUT\r\n"), 5, "LOGOUT")


class Wall(Base):
    def test_confined(self):
        self.start()
        self.idles()
        status = pathlib.Path(f"/proc/{self.fetch.process.pid}/status").read_text()
        self.assertIn("Seccomp:\t2", status)
        self.assertIn("NoNewPrivs:\t1", status)
        command = pathlib.Path(f"/proc/{self.fetch.process.pid}/cmdline").read_bytes()
        self.assertNotIn(SECRET.encode(), command)
        limits = pathlib.Path(f"/proc/{self.fetch.process.pid}/limits").read_text()
        self.assertRegex(limits, re.compile(r"Max core file size\s+0\s+0"))


if __name__ == "__main__":
    unittest.main()
