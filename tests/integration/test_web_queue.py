"""The queue's pages with the real daemon's register: who takes what, how papers, mails and alerts end, and what is refused."""
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

PEOPLE = {"hana": "handler", "hugh": "handler", "sol": "supervisor", "erin": "enquirer"}


class Queue(unittest.TestCase):
    def assertIn(self, member, container, msg=None):
        """Without printing whole pages."""
        if member not in container:
            self.fail(msg or f"{member!r} is not on the page ({len(container)} characters)")

    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)

    def setUp(self):
        self.register = self.site.register()
        self.addCleanup(self.register.close)
        self.web = pages.Pages(self.register, more="session_minutes = 30; claim_minutes = 7; target_hours = 3;")

    def fill(self, octets):
        self.register.append(octets)
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        for name, role in PEOPLE.items():
            self.web.add_person(name, role)
        self.web.start()
        self.addCleanup(self.web.stop)
        self.hana, self.hugh, self.sol, self.erin = (self.web.person(name) for name in PEOPLE)

    def number(self, query):
        return int(self.register.value(query))

    def version(self, mail):
        return self.number(f"SELECT row_version FROM message WHERE message_id = {mail}")

    def post(self, who, mail, what, version=None, **form):
        return who.post(f"/messages/{mail}/{what}", row_version=version or self.version(mail), **form)

    def paper_of(self, mail):
        return self.number(f"SELECT document_id FROM v_document WHERE message_id = {mail} AND problem IS NOT NULL")

    def test_alerts_papers_and_mails(self):
        self.fill([mails.order_mail(1), mails.mail(2, attachment=b"%PDF-1.4 cut"), mails.mail(3, subject="hello", body="A new telephone number."),
                   mails.mail(4, subject="help", body="He came to my house again last night and broke the order.")])
        alert, of_mail = (int(value) for value in self.register.sql("SELECT alert_id, message_id FROM v_alert WHERE kind = 'breach'")[0])
        locked = self.number("SELECT message_id FROM v_document WHERE problem IS NOT NULL")
        with self.subTest("the alert stands first, and in the strip"):
            page = self.hana.get("/queue").text
            self.assertIn("1 ALERT not taken", page)
            self.assertEqual(re.findall(r"<tr[^>]*>.*?</tr>", page, re.DOTALL)[1].count("somebody may be in danger"), 1)
        with self.subTest("it is closed with an outcome and an incident number"):
            mail = self.hana.get(f"/messages/{of_mail}")
            self.assertIn("He came to my house again", mail.text)
            self.assertIn("He came to my house again last night and broke the order.", self.hana.get(f"/messages/{of_mail}?view=text").text)
            other = self.number(f"SELECT min(document_id) FROM v_document WHERE message_id <> {of_mail}")
            self.assertNotIn('class="ccot-text', self.hana.get(f"/messages/{of_mail}?view=text&paper={other}").raw_text)
            whose = self.number(f"SELECT message_id FROM v_document WHERE document_id = {other}")
            self.assertIn('class="ccot-text', self.hana.get(f"/messages/{whose}?view=text&paper={other}").raw_text)
            self.assertEqual(self.post(self.hana, of_mail, "outcome", outcome="nothing_to_do", words="x").heading, "help")
            self.assertEqual(self.hana.post(f"/alerts/{alert}/outcome", outcome="control_room", message=of_mail).status, 400)
            self.assertEqual(self.hana.post(f"/alerts/{alert}/outcome", outcome="control_room", incident="46-77", message=of_mail).status, 303)
            self.assertEqual(self.hana.post(f"/alerts/{alert}/outcome", outcome="control_room", incident="46-78", message=of_mail).status, 409)
            self.assertEqual(self.register.value(f"SELECT incident FROM alert WHERE alert_id = {alert}"), "46-77")
            self.assertEqual(self.post(self.hugh, of_mail, "alert-open", alert=alert).status, 409)
            self.assertEqual(self.post(self.hana, locked, "alert-open", alert=alert).status, 409)
            self.assertEqual(self.post(self.hana, of_mail, "alert-open", alert=alert).status, 303)
            self.assertIn("1 open", self.hana.get("/queue").text)
            self.assertEqual(self.hana.post(f"/alerts/{alert}/outcome", outcome="control_room", incident="46-77", message=of_mail).status, 303)
            self.assertEqual(self.post(self.hana, of_mail, "outcome", outcome="alert_closed", words="control room told").status, 303)
        with self.subTest("a mail stays open until its paper has an outcome"):
            paper = self.paper_of(locked)
            self.assertEqual(self.post(self.hana, locked, "outcome", outcome="nothing_to_do", words="x").status, 409)
            before = self.version(locked)
            refused = self.post(self.hana, locked, "papers", outcome="asked_again", **{f"paper-{paper}": "yes"})
            self.assertEqual(refused.status, 400)
            self.assertEqual(self.post(self.hana, locked, "papers", outcome="part_of", entry=999, **{f"paper-{paper}": "yes"}).status, 400)
            self.assertEqual(self.post(self.hana, locked, "papers", outcome="nothing_to_do", words="none ticked").status, 400)
            self.assertEqual(self.post(self.hana, of_mail, "papers", outcome="nothing_to_do", words="of another mail", **{f"paper-{paper}": "yes"}).status, 409)
            self.assertEqual(self.post(self.hana, locked, "papers", outcome="asked_again", words="asked the sender", **{f"paper-{paper}": "yes"}).status, 303)
            stale = self.post(self.hugh, locked, "outcome", before, outcome="nothing_to_do", words="typed for long")
            self.assertEqual(stale.status, 409)
            self.assertIn("typed for long", stale.text)
            self.assertEqual(self.post(self.hugh, locked, "paper-open", paper=paper).status, 409)
            self.assertEqual(self.post(self.sol, locked, "paper-open", paper=paper).status, 303)
        with self.subTest("an entry by hand is the paper's outcome"):
            self.assertEqual(self.post(self.hana, locked, "by-hand", paper=paper, order_type="poem", action="made").status, 400)
            made = self.post(self.hana, locked, "by-hand", paper=paper, order_type="occupation", action="made")
            self.assertEqual(made.status, 303)
            entry = int(made.header("Location").rsplit("/", 1)[1])
            self.assertEqual(self.hana.get(f"/entries/{entry}").status, 200)
            self.assertEqual(self.register.value(f"SELECT state FROM v_entry WHERE entry_id = {entry}"), "pending")
            self.assertNotIn(str(locked), self.register.value("SELECT string_agg(message_id::text, ' ') FROM message WHERE waits").split())
        with self.subTest("what a person entered outlives another reading"):
            self.assertEqual(self.post(self.hana, locked, "again").status, 303)
            self.assertEqual(self.register.once(), 0, self.register.log_text())
            self.assertEqual(self.register.value(f"SELECT order_type FROM v_entry WHERE entry_id = {entry}"), "occupation")
        with self.subTest("none of it without an audit row"):
            rows = self.register.sql("SELECT subject, count(*) FROM v_audit WHERE operation = 'alter' AND actor LIKE 'ccot_web:%' GROUP BY 1")
            self.assertEqual(set(dict(rows)), {"alert", "message", "document", "entry"})

    def test_what_is_taken_back_stands_on_the_senders_entries_until_decided(self):
        self.fill([mails.order_mail(1), mails.mail(2, subject="Please disregard", body="Please disregard our earlier e-mail, wrong attachment.")])
        entry = self.number("SELECT min(entry_id) FROM v_entry")
        alert, mail = self.register.sql("SELECT alert_id, message_id FROM alert WHERE kind = 'retraction'")[0]
        banner = "The sender takes something back"
        self.register.sql(f"UPDATE message SET from_address = (SELECT from_address FROM message WHERE message_id = {mail}) RETURNING 1")
        self.assertIn(banner, self.hana.get(f"/entries/{entry}").text)
        self.assertEqual(self.hana.post(f"/alerts/{alert}/outcome", outcome="decided", words="not this order", message=mail).status, 303)
        self.assertNotIn(banner, self.hana.get(f"/entries/{entry}").text)

    def test_alerts_of_one_mail_end_together_where_a_person_says_so(self):
        self.fill([mails.mail(1, subject="help", body="He came to my house again last night and broke the order. "
                              "I am afraid that he will kill me.")])
        alerts = [row[0] for row in self.register.sql("SELECT alert_id FROM v_alert ORDER BY 1")]
        self.assertGreater(len(alerts), 1)
        mail = self.number("SELECT message_id FROM v_alert LIMIT 1")
        form = {"outcome": "control_room", "incident": "46-77", "message": mail, f"alert-{alerts[1]}": "yes"}
        self.assertIn(f'name="alert-{alerts[1]}"', self.hana.get(f"/messages/{mail}").raw_text)
        self.assertEqual(self.hana.post(f"/alerts/{alerts[0]}/outcome", **form).status, 303)
        self.assertEqual(self.register.sql("SELECT alert_id FROM v_alert WHERE incident IS NOT NULL AND handled_by = 'hana' ORDER BY 1"),
                         [[alerts[0]], [alerts[1]]])
        self.assertEqual(self.post(self.hana, mail, "alert-open", alert=alerts[1]).status, 303)
        self.assertEqual(self.number("SELECT count(*) FROM v_alert WHERE handled_at IS NULL"), len(alerts) - 1)

    def test_a_paper_that_belongs_to_an_entry_is_seen_from_there(self):
        self.fill([mails.order_mail(1), mails.mail(2, attachment=b"%PDF-1.4 cut")])
        entry = self.number("SELECT min(entry_id) FROM v_entry")
        mail = self.number("SELECT message_id FROM v_document WHERE problem IS NOT NULL")
        paper = self.paper_of(mail)
        self.assertNotIn("Papers of other mails", self.hana.get(f"/entries/{entry}").text)
        self.assertEqual(self.post(self.hana, mail, "papers", outcome="part_of", entry=entry, words="its power of arrest", **{f"paper-{paper}": "yes"}).status, 303)
        page = self.hana.get(f"/entries/{entry}")
        self.assertIn("Papers of other mails that belong to it", page.text)
        self.assertRegex(page.text, rf'(?s)<a class="govuk-link" href="\?paper={paper}">.*its power of arrest \(hana, ')
        self.assertIn(f"/documents/{paper}/original", self.hana.get(f"/entries/{entry}?paper={paper}").text)
        self.assertIn("Also belongs to it: ", self.hana.get(f"/entries/{entry}/answer").text)

    def test_passed_on(self):
        self.fill([mails.mail(1, subject="Essex", body="A new telephone number.")])
        self.assertEqual(self.post(self.hana, 1, "outcome", outcome="passed_on", words="not ours").status, 400)
        self.assertEqual(self.post(self.hana, 1, "outcome", outcome="passed_on", words="not ours", to="Essex Police, by mail").status, 303)
        waiting = self.hana.get("/queue?tab=waiting").text
        for told in ("no receipt yet", "waiting for others: 1", "Waiting for others (1)"):
            self.assertIn(told, waiting)
        self.assertEqual(self.post(self.hana, 1, "outcome", outcome="passed_on", words="not ours", to="Essex Police", receipt="Sgt Lane").status, 303)
        self.assertIn("Nothing waits under this filter", self.hana.get("/queue").text)
        self.assertEqual(self.post(self.hugh, 1, "open").status, 409)
        self.assertEqual(self.post(self.sol, 1, "open").status, 303)
        self.assertIn("Essex", self.hana.get("/queue?tab=mails").text)

    def test_claims(self):
        self.fill([mails.body_order_mail(1), mails.body_order_mail(2), mails.mail(3, subject="hello", body="A new telephone number.")])
        entry = self.number("SELECT min(entry_id) FROM v_entry")
        mail = self.number("SELECT message_id FROM message WHERE waits")
        self.assertEqual(self.hana.post(f"/entries/{entry}/claim").status, 303)
        self.assertEqual(self.hugh.post(f"/entries/{entry}/claim").status, 409)
        self.assertEqual(self.hugh.post(f"/entries/{entry}/release").status, 409)
        self.assertEqual(self.register.value(f"SELECT claimed_by FROM v_entry WHERE entry_id = {entry}"), "hana")
        self.assertEqual(self.register.value(f"SELECT claimed_until BETWEEN now() + interval '6 min' AND now() + interval '7 min' FROM v_entry WHERE entry_id = {entry}"), "t")
        self.assertEqual(self.hana.post(f"/messages/{mail}/claim").status, 303)
        self.assertEqual(self.post(self.hugh, mail, "outcome", outcome="nothing_to_do", words="x").status, 409)
        for path in ("/entries/999999/claim", "/messages/999999/claim"):
            self.assertEqual(self.hana.post(path).status, 409)
        self.assertEqual(self.post(self.hana, 999999, "outcome", 1, outcome="nothing_to_do", words="x").status, 404)
        for path in (f"/entries/{entry}/claim", "/queue/next", f"/messages/{mail}/outcome", "/alerts/1/outcome", "/queue/release"):
            self.assertEqual(self.erin.ask("POST", path, {}).status, 403)
            self.assertEqual(self.hana.ask("POST", path, {}).status, 403)
            self.assertEqual(self.hana.ask("POST", path, {"csrf": self.hugh.form_token()}).status, 403)
        self.assertNotIn("Release all", self.hugh.get("/queue").text)
        self.assertIn("hana: 2", self.sol.get("/queue").text)
        self.assertEqual(self.hugh.post("/queue/release", holder="hana").status, 403)
        self.assertEqual(self.sol.post("/queue/release", holder="hana").status, 303)
        self.assertNotIn("hana: 2", self.sol.get("/queue").text)
        self.assertEqual(self.hugh.post(f"/entries/{entry}/claim").status, 303)

    def test_next_by_many_at_once(self):
        """Clerks who press at the same time get different items, and together all of them."""
        self.fill([mails.body_order_mail(number) for number in range(1, 15)])
        waiting = self.number("SELECT count(*) FROM v_entry WHERE state = 'pending'")
        taken, failures = [], []

        def clerk(person):
            try:
                while (answer := person.post("/queue/next")).status == 303:
                    taken.append(answer.header("Location"))
                if answer.heading != "Nothing waits that is free":
                    failures.append(answer.heading)
            except Exception as error:  # pylint: disable=broad-except
                failures.append(error)

        threads = [threading.Thread(target=clerk, args=(person,)) for person in (self.hana, self.hugh, self.sol)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        self.assertEqual(failures, [])
        self.assertEqual(len(taken), waiting)
        self.assertEqual(len(set(taken)), waiting)

    def test_one_order_for_page_and_command(self):
        self.fill([mails.order_mail(1), mails.body_order_mail(2), mails.mail(3, attachment=b"%PDF-1.4 cut"), mails.mail(4, subject="hello", body="hello")])
        printed = [(row["kind"], row["id"]) for row in json.loads(self.register.ccot("queue", "--json").stdout)]
        shown = re.findall(r'<td[^>]*><span class="ccot-queue__why">.*?href="/(entries|messages)/(\d+)"', self.hana.get("/queue").raw_text, re.DOTALL)
        self.assertEqual([number for _, number in shown], [str(number) for _, number in printed])
        looked = self.register.value("SELECT reason FROM v_audit WHERE actor = 'ccot_web:hana' AND subject = 'queue' ORDER BY audit_id DESC LIMIT 1")
        self.assertEqual(looked, ", ".join(f"{kind} {number}" for kind, number in printed))

    def test_the_strip_keeps_no_session_alive(self):
        self.fill([mails.mail(1, subject="hello", body="hello")])
        seen = "SELECT max(used_at) FROM web_session WHERE name = 'hana'"
        before = self.register.value(seen)
        self.assertIn("being read", self.hana.get("/strip").text)
        self.assertEqual(self.register.value(seen), before)
        self.assertEqual(self.web.browser().get("/strip").status, 401)


if __name__ == "__main__":
    unittest.main(verbosity=2)
