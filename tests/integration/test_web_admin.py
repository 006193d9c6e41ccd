"""Accounts, help, second looks, and figures for machines that watch; over real HTTP."""
import json
import pathlib
import re
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages
from pages import ROLES


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.register.append([mails.body_order_mail(1), mails.mail(2, subject="hello", body="hello")])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for role in ROLES:
            cls.web.add_person(role, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)

    def setUp(self):
        self.register.sql("UPDATE staff SET closed_at = now() WHERE name NOT IN ('enquirer', 'handler', 'supervisor', 'auditor', 'admin'); "
                          "UPDATE staff SET role = 'admin', closed_at = NULL WHERE name = 'admin'")
        self.admin = self.web.person("admin")

    def audited(self):
        """The last change to an account, as the audit tells it."""
        return self.register.sql("SELECT actor, recipient, reason FROM v_audit WHERE subject = 'staff' AND operation = 'alter' ORDER BY audit_id DESC LIMIT 1")[0]


class Accounts(Case):
    def test_add_a_person_of_the_sign_on(self):
        self.assertEqual(self.admin.post("/users", name=" Jo.Bloggs@Force.example ", role="handler").status, 303)
        self.assertEqual(self.register.sql("SELECT role, passphrase IS NULL, created_by FROM staff WHERE name = 'jo.bloggs@force.example'"),
                         [["handler", "t", "admin"]])
        self.assertEqual(self.audited(), ["ccot_web:admin", "jo.bloggs@force.example", "account opened with role handler"])
        listed = self.admin.get("/users")
        self.assertIn("jo.bloggs@force.example", listed.text)
        self.assertIn("the sign-on alone", listed.text)
        again = self.admin.post("/users", name="jo.bloggs@force.example", role="admin")
        self.assertEqual((again.status, again.heading), (409, "There is such an account"))

    def test_a_passphrase_is_shown_once_and_works(self):
        answer = self.admin.post("/users", name="local", role="handler", local="yes")
        self.assertEqual(answer.status, 200)
        word = re.search(r"<code>([0-9a-f-]+)</code>", answer.text)[1]
        self.assertRegex(word, r"^([0-9a-f]{4}-){4}[0-9a-f]{4}$")
        self.assertNotIn(word, self.admin.get("/users").text)
        mine = self.web.browser()
        self.assertEqual(mine.sign_in("local", word).status, 303)
        self.assertEqual(mine.get("/queue").status, 200)
        self.assertNotIn(word, self.web.log_text() + str(self.register.sql("SELECT * FROM v_audit")))
        answer = self.admin.post("/users/passphrase", name="local")
        other = re.search(r"<code>([0-9a-f-]+)</code>", answer.text)[1]
        self.assertNotEqual(other, word)
        self.assertEqual(self.audited()[1:], ["local", "new passphrase"])
        self.assertEqual(mine.get("/queue").status, 303, "what was open has ended")
        self.assertEqual(mine.sign_in("local", word).status, 403)
        self.register.sql("DELETE FROM sign_in_failure")
        self.assertEqual(mine.sign_in("local", other).status, 303)
        self.assertEqual(self.admin.post("/users/passphrase", name="local", none="yes").status, 303)
        self.assertEqual(self.audited()[1:], ["local", "passphrase taken away"])
        self.assertIn(mine.sign_in("local", other).status, (403, 429))

    def test_another_role(self):
        self.admin.post("/users", name="mover", role="handler", local="yes")
        self.assertEqual(self.admin.post("/users/role", name="mover", role="auditor").status, 303)
        self.assertEqual(self.register.value("SELECT role FROM staff WHERE name = 'mover'"), "auditor")
        self.assertEqual(self.audited()[1:], ["mover", "role changed from handler to auditor"])

    def test_close_and_open_again(self):
        self.admin.post("/users", name="leaver", role="handler")
        self.assertEqual(self.admin.post("/users/close", name="leaver").status, 303)
        self.assertEqual(self.audited()[1:], ["leaver", "account closed"])
        for path in ("/users/close", "/users/role", "/users/passphrase"):
            answer = self.admin.post(path, name="leaver", role="handler")
            self.assertEqual((answer.status, answer.heading), (409, "There is no such account"))
        self.assertEqual(self.admin.post("/users", name="leaver", role="enquirer").status, 303)
        self.assertEqual(self.register.value("SELECT role FROM staff WHERE name = 'leaver' AND closed_at IS NULL"), "enquirer")

    def test_the_last_administrator_stays(self):
        for path, form in (("/users/close", {}), ("/users/role", {"role": "handler"})):
            answer = self.admin.post(path, name="admin", **form)
            self.assertEqual((answer.status, answer.heading), (409, "The last administrator stays"))
        self.admin.post("/users", name="second", role="admin")
        self.assertEqual(self.admin.post("/users/close", name="admin").status, 303)
        self.assertEqual(self.admin.get("/users").status, 303, "and is out at once")

    def test_two_who_close_each_other(self):
        """One of them stays, in whatever order they come."""
        self.admin.post("/users", name="second", role="admin")
        said = []

        def close(person, other):
            said.append(self.register.value(f"SELECT account_change('{person}', 'close', '{other}', NULL, NULL)"))
        threads = [threading.Thread(target=close, args=pair) for pair in (("admin", "second"), ("second", "admin"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(said), ["done", "role"])

    def test_names_and_roles_that_cannot_be(self):
        for form in ({"name": "", "role": "handler"}, {"role": "handler"}, {"name": "ä", "role": "handler"}, {"name": "a b", "role": "handler"},
                     {"name": "x" * 65, "role": "handler"}, {"name": "fine", "role": "king"}, {"name": "fine", "role": ""}, {"name": "fine"},
                     {"name": "<script>", "role": "handler"}, {"name": "a'; DROP TABLE staff", "role": "handler"}):
            with self.subTest(form=form):
                self.assertEqual(self.admin.post("/users", **form).status, 400)
        self.assertEqual(self.admin.post("/users/role", name="handler", role="king").status, 400)

    def test_the_database_asks_who_it_is(self):
        """A page that took a wrong turn could not keep accounts either."""
        for name in ("handler", "supervisor", "nobody", ""):
            self.assertEqual(self.register.value(f"SELECT account_change('{name}', 'add', 'x', 'admin', NULL)"), "role")
            self.assertEqual(self.register.value(f"SELECT account_list('{name}') IS NULL"), "t")
        self.assertEqual(self.register.value("SELECT has_function_privilege('ccot_web', 'staff_put(text, text, text, text)', 'EXECUTE')"), "f")

    def test_an_administrator_sees_no_order(self):
        entry = self.register.value("SELECT entry_id FROM v_entry")
        for path in ("/queue", f"/entries/{entry}", "/messages/1", "/documents/1/original", "/documents/1/pages/1.png"):
            self.assertEqual(self.admin.get(path).status, 403, path)
        self.assertNotIn("Birchall", self.admin.get("/users").text)
        for role in ROLES:
            if role != "admin":
                self.assertEqual(self.web.person(role).get("/users").status, 403)

    def test_looking_is_in_the_audit(self):
        count = "SELECT count(*) FROM v_audit WHERE subject = 'staff' AND operation = 'consult' AND actor = 'ccot_web:admin'"
        before = int(self.register.value(count))
        self.admin.get("/users")
        self.assertEqual(int(self.register.value(count)), before + 1)


class Help(Case):
    def test_everybody_has_help_and_a_way_to_it(self):
        for role in ROLES:
            person = self.web.person(role)
            answer = person.get("/help")
            self.assertEqual(answer.status, 200)
            self.assertIn('href="/help"', answer.raw_text)
            self.assertIn("How the status of an order is judged", answer.text)
            home = person.get("/").header("Location")
            self.assertEqual(person.get(home).status, 200, role)

    def test_the_keys_of_the_page_are_those_of_the_script(self):
        script = (harness.SOURCE / "web/assets/source/keys.ts").read_text()
        told = re.findall(r"Alt \+ Shift \+ ([A-Z])<", self.web.person("handler").get("/help").raw_text)
        self.assertEqual(sorted(told), sorted(re.findall(r"^  Key([A-Z]):", script, re.MULTILINE)))


class Team(Case):
    def test_second_looks(self):
        """A supervisor other than the decider looks; the auditor sees the same and decides nothing."""
        entry = self.register.value("SELECT entry_id FROM v_entry")
        decision = self.register.value(f"INSERT INTO decision (entry_id, kind, code, decided_by) VALUES ({entry}, 'reject', 'other', 'handler') RETURNING decision_id")
        self.addCleanup(self.register.sql, "DELETE FROM second_look; DELETE FROM decision")
        supervisor, auditor = self.web.person("supervisor"), self.web.person("auditor")
        for person in (supervisor, auditor):
            answer = person.get("/team")
            self.assertEqual(answer.status, 200)
            self.assertIn("Second looks: 1", answer.text)
            self.assertIn("rejected what the program read as an order (other)", answer.text)
        self.assertNotIn("/team/look", auditor.get("/team").raw_text)
        self.assertNotIn("/entries/", auditor.get("/team").raw_text)
        form = {"kind": "rejection", "number": decision}
        self.assertEqual(auditor.post("/team/look", words="fine", **form).status, 403)
        self.assertEqual(supervisor.post("/team/look", **form).status, 400)
        self.assertEqual(supervisor.post("/team/look", words="fine", kind="rejection", number="999").status, 409)
        self.assertEqual(supervisor.post("/team/look", words="fine", kind="<b>", number="x").status, 409)
        self.assertEqual(supervisor.post("/team/look", words="an invoice", **form).status, 303)
        self.assertIn("Nothing waits for a second look.", supervisor.get("/team").text)
        self.assertIn("an invoice", auditor.get("/team").text)

    def test_an_own_decision_waits_for_another(self):
        entry = self.register.value("SELECT entry_id FROM v_entry")
        decision = self.register.value(f"INSERT INTO decision (entry_id, kind, code, decided_by) VALUES ({entry}, 'reject', 'other', 'supervisor') RETURNING decision_id")
        self.addCleanup(self.register.sql, "DELETE FROM second_look; DELETE FROM decision")
        supervisor = self.web.person("supervisor")
        self.assertIn("yours: another supervisor looks", supervisor.get("/team").text)
        answer = supervisor.post("/team/look", kind="rejection", number=decision, words="fine")
        self.assertEqual((answer.status, answer.heading), (409, "That is your own decision"))


class Replies(Case):
    """Replies that wait for a person: a supervisor lets them go or drops them, one or all in one decision."""

    def hold(self):
        self.register.sql("UPDATE outbox SET status = 'held', reason = 'private sender', released_by = NULL")
        self.addCleanup(self.register.sql, "UPDATE outbox SET status = 'due', reason = NULL, released_by = NULL")

    def rows(self):
        return self.register.sql("SELECT message_id, status, reason, released_by FROM outbox ORDER BY message_id")

    def test_one(self):
        self.hold()
        supervisor, handler = self.web.person("supervisor"), self.web.person("handler")
        self.assertIn("<strong>waits for a person</strong>: private sender", handler.get("/messages/1").text)
        self.assertNotIn("Let it go", handler.get("/messages/1").text)
        self.assertIn("Let it go", supervisor.get("/messages/1").text)
        self.assertEqual(handler.post("/team/replies", message="1", act="release").status, 403)
        for form in ({"message": "x", "act": "release"}, {"message": "1", "act": "x"}, {"act": "release"}, {"message": "999", "act": "drop"}):
            self.assertEqual(supervisor.post("/team/replies", **form).status, 409)
        self.assertEqual([row[1] for row in self.rows()], ["held", "held"])
        answer = supervisor.post("/team/replies", message="1", act="release")
        self.assertEqual((answer.status, answer.header("Location")), (303, "/messages/1"))
        self.assertEqual(self.rows(), [["1", "due", "", "supervisor"], ["2", "held", "private sender", ""]])
        self.assertIn("on its way (let go by supervisor)", supervisor.get("/messages/1").text)
        self.assertEqual(supervisor.post("/team/replies", message="1", act="drop").status, 409)

    def test_all(self):
        self.hold()
        supervisor, auditor = self.web.person("supervisor"), self.web.person("auditor")
        self.assertIn("<strong>2</strong> private sender, oldest", supervisor.get("/team").text)
        seen = auditor.get("/team").raw_text
        self.assertIn("Replies that wait for a person", seen)
        self.assertNotIn("/messages/", seen)
        self.assertNotIn("/team/replies", seen)
        self.assertEqual(supervisor.post("/team/replies", message="all", act="drop").status, 303)
        self.assertEqual(self.rows(), [["1", "suppressed", "dropped by a person", ""], ["2", "suppressed", "dropped by a person", ""]])
        self.assertIn("none: dropped by a person", supervisor.get("/messages/2").text)
        self.assertNotIn("Replies that wait", supervisor.get("/team").text)
        self.assertEqual(self.register.sql("SELECT actor, subject_id, reason FROM v_audit WHERE subject = 'reply' AND reason = 'dropped' ORDER BY subject_id"),
                         [["ccot_web:supervisor", "1", "dropped"], ["ccot_web:supervisor", "2", "dropped"]])

    def test_one_that_came_back(self):
        self.register.sql("UPDATE outbox SET status = 'bounced', reason = 'came back: not delivered', bounced_at = now(), bounce_message_id = 2 WHERE message_id = 1")
        self.addCleanup(self.register.sql, "UPDATE outbox SET status = 'due', reason = NULL, bounced_at = NULL, bounce_message_id = NULL")
        handler = self.web.person("handler")
        self.assertIn("came back: it was not delivered", handler.get("/messages/1").text)
        entry = self.register.value("SELECT entry_id FROM entry WHERE message_id = 1")
        self.assertIn("Our reply came back", handler.get(f"/entries/{entry}").text)


class Late(Case):
    """Forms that are sent without script when the session has ended: what was typed is kept for who typed it, and for nobody else."""

    def expire(self, more="used_at = now() - interval '2 hours'"):
        self.register.sql(f"UPDATE web_session SET {more}")

    def sent_late(self, path, **form):
        """A handler signs in, opens the page, is away too long, and sends the form."""
        handler = self.web.person("handler")
        token = handler.form_token()
        self.expire()
        answer = handler.ask("POST", path, {"csrf": token, **form})
        self.assertEqual(answer.status, 303)
        return answer.header("Location")

    def test_a_correction(self):
        entry = self.register.value("SELECT min(entry_id) FROM entry")
        self.addCleanup(self.register.sql, "DELETE FROM typed")
        where = self.sent_late(f"/entries/{entry}/correct", field="judge", value="District Judge Late", source="misread", row_version="1")
        self.assertEqual(where, "/sign-in?kept=yes")
        self.assertIn("What you typed is kept for you", self.web.browser().get(where).text)
        self.assertEqual(self.register.value("SELECT count(*) FROM decision WHERE kind = 'correct'"), "0", "nothing is decided")
        self.assertIn('value="District Judge Late"', self.web.person("handler").get(f"/entries/{entry}").text)
        self.assertNotIn("District Judge Late", self.web.person("supervisor").get(f"/entries/{entry}").text)

    def test_a_mail(self):
        where = self.sent_late("/messages/2/outcome", outcome="nothing_to_do", words="only their <b>thanks</b>", row_version="1")
        self.assertEqual(where, "/sign-in?kept=yes")
        self.assertIsNone(self.register.value("SELECT 1 FROM message WHERE message_id = 2 AND outcome IS NOT NULL"))
        handler = self.web.person("handler")
        self.assertIn("Nothing was written: <q>only their &lt;b&gt;thanks&lt;/b&gt;</q>", handler.get("/messages/2").raw_text)
        self.assertNotIn("thanks", self.web.person("supervisor").get("/messages/2").text)
        version = self.register.value("SELECT row_version FROM message WHERE message_id = 2")
        self.assertEqual(handler.post("/messages/2/outcome", outcome="nothing_to_do", words="thanks", row_version=version).status, 303)
        self.addCleanup(self.register.sql, "UPDATE message SET outcome = NULL, outcome_words = NULL, handled_by = NULL, handled_at = NULL WHERE message_id = 2")
        self.assertNotIn("Nothing was written", handler.get("/messages/2").text)

    def test_what_is_not_kept(self):
        """No token, another's token, a session that was signed out or ended long ago, a form in which nothing is typed, a role that decides nothing."""
        path = "/messages/2/outcome"
        form = {"outcome": "nothing_to_do", "words": "typed late", "row_version": "1"}
        handler, other = self.web.person("handler"), self.web.person("supervisor")
        token, foreign = handler.form_token(), other.form_token()
        self.expire()
        for csrf in ("", "0" * 64, foreign):
            self.assertEqual(handler.ask("POST", path, {"csrf": csrf, **form}).header("Location"), "/sign-in")
        self.assertEqual(handler.ask("POST", path, {"csrf": token, **form}, headers={"Origin": "https://elsewhere.example"}).status, 403)
        self.assertEqual(handler.ask("POST", "/messages/2/claim", {"csrf": token, **form}).header("Location"), "/sign-in")
        self.expire("ends_at = now() - interval '13 hours'")
        self.assertEqual(handler.ask("POST", path, {"csrf": token, **form}).header("Location"), "/sign-in")
        gone = self.web.person("handler")
        token, session = gone.form_token(), gone.session
        self.assertEqual(gone.post("/sign-out").status, 303)
        gone.session = session
        self.assertEqual(gone.ask("POST", path, {"csrf": token, **form}).header("Location"), "/sign-in")
        enquirer = self.web.person("enquirer")
        token = enquirer.form_token()
        self.expire()
        self.assertEqual(enquirer.ask("POST", path, {"csrf": token, **form}).header("Location"), "/sign-in")
        self.assertEqual(self.register.value("SELECT count(*) FROM typed_mail"), "0")

    def test_a_token_of_an_earlier_session_gives_the_words_back(self):
        handler = self.web.person("handler")
        answer = handler.ask("POST", "/messages/2/outcome", {"csrf": "0" * 64, "outcome": "nothing_to_do", "words": "typed before"})
        self.assertEqual((answer.status, answer.heading), (403, "This form is too old"))
        self.assertIn("You sent: typed before", answer.text)


class Metrics(Case):
    def test_the_same_numbers_as_status(self):
        answer = self.web.browser().get("/metrics")
        self.assertEqual((answer.status, answer.header("Content-Type")), (200, "text/plain; version=0.0.4; charset=utf-8"))
        told = dict(line.rsplit(" ", 1) for line in answer.raw_text.splitlines() if not line.startswith("#"))
        status = json.loads(self.register.ccot("status", "--json").stdout)
        for group in ("messages", "entries", "outgoing"):
            for state, number in status[group].items():
                if isinstance(number, int):
                    self.assertEqual(told.pop(f'ccot_{group}{{state="{state}"}}'), str(number))
        mailbox = status["mailboxes"][0]
        label = f'{{mailbox="{mailbox["mailbox"]}"'
        self.assertEqual(told.pop(f"ccot_mailbox_stored_messages{label}}}"), "2")
        self.assertEqual(told.pop(f'ccot_mailbox_state{label},state="{mailbox["state"]}"}}'), "1")
        self.assertGreater(int(told.pop(f"ccot_mailbox_last_scan_timestamp_seconds{label}}}")), 1_700_000_000)
        self.assertGreater(int(told.pop("ccot_entries_oldest_pending_timestamp_seconds")), 1_000_000_000)
        self.assertGreater(int(told.pop("ccot_audit_unsealed_timestamp_seconds")), 1_700_000_000)
        self.assertEqual(told, {})
        self.assertEqual([line for line in answer.raw_text.splitlines() if not re.fullmatch(r'# (HELP|TYPE) ccot_\w+ .+|ccot_\w+(\{[^{}]*\})? \d+', line)], [])

    def test_nothing_of_a_person_and_nothing_to_outside(self):
        self.assertNotIn("birchall", self.web.browser().get("/metrics").raw_text.lower())
        for header in ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host"):
            self.assertEqual(self.web.browser(**{header: "1.2.3.4"}).get("/metrics").status, 404, header)


if __name__ == "__main__":
    unittest.main(verbosity=2)
