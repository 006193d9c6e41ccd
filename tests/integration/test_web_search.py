"""Search and answer over HTTP: what is found and what is not searched is said, names reach no address, an enquirer says why, the
answer holds for its moment, prints keep places back."""
import datetime
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages

PLACE = "2 Zyxwart Close"
HOME = "1 Quibbletree Row"


class Search(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        document = mails.order_document(1, applicant="Alicia Dobson", respondent="Dean Marlow", address=HOME, property=PLACE)
        cls.register.append([mails.mail(1, subject="Non-Molestation Order", body="Please see attached.", attachment=document, filename="order.pdf"),
                             mails.order_mail(5), mails.body_order_mail(6), mails.mail(4, subject="scan", attachment=b"%PDF-1.4 cut", filename="scan.pdf")])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.entry = int(cls.register.value("SELECT entry_id FROM v_entry WHERE respondent = 'Dean Marlow'"))
        cls.web = pages.Pages(cls.register)
        for name, role in (("erin", "enquirer"), ("otto", "enquirer"), ("hana", "handler"), ("aud", "auditor")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)

    def found(self, person, words, reason="46/1188/26"):
        answer = person.post("/search", q=words, reason=reason)
        self.assertEqual(answer.status, 303, answer.heading)
        where = answer.header("Location")
        self.assertRegex(where, r"^/search/[0-9a-f]{64}$")
        return where, person.get(where)

    def audit(self, name):
        return int(self.register.value(f"SELECT count(*) FROM v_audit WHERE actor = 'ccot_web:{name}' AND operation IN ('consult', 'disclose')"))

    def test_a_misheard_name_is_found_with_its_state_in_words(self):
        _, page = self.found(self.web.person("erin"), "marlowe alisha dobson")
        self.assertIn("Dean Marlow must not", page.text)
        self.assertIn("Alicia Dobson", page.text)
        self.assertIn("NOT YET VERIFIED", page.text)
        self.assertIn("NO PROOF OF SERVICE", page.text)
        self.assertNotIn(HOME, page.text)
        self.assertNotIn(PLACE, page.text)

    def test_nothing_found_says_what_was_searched(self):
        _, page = self.found(self.web.person("hana"), "Vanterpool")
        self.assertEqual(page.heading, "Nothing found")
        self.assertRegex(page.text, r"Searched \d+ orders, of which \d+ not yet verified, and \d+ mails? in which")
        self.assertIn("COULD NOT BE READ", page.text)
        self.assertRegex(page.text, r"Mailbox \S+ last read \w{3} \d")
        self.assertNotRegex(page.text.lower(), r"\bno orders?\b(?! (was|is) found)")
        old = "UPDATE mailbox SET last_scan_at = now() - interval '11 minutes' WHERE name <> 'import'"
        self.site.postgres.sql(self.register.database, "SET search_path = ccot; " + old)
        try:
            _, page = self.found(self.web.person("hana"), "Vanterpool")
            told = re.findall(r"MAILBOX \S+ NOT READ SINCE .{10,40}: mail may be waiting, this search is incomplete", page.text)
            self.assertEqual(len(told), 1, told)
        finally:
            self.site.postgres.sql(self.register.database, "SET search_path = ccot; UPDATE mailbox SET last_scan_at = now()")

    def test_who_may_not_open_a_mail_is_told_whom_to_ask(self):
        _, page = self.found(self.web.person("hana"), "Vanterpool")
        self.assertIn("An order may be in what could not be read: open it.", page.text)
        self.assertRegex(page.raw_text, r'<a class="govuk-link" href="/messages/\d+">An? \w+ that could not be read')
        _, page = self.found(self.web.person("erin"), "Vanterpool")
        self.assertEqual(page.text.count("The team can open it and you cannot: ask the team, and name the number of the mail."), 1)
        self.assertRegex(page.text, r"could not be read[^<]*\(mail \d+\)")
        self.assertNotIn("open it.", page.text)
        self.assertNotIn("/messages/", page.raw_text)

    def test_an_enquirer_says_why_each_time(self):
        erin = self.web.person("erin")
        for reason in ("", "   "):
            answer = erin.post("/search", q="marlow", reason=reason)
            self.assertEqual(answer.status, 400)
            self.assertIn("Say why you ask", answer.text)
            self.assertIn('value="marlow"', answer.raw_text)
        self.assertEqual(self.web.person("hana").post("/search", q="marlow").status, 303)
        where, _ = self.found(erin, "marlow", "46/777/26")
        erin.get(f"{where}/orders/{self.entry}")
        self.assertEqual(int(self.register.value("SELECT count(*) FROM v_audit WHERE reason = '46/777/26'")), 2)

    def test_a_search_is_its_persons_own(self):
        where, _ = self.found(self.web.person("erin"), "marlow")
        otto = self.web.person("otto")
        for path in (where, f"{where}/orders/{self.entry}", f"{where}/orders/{self.entry}/share"):
            answer = otto.get(path)
            self.assertEqual(answer.status, 404)
            self.assertNotIn("Marlow", answer.text)

    def test_an_enquirer_reaches_search_answer_and_print_alone(self):
        erin = self.web.person("erin")
        where, page = self.found(erin, "marlow")
        for _, pattern, roles, _ in pages.routes():
            if roles is not None and "enquirer" in roles:
                self.assertRegex(pattern, r"^/$|^/help$|^/strip$|^/sign-out$|^/search|^/entries/\{id\}/(glass|known)$")
        for link in re.findall(r'(?:href|src|action)="(/[^"]*)"', page.raw_text):
            self.assertRegex(link, r"^/(assets/|search|help|sign-out)|^/$")
        for path in (f"/entries/{self.entry}", f"/entries/{self.entry}/answer", "/queue", "/messages/1", "/documents/1/original"):
            self.assertEqual(erin.get(path).status, 403, path)
        paper = self.register.value(f"SELECT document_id FROM v_entry WHERE entry_id = {self.entry}")
        self.assertEqual(erin.get(f"{where}/papers/{paper}/1.png").header("Content-Type"), "image/png")
        self.assertEqual(self.register.value(f"SELECT reason FROM v_audit WHERE subject = 'document' AND subject_id = {paper} ORDER BY audit_id DESC LIMIT 1"),
                         "page 1: 46/1188/26")

    def test_an_order_without_pages_is_read_as_its_words(self):
        erin = self.web.person("erin")
        entry, paper, respondent = self.register.sql("SELECT e.entry_id, e.document_id, e.respondent FROM v_entry e JOIN v_document d USING (document_id) WHERE d.pages = 0")[0]
        where, _ = self.found(erin, respondent)
        answer = erin.get(f"{where}/orders/{entry}")
        self.assertIn(f'href="{where}/papers/{paper}/text"', answer.raw_text)
        words = erin.get(f"{where}/papers/{paper}/text")
        self.assertIn(respondent, words.text)
        self.assertIn("must not", words.text)
        self.assertEqual(self.register.value(f"SELECT reason FROM v_audit WHERE subject = 'document' AND subject_id = {paper} ORDER BY audit_id DESC LIMIT 1"),
                         "text: 46/1188/26")
        self.assertEqual(self.web.person("otto").get(f"{where}/papers/{paper}/text").status, 404)
        self.assertEqual(self.web.person("hana").get(f"/documents/{paper}/text").status, 200)
        self.assertEqual(erin.get(f"/documents/{paper}/text").status, 403)
        self.assertEqual(erin.get(f"{where}/papers/999999/text").status, 404)

    def test_the_answer_and_its_prints(self):
        erin = self.web.person("erin")
        where, _ = self.found(erin, "marlow")
        base = f"{where}/orders/{self.entry}"
        page = erin.get(base)
        self.assertIn(PLACE, page.text)
        self.assertIn("do not tell the respondent", page.text)
        self.assertIn("Ended: no power under this order", page.text)
        running = erin.get(base + "?on=1/6/2025")
        self.assertIn("No proof that the respondent knows of it", running.text)
        self.assertIn("section 42A", running.text)
        officers = erin.get(base + "/officers")
        self.assertIn(PLACE, officers.text)
        self.assertIn("NOT FOR THE RESPONDENT", officers.text)
        share = erin.get(base + "/share")
        self.assertIn("Dean Marlow", share.text)
        for kept_back in (PLACE, "Zyxwart", HOME, "Quibbletree"):
            self.assertNotIn(kept_back, share.text)
        disclosed = self.register.sql(f"SELECT recipient FROM v_audit WHERE operation = 'disclose' AND subject = 'entry' AND subject_id = {self.entry} ORDER BY 1")
        self.assertEqual([row[0] for row in disclosed], ["print for officers", "print to share"])

    def test_the_answer_at_a_moment(self):
        hana = self.web.person("hana")
        made = datetime.date.fromisoformat(self.register.value(f"SELECT made_on FROM v_entry WHERE entry_id = {self.entry}"))
        base = f"/entries/{self.entry}/answer"
        before = hana.get(f"{base}?on={made - datetime.timedelta(days=1)}&at=23:59")
        self.assertIn("NOT YET IN FORCE", before.text)
        self.assertNotIn("arrest without warrant", before.text)
        self.assertIn("AS AT", before.text)
        after = hana.get(f"{base}?on={made.day}/{made.month}/{made.year}&at=00:00")
        self.assertNotIn("NOT YET IN FORCE", after.text)
        for wrong in ("?on=31/2/2026", "?on=2026-02-01&at=25:10", "?at=12:00", "?on=soon"):
            answer = hana.get(base + wrong)
            self.assertEqual(answer.status, 400, wrong)
            self.assertNotIn("Dean Marlow", answer.text)

    def test_bad_input_is_told_in_plain_words(self):
        hana = self.web.person("hana")
        for words in ("", " ", "a", "%", "_", "'", "x" * 10000, "\u202emarlow" * 60, "31.2.2026"):
            answer = hana.post("/search", q=words)
            self.assertIn(answer.status, (303, 400), repr(words[:20]))
            if answer.status == 400:
                self.assertIn("Nothing was searched", answer.text)
            else:
                self.assertEqual(hana.get(answer.header("Location")).status, 200)
        for words in ("\u202emarlow", "mar*low", "o'neill & | ! ( :*", "robert'); DROP TABLE entry;--"):
            self.assertEqual(self.found(hana, words)[1].status, 200)

    def test_each_view_is_one_row(self):
        otto = self.web.person("otto")
        before = self.audit("otto")
        where, _ = self.found(otto, "marlow")
        self.assertEqual(self.audit("otto"), before + 1)
        otto.get(f"{where}/orders/{self.entry}")
        self.assertEqual(self.audit("otto"), before + 2)
        shown = self.site.postgres.sql(self.register.database, "SELECT words, shown->>'entries' FROM ccot.audit WHERE actor = 'ccot_web:otto' AND subject = 'search' ORDER BY audit_id DESC LIMIT 1")
        self.assertIn("marlow", str(shown))
        self.assertIn(str(self.entry), str(shown))


if __name__ == "__main__":
    unittest.main(verbosity=2)
