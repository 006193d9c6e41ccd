"""What the team notes of an order beside its papers: breaches, transfers, disputed values, legal hold, review; a paper that its sender takes back."""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages


class Keeping(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        # 1, 21 and 41 come from one sender
        cls.register.append([mails.mail(1, subject="Non-Molestation Order DOBSON", body="Please see attached.", filename="order.pdf",
                                        attachment=mails.order_document(1, applicant="Alicia Dobson", respondent="Dean Marlow")),
                             mails.mail(21, subject="Another matter", body="Please see attached.", attachment=mails.order_document(2), filename="order.pdf")])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.entry, cls.mail, cls.paper = cls.register.sql("SELECT entry_id, message_id, document_id FROM v_entry WHERE respondent = 'Dean Marlow'")[0]
        cls.other, cls.other_paper = cls.register.sql("SELECT entry_id, document_id FROM v_entry WHERE respondent <> 'Dean Marlow'")[0]
        cls.web = pages.Pages(cls.register)
        for name, role in (("hana", "handler"), ("sol", "supervisor"), ("sara", "supervisor"), ("erin", "enquirer"), ("aud", "auditor")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana, cls.sol, cls.sara = (cls.web.person(name) for name in ("hana", "sol", "sara"))

    def setUp(self):
        self.register.sql("DELETE FROM breach_note; DELETE FROM transfer; DELETE FROM dispute; DELETE FROM alert; "
                          "UPDATE entry SET legal_hold = false, hold_why = NULL, hold_by = NULL, hold_at = NULL, retention_review_on = NULL")

    def note(self, what, person=None, entry=None, **said):
        return (person or self.hana).post(f"/entries/{entry or self.entry}/keeping", what=what, **said)

    def noted(self, what, person=None, entry=None, **said):
        answer = self.note(what, person, entry, **said)
        self.assertEqual(answer.status, 303, answer.text)

    def number(self, table):
        return self.register.value(f"SELECT max({table}_id) FROM {'breach_note' if table == 'breach' else table}")

    def rows(self, words):
        return int(self.register.value(f"SELECT count(*) FROM v_audit WHERE subject = 'entry' AND subject_id = {self.entry} AND reason = '{words}'"))

    def answer(self, tail=""):
        return re.sub(r"<[^>]*>|\s+", " ", self.hana.get(f"/entries/{self.entry}/answer{tail}").text)

    def searched(self):
        erin = self.web.person("erin")
        where = erin.post("/search", q="Dean Marlow", reason="46/1/26").header("Location")
        return erin, where, re.sub(r"<[^>]*>|\s+", " ", erin.get(where).text)

    def held(self):
        return {int(row[0]): row[1:] for row in self.register.sql("SELECT entry_id, hold_by, hold_why FROM entry WHERE legal_hold")}

    def test_copies_that_come_later_are_held(self):
        self.noted("hold", words="inquiry 7", entry=self.other)
        self.assertEqual(set(self.held()), {int(self.other)})
        again = mails.mail(61, subject="Another matter", body="Once more.", attachment=mails.order_document(2), filename="order.pdf")
        self.register.append([again])
        self.assertEqual(self.register.once(), 0, self.register.log_text())
        copy = int(self.register.value(f"SELECT max(entry_id) FROM v_entry WHERE representative_id = {self.other}"))
        self.assertEqual(self.held(), {int(self.other): ["hana", "inquiry 7"], copy: ["hana", "inquiry 7"]})
        with self.assertRaisesRegex(harness.servers.ServerError, "under legal hold"):
            self.register.sql(f"DELETE FROM entry WHERE entry_id = {copy}")
        self.assertEqual(self.register.value(f"SELECT count(*) FROM audit WHERE subject_id = {copy} AND reason = 'legal hold, as a copy of entry {self.other}'"), "1")
        # a held entry that turns out to be a copy brings the hold along
        self.setUp()
        self.register.sql(f"UPDATE entry SET representative_id = NULL WHERE entry_id = {copy}")
        self.noted("hold", words="inquiry 8", entry=copy)
        self.assertEqual(set(self.held()), {copy})
        self.register.sql(f"UPDATE entry SET representative_id = {self.other} WHERE entry_id = {copy}")
        self.assertEqual({entry: row[1] for entry, row in self.held().items()}, {copy: "inquiry 8", int(self.other): "inquiry 8"})

    def test_a_breach_stands_on_the_answer_until_it_is_taken_back(self):
        self.noted("breach", happened_on="1/11/2026", happened_at="21:40", term="3", reported_by="Zena Quill", outcome="arrested", reference="46/9/26", others="Piotr Kwiat")
        self.assertEqual(self.rows("breach noted"), 1)
        for tail in ("", "/officers"):
            self.assertRegex(self.answer(tail), r"Breach noted: Sun 1 November 2026, 21:40.*term 3; reported Sun 1 November 2026 by Zena Quill; arrested \(46/9/26\)")
        self.assertNotIn("Zena Quill", self.answer("/share"))
        self.assertNotIn("Piotr Kwiat", self.answer())
        self.assertIn("Piotr Kwiat", self.hana.get(f"/entries/{self.entry}/keeping").text)
        self.assertIn("breach 2026-11-01 21:40, term 3", self.register.ccot("show", str(self.entry)).stdout)
        self.noted("void", number=self.number("breach"), words="another order")
        self.assertNotIn("Breach noted", self.answer())
        self.assertIn("TAKEN BACK by hana", self.hana.get(f"/entries/{self.entry}/keeping").text)
        self.assertEqual(self.note("void", number=self.number("breach"), words="again").status, 409)

    def test_a_disputed_value_is_marked_wherever_it_is_shown(self):
        self.noted("dispute", field="respondent", said_by="Mr Marlow", words="his name is Denn")
        self.noted("dispute", field="respondent_address", said_by="Mr Marlow", words="moved away")
        self.assertEqual(self.rows("value disputed respondent"), 1)
        for tail in ("", "/officers"):
            self.assertIn("DISPUTED: Respondent , by Mr Marlow: his name is Denn", self.answer(tail))
        share = self.answer("/share")
        self.assertIn("DISPUTED: Respondent ", share)
        for hidden in ("his name is Denn", "moved away", "address"):
            self.assertNotIn(hidden, share.split("TO SHARE", 1)[1].split("dates of birth and terms.", 1)[1])
        self.assertIn("DISPUTED by Mr Marlow: his name is Denn", self.hana.get(f"/entries/{self.entry}").text)
        _, _, hits = self.searched()
        self.assertIn("DISPUTED: Respondent", hits)
        self.assertIn("DISPUTED Respondent, by Mr Marlow", self.register.ccot("show", str(self.entry)).stdout)
        beside = re.sub(r"<[^>]*>|\s+", " ", self.hana.get(f"/entries/{self.other}/against/{self.entry}").text)
        self.assertRegex(beside, r"Dean Marlow +DISPUTED")
        self.assertEqual(beside.count("DISPUTED"), 2, "the name and the address, of this entry alone")
        self.assertEqual(self.note("dispute", field="respondent", said_by="x", words="again").status, 409)
        self.assertEqual(self.note("dispute", field="served_place", said_by="x", words="not stated").status, 409)
        for dispute in self.register.sql("SELECT dispute_id FROM dispute"):
            self.noted("settle", number=dispute[0], words="the court confirms the name")
        self.assertNotIn("DISPUTED", self.answer() + self.searched()[2])
        self.assertIn("the court confirms the name", self.hana.get(f"/entries/{self.entry}/keeping").text)

    def test_a_transfer_is_open_until_its_receipt(self):
        self.noted("transfer", to_force="Sussex Police", sent_on="3/11/2026", how="secure mail")
        self.assertEqual(self.register.sql(f"SELECT operation, recipient FROM v_audit WHERE subject_id = {self.entry} AND reason = 'transferred'"), [["disclose", "Sussex Police"]])
        self.assertIn("no receipt yet, both forces hold it", self.answer())
        self.assertIn("to Sussex Police, Tue 3 November 2026", self.sol.get("/team").text)
        number = self.number("transfer")
        self.assertEqual(self.note("receipt", number=number, receipt="PC 7", receipt_on="1/11/2026").status, 409, "before it was sent")
        self.assertEqual(self.note("receipt", number=number, receipt="PC 7").status, 409)
        self.noted("receipt", number=number, receipt="PC 7, SX/1", receipt_on="4/11/2026")
        self.assertIn("received there, Wed 4 November 2026", self.answer())
        self.assertNotIn("Sussex Police", self.sol.get("/team").text)
        self.assertEqual(self.note("receipt", number=number, receipt="PC 8", receipt_on="5/11/2026").status, 409)

    def test_what_is_held_is_erased_by_nobody(self):
        self.noted("hold", words="inquiry 5")
        self.assertIn("legal hold", self.hana.get(f"/entries/{self.entry}").text)
        for erase in (f"DELETE FROM entry WHERE entry_id = {self.entry}", f"DELETE FROM message WHERE message_id = {self.mail}",
                      f"DELETE FROM message_raw WHERE message_id = {self.mail}", f"DELETE FROM document WHERE document_id = {self.paper}"):
            with self.assertRaisesRegex(harness.servers.ServerError, "under legal hold"):
                self.register.sql(erase)
        self.assertEqual(self.note("release", words="over").status, 409, "a supervisor releases it")
        self.assertEqual(self.note("hold", words="twice").status, 409)
        self.noted("release", self.sol, words="inquiry 5 is over")
        self.assertEqual(self.register.value(f"SELECT legal_hold FROM v_entry WHERE entry_id = {self.entry}"), "f")
        self.assertEqual((self.rows("legal hold"), self.rows("legal hold released")), (1, 1))
        self.register.sql(f"BEGIN; DELETE FROM message_raw WHERE message_id = {self.mail}; ROLLBACK")

    def test_a_day_of_review_is_listed_when_it_comes_near(self):
        self.assertEqual(self.note("review", words="policy", review_on="2/12/2026").status, 409, "a supervisor sets it")
        self.noted("review", self.sol, words="policy", review_on=self.register.value("SELECT to_char(current_date + 20, 'DD/MM/YYYY')"))
        self.assertEqual(self.register.value(f"SELECT retention_review_on - current_date FROM v_entry WHERE entry_id = {self.entry}"), "20")
        for days, listed in ((42, "1"), (10, "0")):
            self.assertEqual(self.register.value(f"SELECT report_expiring({days}, 0, 0) #>> '{{figures,4,count}}'"), listed)

    def test_a_paper_that_its_sender_takes_back_is_shut_at_once(self):
        self.assertEqual(self.hana.get(f"/documents/{self.paper}/pages/1.png").status, 200)
        self.assertEqual(self.sol.post(f"/documents/{self.paper}/open", reason="before anybody took it back").status, 303)
        self.register.append([mails.mail(41, subject="Re: Non-Molestation Order DOBSON", body="Please disregard our earlier e-mail and delete the attached order, it was sent in error.")])
        self.assertEqual(self.register.once(), 0)
        alert, = self.register.sql("SELECT alert_id, message_id FROM alert WHERE kind = 'retraction'")
        self.assertEqual(self.hana.get(f"/documents/{self.paper}/pages/1.png").status, 403)
        self.assertEqual(self.hana.get(f"/documents/{self.paper}/original").status, 403)
        self.assertEqual(self.hana.get(f"/documents/{self.other_paper}/pages/1.png").status, 200, "its subject is another")
        self.assertIn("THE SENDER TAKES THIS BACK", self.answer())
        erin, where, _ = self.searched()
        self.assertEqual(erin.get(f"{where}/papers/{self.paper}/1.png").status, 403)
        self.assertIn("Dean Marlow must not", erin.get(f"{where}/orders/{self.entry}").text)
        self.assertEqual(self.hana.post(f"/documents/{self.paper}/open", reason="to decide on the retraction").status, 303)
        self.assertEqual(self.hana.get(f"/documents/{self.paper}/pages/1.png").status, 200)
        self.assertEqual(self.sol.get(f"/documents/{self.paper}/pages/1.png").status, 403)
        self.assertEqual(self.sol.post(f"/alerts/{alert[0]}/outcome", outcome="decided", words="it was the right order", message=alert[1]).status, 303)
        self.assertEqual(self.sol.get(f"/documents/{self.paper}/pages/1.png").status, 200)
        # which one it means: by subject, by the number that it names, else the last one of that sender
        self.register.sql("UPDATE alert SET handled_by = NULL, handled_at = NULL, outcome = NULL, words = NULL")
        number = self.register.value(f"SELECT case_number FROM v_entry WHERE entry_id = {self.entry}")
        for subject, sender, shut in (("RE: non-molestation order dobson", None, [self.paper]), (f"Recall: {number[:4]} {number[4:]}", None, [self.paper]),
                                      ("Sent in error", None, [self.other_paper]), ("Sent in error", "else@quill.example", [])):
            self.register.sql(f"UPDATE message SET subject = '{subject}', from_address = coalesce({'NULL' if sender is None else repr(sender)}, from_address) WHERE message_id = {alert[1]}")
            closed = [paper for paper in (self.paper, self.other_paper) if self.sara.get(f"/documents/{paper}/pages/1.png").status == 403]
            self.assertEqual(closed, shut, (subject, sender))

    def test_refusals(self):
        for said in ({"happened_on": "31/2/2026"}, {"happened_on": "1/11/2026", "happened_at": "25:00"}, {"outcome": "x" * 1001}, {"number": "x"}):
            answer = self.note("breach", **{"reported_by": "a", "outcome": "b", **said})
            self.assertEqual(answer.status, 400, said)
        for said in ({"happened_on": "1/11/2026"}, {"happened_on": "2/11/2026", "reported_on": "1/11/2026", "reported_by": "a", "outcome": "b"},
                     {"happened_on": "1/1/2029", "reported_by": "a", "outcome": "b"}):
            self.assertEqual(self.note("breach", **said).status, 409, said)
        self.assertEqual(self.note("nothing").status, 409)
        self.assertEqual(self.note("breach", entry=999999, happened_on="1/11/2026", reported_by="a", outcome="b").status, 404)
        for name in ("erin", "aud"):
            person = self.web.person(name)
            self.assertEqual(person.get(f"/entries/{self.entry}/keeping").status, 403)
            self.assertEqual(person.post(f"/entries/{self.entry}/keeping", what="hold", words="x").status, 403)
        for who in ("erin", "aud", "nobody"):
            said = self.register.postgres.sql(self.register.database, f"SELECT ccot.keeping_put('{who}', {self.entry}, 'hold', '{{\"words\": \"x\"}}'), ccot.keeping_page('{who}', {self.entry}) IS NULL",
                                              user="ccot_web")
            self.assertEqual(said, [["role", "t"]])
        self.assertEqual(self.register.value("SELECT (SELECT count(*) FROM breach_note) + (SELECT count(*) FROM transfer) + (SELECT count(*) FROM dispute)"), "0")


if __name__ == "__main__":
    unittest.main(verbosity=2)
