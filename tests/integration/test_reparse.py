"""ccot reparse with the real daemon: what it prints, what it changes, and what people decided."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position
import mails  # pylint: disable=wrong-import-position

VALUES = "SELECT string_agg(concat_ws(' ', entry_id, state, respondent, made_on, judge), ', ' ORDER BY entry_id) FROM v_entry"


class ReparseTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)

    def setUp(self):
        self.register = self.site.register(top_more="parser = { workers = 1; };")
        self.addCleanup(self.register.close)
        self.register.append([mails.body_order_mail(1), mails.body_order_mail(2)])
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        self.read = self.register.value(VALUES)
        # a mail that is just being moved is passed by, so the second one may have been read first
        self.first, self.second = (row[0] for row in self.register.sql("SELECT entry_id FROM v_entry ORDER BY message_id"))

    def edit(self, *statements):
        """Makes the register differ from what its mails say, as another version of the reader would have left it."""
        self.register.sql(";\n".join(statements))

    def reparse(self, *arguments):
        done = self.register.ccot("reparse", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def again(self, *arguments):
        printed = self.reparse(*arguments)
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        return printed

    def test_other_readings_are_brought_up_to_date(self):
        self.edit(f"UPDATE field SET value = 'Somebody Else' WHERE entry_id = {self.first} AND name = 'respondent'",
                  f"DELETE FROM field WHERE entry_id = {self.second} AND name = 'judge'", "UPDATE message SET parser_version = '0.0'")
        printed = self.reparse("--all", "--dry-run")
        self.assertEqual(printed, f"message 1:\n  entry {self.first}:\n    respondent: changed\nmessage 2:\n  entry {self.second}:\n    judge: new\n"
                         "2 read, 2 would change, 0 could not be read\n")
        self.assertEqual(self.register.value("SELECT count(*) FROM v_audit WHERE operation = 'consult' AND subject = 'message'"), "2")
        self.assertIn("Somebody Else", self.register.value(VALUES))
        self.assertEqual(self.again("--all"), "2 to be read again\n")
        self.assertEqual(self.register.value(VALUES), self.read)
        self.assertNotEqual(self.register.value("SELECT min(parser_version) FROM v_message"), "0.0")
        self.assertEqual(self.reparse("--all", "--dry-run"), "2 read, 0 would change, 0 could not be read\n")
        self.assertEqual(self.register.value("SELECT count(*) FROM outbox"), "2")
        for person in ("Alice", "Bernard", "Somebody"):
            self.assertNotIn(person, printed + self.register.log_text())

    def test_what_was_verified_stays_and_the_difference_is_shown(self):
        self.edit(f"UPDATE field SET value = '2020-01-01' WHERE entry_id = {self.first} AND name = 'made_on'",
                  f"UPDATE entry SET state = 'verified', verified_by = 'jo', verified_at = now() WHERE entry_id = {self.first}")
        self.assertIn("    made_on: kept\n", self.reparse("--message", "1", "--dry-run"))
        self.again("--message", "1")
        self.assertEqual(self.register.value(f"SELECT made_on FROM v_entry WHERE entry_id = {self.first}"), "2020-01-01")
        self.assertEqual(self.register.sql("SELECT name, value FROM v_difference"), [["made_on", "2025-01-02"]])
        self.assertIn("read again: Made on is now read as 2025-01-02", self.register.ccot("show", self.first).stdout)
        self.assertIn("read again: differs", self.register.ccot("queue").stdout)

    def test_a_reading_that_fails_takes_nothing_away(self):
        self.edit("UPDATE message_raw SET octets = '' WHERE message_id = 1")
        self.reparse("--message", "1")
        self.register.once()
        self.assertEqual(self.register.value("SELECT count(*) FROM v_entry WHERE message_id = 1 AND state = 'pending'"), "1")
        self.assertEqual(self.register.value("SELECT count(*) FROM v_message WHERE state IN ('received', 'parsed')"), "0")

    def test_what_cannot_be_asked(self):
        for arguments in ([], ["--all", "--message", "1"], ["--message", "-1"], ["--message", "x"], ["--all", "x"]):
            with self.subTest(arguments=arguments):
                done = self.register.ccot("reparse", *arguments)
                self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)
        for more in ([], ["--dry-run"]):
            done = self.register.ccot("reparse", "--message", "99", *more)
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (1, "", 1))


if __name__ == "__main__":
    unittest.main(verbosity=2)
