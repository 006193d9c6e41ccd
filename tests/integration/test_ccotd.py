"""ccotd between a real database and played children: what it does when ccot-fetch or ccot-parse misbehave, when the
database goes away, and when it is stopped or killed. The mail server's side is the business of the other tests."""
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position
from servers import wait_until  # pylint: disable=wrong-import-position

FAKES = pathlib.Path(__file__).parent / "fakes"
TRICKS = ("unknown kind", "too long", "empty body", "digest", "size", "no descriptor", "unsealed", "twice", "unasked")
SETTINGS = "parser = { workers = 2; step_seconds = 2; message_seconds = 2; };"
STOP_SECONDS = 5
ORPHAN_SECONDS = 1.5
ARRIVALS = 6


def mail(subject, more=""):
    return (f"From: A Solicitor <office@firm.example>\r\nTo: orders@court.example\r\nSubject: {subject}\r\n"
            f"Message-ID: <{subject}@firm.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n{more}"
            "Content-Type: text/plain\r\n\r\nPlease see the order.\r\n").encode()


PLACEHOLDER = mail("late", "MIME-Version: 1.0\r\n").replace(b"text/plain\r\n\r\n", b"multipart/mixed; boundary=b\r\n\r\n") + (
    b"--b\r\nContent-Type: text/plain\r\n\r\nSee the order.\r\n"
    b"--b\r\nContent-Type: text/html; name=\"ATP Scan In Progress.html\"\r\n"
    b"Content-Disposition: attachment; filename=\"ATP Scan In Progress.html\"\r\n\r\n"
    b"<p>This attachment is being scanned.</p>\r\n--b--\r\n")


def setUpModule():
    global site
    site = harness.Site()
    programs = site.folder / "bin"
    programs.mkdir()
    for name in ("ccotd", "ccot"):
        shutil.copy2(harness.program(name), programs / name)
    for path in FAKES.iterdir():
        if path.is_file():
            shutil.copy2(path, programs / path.name)
    os.environ["REAL_PARSE"] = harness.program("ccot-parse")
    harness.PROGRAMS = programs


def tearDownModule():
    site.close()


class Daemon(unittest.TestCase):
    def setUp(self):
        self.register = site.register(top_more=SETTINGS)
        self.addCleanup(self.register.close)
        self.mail = self.register.folder / "mail"
        for folder in ("INBOX", "Processed", "Failed"):
            (self.mail / folder).mkdir(parents=True)
        self.uid = 0
        os.environ["FAKE_MAIL"] = str(self.mail)

    def run(self, result=None):
        """A test that failed shows the daemon's log."""
        before = len(result.errors) + len(result.failures)
        super().run(result)
        if len(result.errors) + len(result.failures) > before:
            print(self.register.log_text(), file=sys.stderr)
        return result

    def deliver(self, *messages):
        for message in messages:
            self.uid += 1
            part = self.mail / str(self.uid)
            part.write_bytes(message)
            part.rename(self.mail / "INBOX" / str(self.uid))

    def wait_moved(self, count, seconds=30):
        wait_until(lambda: len(list((self.mail / "Processed").iterdir())) == count, seconds, f"{count} moved")

    def wait_log(self, text, seconds=15):
        wait_until(lambda: text in self.register.log_text(), seconds, f"log line {text}")

    def states(self):
        return [row[0] for row in self.register.sql("SELECT state FROM v_message ORDER BY uid")]

    def process(self, role):
        """The pid of the daemon's child with that title."""
        for pid in harness.children(self.register.daemon.pid):
            with contextlib.suppress(OSError):
                if pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().startswith(f"ccotd: {role}".encode()):
                    return pid
        return None


class Intake(Daemon):
    def test_once_drains_and_ends(self):
        self.deliver(*(mail(f"m{i}") for i in range(20)))
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        self.assertEqual(self.states(), ["queued"] * 20)
        self.assertEqual(len(list((self.mail / "Processed").iterdir())), 20)
        self.assertEqual(list((self.mail / "INBOX").iterdir()), [])
        rows = self.register.sql("SELECT uid, sha256 FROM v_message ORDER BY uid")
        for uid, digest in rows:
            self.assertEqual(digest, harness.sha256((self.mail / "Processed" / uid).read_bytes()))

    def test_once_of_nothing(self):
        self.assertEqual(self.register.once(), 0, self.register.log_text())

    def test_once_without_a_database(self):
        text = self.register.config.read_text()
        self.register.config.write_text(text.replace(f"port={site.postgres.port}", f"port={harness.refused_port()}"))
        began = time.monotonic()
        self.assertEqual(self.register.once(), 1)
        self.assertGreater(time.monotonic() - began, 2)  # three tries, with a wait between them

    def test_wrong_frames_cost_fetch_its_life_and_no_mail(self):
        self.register.start()
        for number, trick in enumerate(TRICKS, 1):
            with self.subTest(trick):
                (self.mail / "trick").write_text(trick)
                self.deliver(mail(f"trick{number}"))
                self.wait_moved(number)
                wait_until(lambda n=number: self.register.log_text().count("protocol-broken") == n, 5, trick)
        self.register.wait_drained(len(TRICKS))
        self.assertEqual(self.states(), ["queued"] * len(TRICKS))

    def test_placeholder_waits_and_is_released(self):
        self.deliver(mail("other"), PLACEHOLDER)
        self.assertEqual(self.register.once(), 1, self.register.log_text())
        self.assertEqual(self.states(), ["queued", "received"])
        self.assertEqual([path.name for path in (self.mail / "INBOX").iterdir()], ["2"])
        self.register.sql("UPDATE message SET stored_at = stored_at - interval '2 hours'")
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        self.assertEqual(self.states(), ["queued", "queued"])
        self.assertEqual(list((self.mail / "INBOX").iterdir()), [])

    def test_placeholder_is_replaced_by_the_real_mail(self):
        self.register.start()
        self.deliver(PLACEHOLDER)
        self.wait_log("message-waits")
        (self.mail / "INBOX" / "1").write_bytes(mail("real"))
        self.register.stop()  # fetch keeps the mail back for a minute; a new one does not
        self.register.start()
        self.register.wait_drained(1)
        self.wait_moved(1)
        self.assertEqual(self.register.value("SELECT sha256 FROM v_message"), harness.sha256(mail("real")))

    def test_words_of_a_placeholder_alone_only_delay_the_move(self):
        self.deliver(mail("words", "X-Note: Scan in progress\r\n"), mail("other"))
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        self.assertEqual(self.states(), ["queued", "queued"])
        self.assertEqual(list((self.mail / "INBOX").iterdir()), [])

    def test_mailbox_is_held_by_one_daemon(self):
        self.register.start()
        self.deliver(mail("first"))
        self.wait_moved(1)
        first = self.register.daemon
        second = self.register.start()
        try:
            self.wait_log("mailbox-held")
            first.kill()
            first.wait()
            self.deliver(mail("second"))
            self.wait_moved(2)
        finally:
            first.kill()
        self.assertIsNone(second.poll())


class Processes(Daemon):
    def test_killed_supervisor_leaves_nobody(self):
        self.register.start()
        self.deliver(mail("one"), mail("hang", "X-Reader: hang\r\n"))
        self.register.wait_for("SELECT count(*) FROM v_message WHERE state = 'queued'", 1)
        family = harness.children(self.register.daemon.pid)
        self.assertGreaterEqual(len(family), 5)  # intake, fetch, two of work and their readers
        self.register.kill()
        wait_until(lambda: not any(harness.alive(pid) for pid in family), ORPHAN_SECONDS, "all children gone")

    def test_stops_in_time_and_in_order(self):
        self.register.start()
        self.deliver(mail("hang", "X-Reader: hang\r\n"))
        self.wait_moved(1)
        family = harness.children(self.register.daemon.pid)
        code, seconds = self.register.stop()
        self.assertEqual(code, 0)
        self.assertLess(seconds, STOP_SECONDS)
        self.assertFalse([pid for pid in family if harness.alive(pid)])
        self.assertIn(" stopped ", self.register.log_text())

    def test_dead_children_come_back(self):
        self.register.start()
        for number, role in enumerate(("intake", "work 1", "work 2"), 1):
            pid = wait_until(lambda r=role: self.process(r), 10, role)
            os.kill(pid, signal.SIGKILL)
            wait_until(lambda r=role, p=pid: self.process(r) not in (None, p), 10, f"{role} again")
            self.deliver(mail(f"m{number}"))
            self.register.wait_drained(number)

    def test_reload_takes_a_valid_file_only(self):
        daemon = self.register.start()
        self.wait_log("state=polling")
        good = self.register.config.read_text()
        self.register.config.write_text(good + "nonsense = 1;\n")
        daemon.send_signal(signal.SIGHUP)
        self.wait_log("config-refused")
        self.assertIsNotNone(self.process("work 2"))
        self.register.config.write_text(good.replace("workers = 2", "workers = 1"))
        daemon.send_signal(signal.SIGHUP)
        self.wait_log("reloaded")
        wait_until(lambda: self.process("work 1"), 10, "work 1")
        self.assertIsNone(self.process("work 2"))
        self.deliver(mail("after"))
        self.register.wait_drained(1)

    def test_tells_the_service_manager(self):
        path = self.register.folder / "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(str(path))
            manager.settimeout(10)
            heard = []

            def hear(word):
                while not any(word in text for text in heard):
                    heard.append(manager.recv(4096).decode())
            self.register.start({"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "900000"})
            hear("READY=1")
            hear("STATUS=civil.court.orders: polling")
            hear("WATCHDOG=1")
            self.assertEqual(self.register.stop()[0], 0)
            hear("STOPPING=1")

    def test_database_stopped_and_started(self):
        self.register.start()
        self.deliver(mail("before"))
        self.register.wait_drained(1)
        site.postgres.stop()
        self.wait_log("database-away")
        self.deliver(*(mail(f"during{i}") for i in range(5)))
        time.sleep(1)  # long enough for several tries to fail
        site.postgres.start()
        self.register.wait_drained(6, 10)
        self.wait_moved(6, 10)
        self.assertIsNone(self.register.daemon.poll())
        self.assertEqual(self.register.log_text().count("database-away process=intake"), 1)


class Refusal(Daemon):
    """PostgreSQL answers, and takes nothing: its disk is full (SQLSTATE 53100)."""

    def fill(self, table):
        self.register.sql("CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                          " $$BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END$$;"
                          f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION full_disk()")

    def empty(self, table):
        self.register.sql(f"DROP TRIGGER full_disk ON {table}")

    def test_full_disk_costs_no_message_and_fills_no_log(self):
        for table, process in (("message_raw", "intake"), ("reading", "work")):
            self.fill(table)
            self.deliver(mail(f"full {table}"))
            if self.register.daemon is None:
                self.register.start()
            self.wait_log(f"database-away process={process}")
            time.sleep(4)
            self.assertLessEqual(self.register.log_text().count(f"database-away process={process}"), 2 * 2)
            self.empty(table)
            self.register.wait_for("SELECT count(*) FROM v_message WHERE state = 'queued'", self.uid, 20)
        self.assertEqual(self.states(), ["queued"] * 2)
        self.assertLessEqual(int(self.register.value("SELECT max(attempts) FROM v_message")), 1)
        self.register.stop()

    def test_once_gives_a_full_disk_three_tries(self):
        self.fill("message_raw")
        self.deliver(mail("full"))
        self.assertEqual(self.register.once(30), 1)


class Work(Daemon):
    def read(self, behaviour):
        """One mail that has the reader behave so, and one behind it."""
        self.register.start()
        self.deliver(mail("odd", f"X-Reader: {behaviour}\r\n"), mail("next"))
        self.register.wait_drained(2)
        return self.register.sql("SELECT state, failure, attempts FROM v_message ORDER BY uid")

    def test_reader_that_dies_each_time(self):
        odd, following = self.read("die")
        self.assertEqual((odd[0], odd[2], following[0]), ("failed", "2", "queued"))
        self.assertIn("signal 9", odd[1])

    def test_reader_that_dies_once(self):
        odd, following = self.read("die once")
        self.assertEqual((odd[0], odd[2], following[0]), ("queued", "2", "queued"))

    def test_reader_that_hangs(self):
        odd, following = self.read("hang")
        self.assertEqual((odd[0], following[0]), ("failed", "queued"))
        self.assertIn("longer than 2 seconds", odd[1])

    def test_reader_that_answers_nonsense(self):
        for behaviour in ("nonsense", "unsealed", "other-number"):
            with self.subTest(behaviour):
                self.register.close()
                self.setUp()
                odd, following = self.read(behaviour)
                self.assertEqual((odd[0], following[0]), ("failed", "queued"))
                self.assertNotEqual(odd[1], "")

    def test_reader_stopped_from_outside(self):
        """A service manager that signals the whole group stops the reader as well: no failure of the message."""
        self.register.start()
        self.deliver(mail("slow", "X-Reader: hang once\r\n"))
        self.register.wait_for("SELECT count(*) FROM v_message WHERE attempts = 1", 1)
        wait_until((self.mail / "done").exists, 5, "the reader has the message")
        for pid in harness.children(self.register.daemon.pid):
            with contextlib.suppress(OSError):
                if b"--serve" in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(pid, signal.SIGTERM)
        self.register.wait_drained(1)
        self.assertEqual(self.states(), ["queued"])

    def test_missing_reader_costs_no_message(self):
        reader = harness.PROGRAMS / "ccot-parse"
        away = reader.with_suffix(".away")
        reader.rename(away)
        try:
            self.register.start()
            self.deliver(mail("patient"))
            self.wait_log("cannot be started")
            self.assertEqual(self.states(), ["received"])
        finally:
            away.rename(reader)
        self.register.wait_drained(1)
        self.assertEqual(self.states(), ["queued"])

    def test_arrivals_are_announced(self):
        """Each mail comes just after the workers fell idle: found by their own look round it would take two seconds."""
        self.register.start()
        self.wait_log("state=polling")
        began = time.monotonic()
        for number in range(1, ARRIVALS + 1):
            self.deliver(mail(f"quick{number}"))
            self.register.wait_drained(number)
        self.assertLess(time.monotonic() - began, 1.5 * ARRIVALS)


if __name__ == "__main__":
    unittest.main(verbosity=2)
