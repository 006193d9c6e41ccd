"""The page on which an entry is decided, with the real daemon, database and pages: views, decisions, refusals, shut papers."""
import datetime
import html
import http.client
import pathlib
import re
import subprocess
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position
import mails  # pylint: disable=wrong-import-position

PASSPHRASE = "correct horse battery"
PEOPLE = {"hana": "handler", "hugh": "handler", "sol": "supervisor", "erin": "enquirer"}
ORDERS = 13
GATEWAY = "gateway.force.example"


class Person:
    """Somebody who is signed in."""

    def __init__(self, register, port, name):
        self.register = register
        self.port = port
        self.cookie = None
        response, _ = self.ask("POST", "/sign-in", {"username": name, "password": PASSPHRASE})
        self.cookie = response.getheader("Set-Cookie").split(";")[0]

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        head = {} if self.cookie is None else {"Cookie": self.cookie}
        if form is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, None if form is None else urllib.parse.urlencode(form), head)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        kind = response.getheader("Content-Type") or ""
        return response, body.decode() if "text" in kind else body

    def page(self, path):
        response, body = self.ask("GET", path)
        return response.status, html.unescape(body) if isinstance(body, str) else body

    def tokens(self, entry):
        """What the entry's forms bring along: token and version, also where this person is offered no form."""
        _, body = self.page("/queue")
        return {"csrf": re.search(r'name="csrf" value="(\w+)"', body)[1],
                "row_version": self.register.value(f"SELECT row_version FROM v_entry WHERE entry_id = {entry}")}

    def decide(self, entry, what, tokens=None, **form):
        """Status and text of the answer to one decision."""
        response, body = self.ask("POST", f"/entries/{entry}/{what}", {**(tokens or self.tokens(entry)), **form})
        return response.status, html.unescape(body) if isinstance(body, str) else ""


class WebEntryTest(unittest.TestCase):
    def assertIn(self, member, container, msg=None):
        """Without printing whole pages."""
        if not isinstance(container, str):
            super().assertIn(member, container, msg)
        elif member not in container:
            self.fail(msg or f"{member!r} is not on the page ({len(container)} characters)")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self.fail(msg or f"{member!r} is on the page")

    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.port = harness.refused_port()
        cls.register = cls.site.register(top_more=f'web = {{ listen = "127.0.0.1:{cls.port}"; session_minutes = 30; attention_one_in = 0; }};\n'
                                        f'acknowledge = {{ enabled = false; gateway = "{GATEWAY}"; }};')
        cls.addClassCleanup(cls.register.close)
        draft = mails.mail(50, attachment=mails.order_document(50, draft=" - DRAFT"))
        cls.register.append([mails.order_mail(number) for number in range(1, ORDERS + 1)] + [draft])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.add_people()
        cls.web = subprocess.Popen([harness.program("ccot-web"), "--config", str(cls.register.config)])
        cls.addClassCleanup(cls.end)
        harness.wait_until(cls.answers, 20, "ccot-web listens")
        cls.hana, cls.hugh, cls.sol, cls.erin = (Person(cls.register, cls.port, name) for name in PEOPLE)

    @classmethod
    def add_people(cls):
        word = cls.register.folder / "word"
        word.write_text(PASSPHRASE + "\n")
        word.chmod(0o600)
        for name, role in PEOPLE.items():
            done = cls.register.ccot("user", "add", name, "--role", role, "--password-file", str(word))
            if done.returncode != 0:
                raise AssertionError(done.stderr)

    @classmethod
    def answers(cls):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", cls.port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    @classmethod
    def end(cls):
        cls.web.terminate()
        cls.web.wait(20)

    def entry(self, number):
        return self.register.value(f"SELECT entry_id FROM v_entry WHERE case_number = 'ME25F{number:05d}'")

    def state(self, entry):
        return self.register.value(f"SELECT state FROM v_entry WHERE entry_id = {entry}")

    def decide_all(self, person, entry):
        """Every decisive field by itself: right where it was read, else not on the paper."""
        kind = self.register.value(f"SELECT order_type || ' ' || action FROM v_entry WHERE entry_id = {entry}").split()
        self.assertEqual(person.decide(entry, "type", order_type=kind[0], action=kind[1])[0], 303)
        for name in ("respondent", "respondent_dob", "protected_person", "made_on", "expires_on", "served_on", "prohibitions"):
            stated = self.register.value(f"SELECT count(*) FROM v_field WHERE entry_id = {entry} AND name = '{name}'") != "0"
            self.assertEqual(person.decide(entry, "confirm" if stated else "absent", field=name)[0], 303, name)
        for name in ("expires_at", "duration_text"):
            if self.register.value(f"SELECT count(*) FROM v_field WHERE entry_id = {entry} AND name = '{name}'") != "0":
                self.assertEqual(person.decide(entry, "confirm", field=name)[0], 303, name)

    def test_the_page_shows_paper_fields_and_places_and_is_audited(self):
        entry = self.entry(1)
        consulted = f"SELECT count(*) FROM v_audit WHERE operation = 'consult' AND subject = 'entry' AND subject_id = {entry} AND actor LIKE '%:hana'"
        before = int(self.register.value(consulted))
        status, body = self.hana.page(f"/entries/{entry}?field=respondent")
        self.assertEqual(status, 200)
        self.assertEqual(int(self.register.value(consulted)), before + 1)
        self.assertIn("Bernard Birchall", body)
        self.assertIn("No proof of service.", body)
        self.assertRegex(body, r'<rect[^>]*data-field="respondent"[^>]*class="ccot-sheet__chosen"')
        picture = re.search(r'/documents/\d+/pages/1\.png', body)[0]
        status, octets = self.hana.page(picture)
        self.assertEqual((status, octets[:4]), (200, b"\x89PNG"))
        self.assertNotIn("style=", body)

    def test_an_entry_that_changes_while_its_page_is_read_is_read_again(self):
        entry = self.entry(1)
        copied = "DO $$ BEGIN EXECUTE replace(pg_get_functiondef('{0}(text, bigint)'::regprocedure), 'ccot.{0}(', 'ccot.{1}('); END $$;"
        self.register.sql(copied.format("register_around", "register_around_now") + """
            CREATE SEQUENCE look; GRANT ALL ON SEQUENCE look TO PUBLIC; GRANT EXECUTE ON FUNCTION register_around_now(text, bigint) TO PUBLIC;
            CREATE OR REPLACE FUNCTION register_around(person text, which bigint) RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS
            $$ BEGIN
                RETURN (register_around_now(person, which)::jsonb || CASE WHEN nextval('look') = 1 THEN '{"row_version": 99}' ELSE '{}' END::jsonb)::json;
            END $$;""")
        self.addCleanup(self.register.sql, copied.format("register_around_now", "register_around") +
                        "DROP FUNCTION register_around_now(text, bigint); DROP SEQUENCE look;")
        looks = f"SELECT count(*) FROM v_audit WHERE operation = 'consult' AND subject = 'entry' AND subject_id = {entry}"
        version = self.register.value(f"SELECT row_version FROM v_entry WHERE entry_id = {entry}")
        before = int(self.register.value(looks))
        status, body = self.hana.page(f"/entries/{entry}")
        self.assertEqual(status, 200)
        self.assertIn(f'name="row_version" value="{version}"', body)
        self.assertNotIn('name="row_version" value="99"', body)
        self.assertEqual(self.register.value("SELECT last_value FROM look"), "2")
        self.assertEqual(int(self.register.value(looks)), before + 2)

    def test_enquirers_and_strangers_are_refused(self):
        entry = self.entry(1)
        self.assertEqual(self.erin.page(f"/entries/{entry}")[0], 403)
        self.assertEqual(self.erin.ask("POST", f"/entries/{entry}/verify", {"read_back": "yes"})[0].status, 403)
        tokens = self.hana.tokens(entry)
        self.assertEqual(self.hana.decide(entry, "reject", {**tokens, "csrf": "0" * 64}, code="test", text="x")[0], 403)
        self.assertEqual(self.hana.page("/entries/999999")[0], 404)
        self.assertEqual(self.hana.decide(entry, "nothing", tokens)[0], 404)
        self.assertEqual(self.state(entry), "pending")

    def test_confirm_correct_and_verify_with_the_sentence(self):
        entry = self.entry(2)
        status, body = self.hana.decide(entry, "verify", read_back="yes")
        self.assertEqual(status, 400)
        self.assertIn("Not every decisive field is decided yet.", body)
        self.decide_all(self.hana, entry)
        status, body = self.hana.decide(entry, "correct", field="respondent", value="Bernhard Colley", source="")
        self.assertIn("Say where the value comes from.", body)
        self.assertIn("Bernhard Colley", body)
        self.assertEqual(self.hana.decide(entry, "correct", field="respondent_dob", value="4th", source="misread")[0], 400)
        self.assertEqual(self.hana.decide(entry, "correct", field="respondent_dob", value="4 May 1986", source="elsewhere")[0], 400)
        self.assertEqual(self.hana.decide(entry, "correct", field="respondent_dob", value="4/5/1986", source="elsewhere", **{"from": "PNC"})[0], 303)
        decided = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", self.hana.page(f"/entries/{entry}")[1]))
        self.assertIn("hana: corrected Date of birth (known from elsewhere)", decided)
        self.assertIn("hana: not on the paper: Served on", decided)
        status, body = self.hana.page(f"/entries/{entry}/verify")
        self.assertIn("You put on the register: non-molestation order (made), Medway County And Family Court", body)
        self.assertIn("against Bernard Colley, born Sun 4 May 1986, protecting Alice Colley", body)
        self.assertIn("NO PROOF OF SERVICE.", body)
        self.assertEqual(self.hana.decide(entry, "verify")[0], 400)
        self.assertEqual(self.state(entry), "pending")
        self.assertEqual(self.hana.decide(entry, "verify", read_back="yes")[0], 303)
        self.assertEqual(self.state(entry), "verified")
        self.assertEqual(self.register.value(f"SELECT verified_by FROM v_entry WHERE entry_id = {entry}"), "hana")

    def test_every_refusal_of_a_decision_has_words(self):
        codes = re.search(r'/\* why, when refused:(.*?)\*/', (harness.SOURCE / "db/decision_store.h").read_text(), re.DOTALL)[1]
        said = (harness.SOURCE / "web/page_decide.c").read_text()
        for code in re.findall(r'"(\w+)"', codes):
            self.assertIn(f'{{ "{code}", "', said)

    def test_of_two_people_the_second_sees_both(self):
        entry = self.entry(3)
        old = self.hugh.tokens(entry)
        self.assertEqual(self.hana.decide(entry, "correct", field="respondent", value="Bernard Dunmoor", source="misread")[0], 303)
        status, body = self.hugh.decide(entry, "correct", old, field="respondent", value="Bernard Dunmow", source="misread")
        self.assertEqual(status, 409)
        for words in ("This entry has changed", "Bernard Dunmoor", "Bernard Dunmow", "Was read as: Bernard Dunmore"):
            self.assertIn(words, body)
        self.assertEqual(self.register.value(f"SELECT respondent FROM v_entry WHERE entry_id = {entry}"), "Bernard Dunmoor")

    def test_reject_and_undo(self):
        entry = self.entry(4)
        self.assertEqual(self.hana.decide(entry, "reject", code="", text="an invoice")[0], 400)
        self.assertEqual(self.hana.decide(entry, "reject", code="other", text=" ")[0], 400)
        self.assertEqual(self.hana.decide(entry, "reject", code="other", text="an invoice")[0], 303)
        self.assertEqual(self.state(entry), "rejected")
        decision = self.register.value(f"SELECT max(decision_id) FROM v_decision WHERE entry_id = {entry}")
        status, body = self.hugh.decide(entry, "undo", decision=decision, text="I see an order")
        self.assertEqual(status, 409)
        self.assertIn("Only a supervisor may do that.", body)
        self.assertEqual(self.hana.decide(entry, "undo", decision=decision)[0], 303)
        self.assertEqual(self.state(entry), "pending")

    def test_a_draft_is_not_verified(self):
        entry = self.entry(50)
        status, body = self.hana.page(f"/entries/{entry}")
        self.assertIn("A draft cannot be verified.", body)
        self.decide_all(self.hana, entry)
        status, body = self.hana.decide(entry, "verify", read_back="yes")
        self.assertEqual(status, 409)
        self.assertIn("A draft cannot be verified.", body)
        self.assertEqual(self.state(entry), "pending")

    def test_an_end_by_hand_waits_for_a_call_and_a_second_person(self):
        entry = self.entry(5)
        ends = f"SELECT expires_on FROM v_entry WHERE entry_id = {entry}"
        before = self.register.value(ends)
        self.assertEqual(self.hana.decide(entry, "correct", field="expires_on", value="1/2/2027", source="paper")[0], 303)
        self.assertEqual(self.register.value(ends), before)
        self.assertIn("Waits for a second person", self.hana.page(f"/entries/{entry}")[1])
        about = self.register.value(f"SELECT max(decision_id) FROM v_decision WHERE entry_id = {entry}")
        self.assertIn("Record the call to the court first.", self.hugh.decide(entry, "second", about=about)[1])
        self.assertEqual(self.hana.decide(entry, "call-back", about=about, whom="", text="yes")[0], 400)
        self.assertEqual(self.hana.decide(entry, "call-back", about=about, whom="the court office", text="they confirm it")[0], 303)
        self.assertIn("It takes a second person", self.hana.decide(entry, "second", about=about)[1])
        self.assertEqual(self.hugh.decide(entry, "second", about=about)[0], 303)
        self.assertEqual(self.register.value(ends), "2027-02-01")

    def test_not_the_same_and_a_copy(self):
        one, other = self.entry(6), self.entry(1)
        status, body = self.hana.page(f"/entries/{one}/against/{other}")
        self.assertEqual(status, 200)
        self.assertIn("differs", body)
        status, body = self.hana.decide(one, "duplicate", other=other)
        self.assertEqual(status, 409)
        self.assertIn("Take or refuse each difference first.", body)
        self.assertEqual(self.hana.decide(one, "dismiss", other=other, kind="not_same", text="")[0], 409)
        self.assertEqual(self.hana.decide(one, "dismiss", other=other, kind="not_same", text="other people")[0], 303)
        self.assertEqual(self.state(one), "pending")

    def test_one_form_sent_thirty_times_verifies_nothing(self):
        """Whichever button it is, pressed over and over: no entry comes onto the register by it."""
        entry = self.entry(7)
        _, body = self.hana.page(f"/entries/{entry}")
        names = sorted(set(re.findall(rf'action="/entries/{entry}/([a-z-]+)"', body)))
        self.assertLessEqual({"confirm", "absent", "correct"}, set(names))
        for what in names:
            for _ in range(30):
                _, body = self.hana.page(f"/entries/{entry}")
                button = re.search(rf'<button [^>]*form="decide" formaction="/entries/{entry}/{what}" name="field" value="(\w+)"', body)
                form = re.search('<form id="decide"[^>]*>(.*?)</form>' if button else rf'<form method="post" action="/entries/{entry}/{what}"[^>]*>(.*?)</form>',
                                 body, re.S)
                if form is None:
                    break
                parts = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[1]))
                if button:
                    parts["field"] = button[1]
                self.hana.ask("POST", f"/entries/{entry}/{what}", parts)
            self.assertEqual(self.state(entry), "pending", what)
        entry = self.entry(13)
        self.decide_all(self.hana, entry)
        for _ in range(30):
            self.hana.page(f"/entries/{entry}/verify")
            self.hana.decide(entry, "verify")
        self.assertEqual(self.state(entry), "pending")

    def test_a_discharge_takes_two_people_and_a_call(self):
        original, discharge = self.entry(8), self.entry(9)
        status = f"SELECT status || ' ' || status_reason FROM v_entry WHERE entry_id = {original}"
        self.assertEqual(self.sol.decide(discharge, "type", order_type="non_molestation", action="discharged")[0], 303)
        self.assertIn("until a person chooses", self.sol.page(f"/entries/{discharge}")[1])
        self.assertEqual(self.sol.decide(discharge, "target", other=original, does="")[0], 400)
        self.assertEqual(self.sol.decide(discharge, "target", other=original, does="discharges")[0], 303)
        self.assertIn("It would end on", self.sol.page(f"/entries/{discharge}")[1])
        self.decide_all(self.sol, discharge)
        self.assertEqual(self.sol.decide(discharge, "verify", read_back="yes")[0], 303)
        self.assertIn("DISCHARGE CLAIMED", self.register.value(status))
        self.assertIn("Record the call to the court first.", self.hugh.decide(discharge, "second")[1])
        self.assertEqual(self.sol.decide(discharge, "call-back", whom="the court office", text="they confirm it")[0], 303)
        for _ in range(2):
            status_code, body = self.sol.decide(discharge, "second")
            self.assertEqual(status_code, 409)
            self.assertIn("It takes a second person", body)
        self.assertIn("DISCHARGE CLAIMED", self.register.value(status))
        self.assertEqual(self.hugh.decide(discharge, "second")[0], 303)
        self.assertNotIn("CLAIMED", self.register.value(status))
        self.assertIn("discharged by the order", self.register.value(status))

    def test_copies_that_bring_nothing_are_decided_together(self):
        self.register.append([mails.order_mail(30, message_id="first@firm.example"), mails.order_mail(30, message_id="second@firm.example"),
                              mails.order_mail(30, message_id="third@firm.example")])
        self.assertEqual(self.register.once(), 0)
        entries = self.register.value("SELECT string_agg(entry_id::text, ' ' ORDER BY message_id) FROM v_entry WHERE case_number = 'ME25F00030'").split()
        first, copies = entries[0], entries[1:]
        _, body = self.hana.page(f"/entries/{first}")
        shown = dict(re.findall(r'name="(copy-\d+)" value="(\d+)"', body))
        self.assertEqual(sorted(shown), sorted(f"copy-{copy}" for copy in copies))
        self.assertEqual(self.hana.decide(first, "copies")[0], 400)
        self.assertEqual(self.hana.decide(first, "copies", **{f"copy-{copies[0]}": 99})[0], 409)
        self.assertEqual(self.hana.decide(first, "copies", **{f"copy-{self.entry(1)}": shown[f"copy-{copies[0]}"]})[0], 409)
        self.assertEqual(self.hana.decide(first, "copies", **shown)[0], 303)
        self.assertEqual([self.state(entry) for entry in entries], ["pending", "duplicate", "duplicate"])

    def test_typed_work_is_kept_for_who_typed_it(self):
        entry = self.entry(10)
        self.assertEqual(self.hana.decide(entry, "typed", form="correct-judge", value="District Judge Typed", source="misread")[0], 200)
        self.assertEqual(self.hana.decide(entry, "typed", form="correct-nothing", value="x")[0], 400)
        self.assertEqual(self.hana.decide(entry, "reject", code="other", text="")[0], 400)
        again = Person(self.register, self.port, "hana")
        _, body = again.page(f"/entries/{entry}")
        self.assertIn('value="District Judge Typed"', body)
        self.assertIn("and have not decided it", body)
        self.assertNotIn("District Judge Typed", self.hugh.page(f"/entries/{entry}")[1])
        self.assertEqual(again.decide(entry, "correct", field="judge", value="District Judge Typed", source="misread")[0], 303)
        self.assertNotIn("You typed this", again.page(f"/entries/{entry}")[1].split('data-keep="reject"')[0])

    def test_asking_and_passing_on_wait_for_others(self):
        entry = self.entry(11)
        self.assertIn("No result from our gateway.", self.hana.page(f"/entries/{entry}")[1])
        soon = (datetime.date.today() + datetime.timedelta(days=30)).strftime("%d/%m/%Y")
        self.assertEqual(self.hana.decide(entry, "ask", whom="sender", text="the seal, please", chase_on="soon")[0], 400)
        status, page = self.hana.decide(entry, "ask", whom="sender", text="the seal, please", chase_on="3/3/2062")
        self.assertEqual(status, 409)
        self.assertIn("Remind them within three months", page)
        self.assertEqual(self.hana.decide(entry, "ask", whom="sender", text="the seal, please", chase_on="3/3/2025")[0], 303)
        _, body = self.hugh.page(f"/entries/{entry}")
        self.assertIn("Overdue", body)
        self.assertIn("the seal, please", body)
        about = re.search(r'name="about" value="(\d+)"', body)[1]
        self.assertEqual(self.hugh.decide(entry, "settle", about=about, text="")[0], 400)
        self.assertEqual(self.hugh.decide(entry, "settle", about=about, text="it came on Monday")[0], 303)
        self.assertNotIn("Overdue", self.hugh.page(f"/entries/{entry}")[1])
        self.assertEqual(self.hana.decide(entry, "pass-on", text="Essex Police, by secure mail", chase_on=soon)[0], 303)
        self.assertEqual(self.state(entry), "pending")

    def test_only_our_own_gateway_is_believed(self):
        entry = self.entry(12)
        message = self.register.value(f"SELECT message_id FROM v_entry WHERE entry_id = {entry}")
        failed = "Our mail system's check of the sender FAILED"
        for gateway, dmarc, words, warned in (("stranger.example", "'pass'", "No result from our gateway.", False), ("stranger.example", "'fail'", "No result from our gateway.", False),
                                              ("GATEWAY.force.example", "'pass'", "Our mail system confirms: sent by ", False),
                                              (GATEWAY, "'none'", "Not confirmed by our mail system.", False), (GATEWAY, "NULL", "Not confirmed by our mail system.", False),
                                              (GATEWAY, "'fail'", "may not come from whom it says.", True)):
            self.register.sql(f"UPDATE message SET gateway = '{gateway}', dmarc = {dmarc} WHERE message_id = {message}")
            _, body = self.hana.page(f"/entries/{entry}")
            self.assertIn(words, body, f"{gateway} {dmarc}")
            self.assertEqual(failed in body, warned, f"{gateway} {dmarc}")

    def test_a_claim_holds_others_off(self):
        entry = self.entry(12)
        csrf = {"csrf": self.hugh.tokens(entry)["csrf"]}
        self.assertEqual(self.hugh.ask("POST", f"/entries/{entry}/claim", csrf)[0].status, 303)
        self.assertIn("In the hands of hugh", self.hana.page(f"/entries/{entry}")[1])
        status, body = self.hana.decide(entry, "correct", field="judge", value="Somebody Else", source="misread")
        self.assertEqual(status, 409)
        self.assertIn("Somebody else has taken this entry.", body)
        self.assertIn('value="Somebody Else"', self.hana.page(f"/entries/{entry}")[1])
        self.assertEqual(self.hugh.decide(entry, "reject", code="other", text="a try")[0], 303)
        self.assertEqual(self.register.value(f"SELECT claimed_by IS NULL FROM v_entry WHERE entry_id = {entry}"), "t")

    def test_forged_numbers_are_answered_clearly(self):
        entry = self.entry(1)
        forged = (("confirm", {"field": "no_such"}), ("undo", {"decision": "999999"}), ("undo", {"decision": "-1"}),
                  ("second", {"about": "999999"}), ("settle", {"about": "999999", "text": "x"}), ("service", {"service": "999999", "is_about": "yes"}),
                  ("duplicate", {"other": "999999"}), ("dismiss", {"other": "999999", "kind": "not_same", "text": "x"}),
                  ("target", {"other": str(entry), "does": "varies"}), ("type", {"order_type": "x", "action": "y"}),
                  ("copies", {"copy-999999": "1"}), ("confirm", {"field": "respondent", "row_version": "0"}))
        for what, form in forged:
            status, body = self.hana.decide(entry, what, **form)
            self.assertIn(status, (400, 404, 409), f"{what} {form}: {status}")
            self.assertNotIn("Something is wrong with this page", body, what)
        for address in ("/entries/0", "/entries/-1", "/entries/99999999999999999999", "/entries/1x", "/entries/999999/against/1"):
            self.assertEqual(self.hana.page(address)[0], 404, address)
        self.assertEqual(self.state(entry), "pending")

    def test_a_shut_paper_needs_a_reason(self):
        entry = self.entry(1)
        document = self.register.value(f"SELECT document_id FROM v_entry WHERE entry_id = {entry}")
        self.register.sql(f"UPDATE document SET kind = 'confidential_details' WHERE document_id = {document}")
        self.addCleanup(self.register.sql, f"UPDATE document SET kind = 'order' WHERE document_id = {document}")
        token = {"csrf": self.hugh.tokens(entry)["csrf"]}
        self.assertIn("Open it, with a reason", self.hugh.page(f"/entries/{entry}")[1])
        for path in (f"/documents/{document}/pages/1.png", f"/documents/{document}/original"):
            self.assertEqual(self.hugh.page(path)[0], 403, path)
        self.assertEqual(self.hugh.ask("POST", f"/documents/{document}/open", {**token, "reason": " "})[0].status, 400)
        self.assertEqual(self.hugh.page(f"/documents/{document}/pages/1.png")[0], 403)
        response, _ = self.hugh.ask("POST", f"/documents/{document}/open", {**token, "reason": "the court asks", "entry": entry})
        self.assertEqual((response.status, response.getheader("Location")), (303, f"/entries/{entry}?paper={document}"))
        self.assertEqual(self.hugh.page(f"/documents/{document}/pages/1.png")[0], 200)
        self.assertEqual(self.hana.page(f"/documents/{document}/pages/1.png")[0], 403)
        self.assertEqual(self.register.value(f"SELECT count(*) FROM v_audit WHERE subject = 'document' AND subject_id = {document} "
                                             "AND reason = 'opened: the court asks' AND actor LIKE '%:hugh'"), "1")


if __name__ == "__main__":
    unittest.main(verbosity=2)
