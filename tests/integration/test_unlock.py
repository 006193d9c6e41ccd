"""A locked PDF and the mail that tells its password, in every order, with the real daemon; and where the word must not go."""
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position
import mails  # pylint: disable=wrong-import-position

WORD = "Quince7Tarn"
LOCKED = "SELECT count(*) FROM v_document WHERE problem = 'encrypted'"
ORDERS = "SELECT count(*) FROM v_entry"


def locked_mail(number):
    document = mails.build_mail.octets_of({"format": "pdf", "template": "fl404a", "facts": mails.order_facts(number), "password": WORD})
    return mails.mail(number, body="The password follows in a second mail.", attachment=document)


def password_mail(number, word=WORD, sender=None):
    """From the sender of the number-th mail, unless it is another."""
    octets = mails.mail(number, subject="Password", body=f"The password is {word}", message_id=f"word-{number}-{word == WORD}@firm.example")
    return octets if sender is None else octets.replace(f"clerk@firm{number % 20}.example".encode(), sender.encode())


class Watch:
    """Every command line and process name below a process, as long as it runs."""

    def __init__(self, pid):
        self.pid = pid
        self.seen = set()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self):
        while not self.over.wait(0.01):
            self.seen |= {harness.command(pid) for pid in [self.pid, *harness.children(self.pid)]}

    def end(self):
        self.over.set()
        self.thread.join()
        return "\n".join(self.seen)


class UnlockTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)

    def setUp(self):
        self.register = self.site.register()
        self.addCleanup(self.register.close)

    def once(self, *messages):
        self.register.append(messages)
        self.assertEqual(self.register.once(), 0, self.register.log_text())

    def expect(self, locked, orders):
        self.assertEqual((self.register.value(LOCKED), self.register.value(ORDERS)), (str(locked), str(orders)))

    def test_the_locked_mail_first(self):
        self.once(locked_mail(1))
        self.expect(1, 0)
        self.once(password_mail(1))
        self.expect(0, 1)
        self.assertEqual(self.register.value("SELECT case_number FROM v_entry"), "ME25F00001")
        self.assertEqual(self.register.value("SELECT count(*) FROM v_audit WHERE reason LIKE 'to be read again with the password%'"), "1")
        self.assertEqual(self.register.value("SELECT count(*) FROM outbox WHERE kind = 'acknowledgement'"), "2")

    def test_the_password_first(self):
        self.once(password_mail(2))
        self.once(locked_mail(2))
        self.expect(0, 1)

    def test_both_at_once(self):
        self.once(*(octets for number in range(3, 7) for octets in (locked_mail(number), password_mail(number))))
        self.expect(0, 4)

    def test_a_wrong_password_and_then_the_right_one(self):
        self.once(locked_mail(7), password_mail(7, "Medlar9Beck"))
        self.expect(1, 0)
        self.once(password_mail(7))
        self.expect(0, 1)

    def test_another_sender_opens_nothing(self):
        self.once(locked_mail(8), password_mail(8, sender="clerk@other.example"))
        self.expect(1, 0)
        self.assertEqual(self.register.value("SELECT max(attempts) FROM v_message"), "1")

    def test_two_locked_mails_that_tell_a_wrong_word_come_to_rest(self):
        wrong = [octets.replace(b"The password follows in a second mail.", b"The password is Medlar9Beck") for octets in (locked_mail(9), locked_mail(29))]
        self.once(*wrong)
        self.expect(2, 0)

    def test_the_word_is_nowhere(self):
        daemon = self.register.start({"G_MESSAGES_DEBUG": "all"})
        watch = Watch(daemon.pid)
        try:
            self.register.append([locked_mail(10)])
            self.register.wait_for(LOCKED, 1)
            self.register.append([password_mail(10)])
            self.register.wait_for(ORDERS, 1)
        finally:
            seen = watch.end()
        self.register.stop()
        self.assertIn("ccot-parse", seen)
        dump = self.site.postgres.sql(self.register.database, """SET search_path = ccot;
            SELECT string_agg(query_to_xml(format('SELECT * FROM %I', c.relname), true, true, '')::text, '')
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'ccot' AND c.relkind IN ('r', 'v') AND c.relname NOT IN ('message_raw', 'entry_course')""")
        for place, text in (("log", self.register.log_text()), ("processes", seen), ("database", str(dump)),
                            ("server", self.register.postgres.log.read_text())):
            self.assertNotIn(WORD, text, place)


if __name__ == "__main__":
    unittest.main(verbosity=2)
