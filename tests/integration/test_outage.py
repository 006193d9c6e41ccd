"""The daemon through the bad days of the others: PostgreSQL away, signals, a second daemon, a killed parent."""
import os
import pathlib
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails

SITE = None


def setUpModule():
    global SITE
    SITE = harness.Site()
    unittest.addModuleCleanup(SITE.close)


class Outage(unittest.TestCase):
    def register(self, **settings):
        register = SITE.register(**settings)
        self.addCleanup(register.close)
        return register

    def running(self, register):
        register.start()
        register.append([mails.mail(0)])
        register.wait_drained(1)
        return harness.children(register.daemon.pid)

    def test_a_mail_that_arrives_while_it_idles(self):
        register = self.register()
        self.running(register)
        began = time.monotonic()
        register.append([mails.body_order_mail(1)])
        register.wait_drained(2, 10)
        self.assertLess(time.monotonic() - began, 5, "told by IDLE, not by the next look a minute later")
        self.assertEqual(register.stop()[0], 0, register.log_text()[-2000:])

    def test_sigterm_ends_within_five_seconds_and_leaves_nobody(self):
        register = self.register()
        family = self.running(register)
        self.assertGreaterEqual(len(family), 3, "intake, work, ccot-fetch and ccot-parse")
        register.append([mails.order_mail(n) for n in range(30)])
        code, seconds = register.stop()
        self.assertEqual(code, 0)
        self.assertLess(seconds, 5)
        self.assertEqual([pid for pid in family if harness.alive(pid)], [])

    def test_a_killed_supervisor_leaves_no_orphan(self):
        register = self.register()
        family = self.running(register)
        register.kill()
        harness.wait_until(lambda: not any(harness.alive(pid) for pid in family), 5, "every child ends")

    def test_a_killed_child_is_replaced(self):
        register = self.register()
        self.running(register)
        for name in ("ccot-fetch", "ccot-parse"):
            with self.subTest(name=name):
                victims = [pid for pid in harness.children(register.daemon.pid) if name in harness.command(pid)]
                self.assertTrue(victims, f"{name} runs")
                for pid in victims:
                    os.kill(pid, signal.SIGKILL)
                done = int(register.value("SELECT count(*) FROM v_message"))
                register.append([mails.mail(done)])
                register.wait_drained(done + 1, 45)
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'failed'"), "0")
        register.stop()

    def test_a_second_daemon_is_held_out(self):
        register = self.register()
        self.running(register)
        began = time.monotonic()
        self.assertEqual(register.once(90), 1, "held by another daemon for 30 s")
        self.assertGreater(time.monotonic() - began, 20)
        register.append([mails.mail(1)])
        register.wait_drained(2)
        register.stop()

    def test_postgresql_stops_and_starts_under_load(self):
        register = self.register()
        self.running(register)
        register.append([mails.body_order_mail(n) for n in range(1, 150)])
        harness.wait_until(lambda: int(register.value("SELECT count(*) FROM v_message")) > 10, 30, "the work has begun")
        SITE.postgres.stop()
        register.append([mails.body_order_mail(n) for n in range(150, 160)])
        time.sleep(3)  # the outage itself
        self.assertIsNone(register.daemon.poll(), "the daemon stays up")
        done_before = time.monotonic()
        SITE.postgres.start()
        harness.wait_until(lambda: int(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'")) > 20, 30, "works again")
        back = time.monotonic() - done_before
        register.wait_drained(160, 60)
        self.assertLess(back, 10, "works again within 10 s")
        self.assertIsNone(register.daemon.poll())
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'"), "160")
        self.assertEqual(register.value("SELECT count(DISTINCT (mailbox, folder, uidvalidity, uid)) FROM v_message"), "160")
        harness.wait_until(lambda: register.count() == 0, 20, "everything stored has been moved")
        register.stop()

    def test_dovecot_stops_and_starts(self):
        register = self.register(capability="IMAP4rev1 UIDPLUS MOVE IDLE NAMESPACE")
        self.running(register)
        register.dovecot.stop()
        time.sleep(1)  # the outage itself
        register.dovecot.start()
        register.append([mails.mail(1)])
        register.wait_drained(2, 40)
        register.stop()


if __name__ == "__main__":
    unittest.main(verbosity=2)
