"""Copies for investigators: what belongs to an order is in them and nothing else, papers that the court keeps back only by choice and with a
reason, each disclosure in the audit with its numbers and recipient, names of files of ours, octets of strangers in the originals alone."""
import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages

MARK = "Zyxwart"
WHO = {"recipient": "DC 4711 Wyn", "address": "dc.wyn@force.example", "unit": "Medway", "crime": "46/12345/26", "purpose": "Prosecution for breach"}


def packed(**files):
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{MARK} {name}.pdf", content)
    return octets.getvalue()


class Pack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register(top_more='report = { domains = ["force.example"]; };')
        cls.addClassCleanup(cls.register.close)
        facts = mails.order_facts(1)
        cls.order = mails.order_document(1)
        application = mails.build_mail.octets_of({"format": "pdf", "template": "application", "facts": {
            **facts, "reason": "I am in fear of him", "signed": "1 March 2025"}})
        cls.register.append([
            mails.mail(1, attachment=packed(order=cls.order, application=application), filename=f"{MARK}.zip", media_type="application/zip"),
            mails.mail(2, attachment=packed(one=mails.order_document(2), two=mails.order_document(3)), filename="two.zip", media_type="application/zip"),
            mails.order_mail(4), mails.body_order_mail(5)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for name, role in (("hana", "handler"), ("omar", "handler"), ("sol", "supervisor"), ("erin", "enquirer"), ("aud", "auditor"), ("adm", "admin")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana = cls.web.person("hana")

    def entry(self, number):
        return int(self.register.value(f"SELECT entry_id FROM v_entry WHERE case_number = '{mails.order_facts(number)['number']}' ORDER BY 1 LIMIT 1"))

    def papers(self, entry, chosen=True):
        page = self.hana.get(f"/entries/{entry}/pack").raw_text
        return re.findall(r'name="paper-(\d+)" value="yes" checked' if chosen else r'name="paper-(\d+)"', page)

    def document(self, kind, entry):
        return self.register.value(f"SELECT document_id FROM v_document WHERE kind = '{kind}' AND message_id = (SELECT message_id FROM v_entry WHERE entry_id = {entry})")

    def make(self, entry, papers, person=None, **more):
        return (person or self.hana).post(f"/entries/{entry}/pack", **{**WHO, **{f"paper-{paper}": "yes" for paper in papers}, **more})

    def text(self, octets):
        if shutil.which("pdftotext") is None:
            self.skipTest("pdftotext is not installed")
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=octets, capture_output=True, check=True, timeout=60)
        return re.sub(r"\s+", " ", done.stdout.decode())

    def test_the_order_goes_along_and_what_is_kept_back_does_not(self):
        entry = self.entry(1)
        self.assertEqual(self.papers(entry), [self.document("order", entry)])
        self.assertIn(self.document("application", entry), self.papers(entry, chosen=False))
        self.assertIn("kept from the other side by the court", self.hana.get(f"/entries/{entry}/pack").text)
        self.assertIn(f'href="/entries/{entry}/pack"', self.hana.get(f"/entries/{entry}/answer").raw_text)

    def test_a_copy_says_for_whom_what_and_by_whose_hands(self):
        entry = self.entry(1)
        where = self.make(entry, self.papers(entry)).header("Location")
        answer = self.hana.get(f"{where}/paper")
        self.assertEqual((answer.status, answer.header("Content-Type")), (200, "application/pdf"))
        self.assertRegex(answer.header("Content-Disposition"), r'^attachment; filename="CCOT-\d{4}-\d{6,}-copy-\d+\.pdf"$')
        self.assertNotIn(MARK.encode(), answer.body)
        said = self.text(answer.body)
        for words in ("Copy for an investigation", "DC 4711 Wyn", "46/12345/26", "Prosecution for breach", "Chosen by hana", "must not", mails.order_facts(1)["number"],
                      hashlib.sha256(self.order).hexdigest(), "stored as it came", "NOT FOR THE RESPONDENT", "Confidential details and applications are not in it",
                      "Paper 1: The order as received"):
            self.assertIn(words, said)
        self.assertIn(self.register.value(f"SELECT m.sha256 FROM v_message m JOIN v_entry e USING (message_id) WHERE entry_id = {entry}"), said)
        self.assertNotIn("I am in fear of him", said)
        kept = self.register.value(f"SELECT sha256 FROM pack_file WHERE file = 'paper' AND pack_id = {where.rsplit('/', 1)[1]}")
        self.assertEqual(kept, hashlib.sha256(answer.body).hexdigest())
        self.assertIn(kept, self.hana.get(where).text)

    def test_a_disputed_value_is_said(self):
        entry = self.entry(5)
        where = self.make(entry, self.papers(entry, chosen=False)[:1]).header("Location")
        self.assertNotIn("DISPUTED", self.text(self.hana.get(f"{where}/paper").body))
        noted = self.hana.post(f"/entries/{entry}/keeping", what="dispute", field="made_on", said_by="Mr Marlow", words="it was the day before")
        self.assertEqual(noted.status, 303)
        where = self.make(entry, self.papers(entry, chosen=False)[:1]).header("Location")
        said = self.text(self.hana.get(f"{where}/paper").body)
        self.assertIn("DISPUTED Made on: somebody says that this is wrong, and it is not settled", said)
        self.assertNotIn("the day before", said)

    def test_pages_are_pictures_and_originals_are_the_octets_as_they_came(self):
        entry = self.entry(1)
        where = self.make(entry, self.papers(entry)).header("Location")
        with zipfile.ZipFile(io.BytesIO(self.hana.get(f"{where}/originals").body)) as archive:
            self.assertRegex(archive.namelist()[0], r"^CCOT-\d{4}-\d{6,}-\d+\.pdf$")
            self.assertEqual([archive.read(name) for name in archive.namelist()], [self.order])
        if shutil.which("pdfimages") is None:
            self.skipTest("pdfimages is not installed")
        file = self.register.folder / "copy.pdf"
        file.write_bytes(self.hana.get(f"{where}/paper").body)
        pictures = subprocess.run(["pdfimages", "-list", file], capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()[2:]
        pages_of_order = int(self.register.value(f"SELECT pages FROM v_document WHERE document_id = {self.document('order', entry)}"))
        self.assertEqual(len(pictures), pages_of_order)
        self.assertNotIn("keep you from", self.text(file.read_bytes()), "no words of the paper itself")

    def test_each_disclosure_is_in_the_audit_with_its_numbers_and_recipient(self):
        entry = self.entry(4)
        papers = self.papers(entry)
        where = self.make(entry, papers).header("Location")
        number = where.rsplit("/", 1)[1]
        row = self.register.sql(f"SELECT actor, recipient, reason, shown FROM audit WHERE operation = 'disclose' AND subject = 'entry' AND subject_id = {entry} ORDER BY audit_id DESC LIMIT 1")[0]
        self.assertEqual(row[0], "ccot_web:hana")
        self.assertEqual(row[1], "DC 4711 Wyn, Medway, dc.wyn@force.example")
        self.assertIn("46/12345/26, Prosecution for breach", row[2])
        shown = json.loads(row[3])
        self.assertEqual((shown["pack"], shown["documents"], shown["entries"]), (int(number), [int(paper) for paper in papers], [entry]))
        for file in ("paper", "originals"):
            before = int(self.register.value("SELECT count(*) FROM audit"))
            self.hana.get(f"{where}/{file}")
            self.assertEqual(self.register.value(f"SELECT count(*) FROM audit WHERE audit_id > {before} AND operation = 'disclose' AND subject = 'pack' AND subject_id = {number} "
                                                 f"AND reason = '{file}' AND recipient LIKE 'DC 4711%'"), "1")

    def test_kept_papers_need_their_own_reason(self):
        entry = self.entry(1)
        both = [self.document("order", entry), self.document("application", entry)]
        answer = self.make(entry, both)
        self.assertEqual(answer.status, 400)
        self.assertIn("say why it must go along", answer.text)
        self.assertIn('value="DC 4711 Wyn"', answer.raw_text, "what was typed is not lost")
        self.assertEqual(len(re.findall(r'value="yes" checked', answer.raw_text)), 2)
        where = self.make(entry, both, kept="the court ordered it").header("Location")
        said = self.text(self.hana.get(f"{where}/paper").body)
        self.assertIn("Papers that the court keeps from the other side are in it, because: the court ordered it", said)
        self.assertIn("Paper 2: Came in the same mail", said)

    def test_a_paper_of_other_orders_is_not_chosen_by_itself(self):
        entry = self.entry(2)
        self.register.sql(f"UPDATE entry SET document_id = (SELECT document_id FROM entry WHERE entry_id = {entry}) WHERE entry_id = {self.entry(3)}")
        self.assertEqual(self.papers(entry), [])
        self.assertIn(f"tells of other orders too (entry {self.entry(3)})", re.sub(r"\s+", " ", self.hana.get(f"/entries/{entry}/pack").text))

    def test_variations_and_statements_go_along(self):
        entry, other = self.entry(4), self.entry(5)
        self.register.sql(f"INSERT INTO relation (entry_id, earlier_entry_id, kind) VALUES ({other}, {entry}, 'varies')")
        self.register.sql(f"INSERT INTO service (message_id, document_id, position, entry_id, outcome, served_on, state, joined) SELECT message_id, document_id, 70, {entry}, "
                          f"'served', '2025-01-09', 'fact', 'number' FROM document WHERE document_id = {self.document('application', self.entry(1))}")
        self.addCleanup(self.register.sql, "DELETE FROM relation; DELETE FROM service")
        found = set(self.papers(entry, chosen=False))
        varied = self.register.value(f"SELECT document_id FROM v_entry WHERE entry_id = {other}")
        self.assertIn(varied, found)
        self.assertIn(self.document("application", self.entry(1)), found)
        self.assertIn(varied, self.papers(entry))
        where = self.make(entry, self.papers(entry)).header("Location")
        self.assertIn("Its words, as the program read them", self.text(self.hana.get(f"{where}/paper").body), "a body has no pages")

    def test_refusals(self):
        entry = self.entry(4)
        papers = self.papers(entry)
        before = self.register.value("SELECT count(*) FROM pack")
        for more in ({"address": "someone@evil.example"}, {"address": "x@force.example.evil.example"}, {"address": ""}, {"recipient": " "}, {"crime": ""}, {"purpose": ""}, {"unit": ""},
                     {"recipient": "x" * 201}, {"purpose": "x" * 501}):
            with self.subTest(more=more):
                self.assertEqual(self.make(entry, papers, **more).status, 400)
        self.assertEqual(self.make(entry, []).status, 400)
        self.assertEqual(self.make(entry, [self.document("application", self.entry(1))], kept="because").status, 400, "a paper of another order")
        self.assertEqual(self.make(999999, papers).status, 404)
        for name in ("erin", "aud", "adm"):
            person = self.web.person(name)
            self.assertEqual(person.get(f"/entries/{entry}/pack").status, 403)
            self.assertEqual(self.make(entry, papers, person).status, 403)
        self.assertEqual(self.register.value("SELECT count(*) FROM pack"), before)
        self.assertEqual(self.register.value(f"SELECT pack_make('erin', {entry}, '{{{papers[0]}}}', 'a', 'b', 'c', 'd', 'e', NULL, 100)"), "role", "the database refuses by itself")

    def test_a_copy_is_its_makers_and_a_supervisors(self):
        entry = self.entry(4)
        where = self.make(entry, self.papers(entry)).header("Location")
        for path in (where, f"{where}/paper", f"{where}/originals"):
            self.assertEqual(self.web.person("omar").get(path).status, 404)
            self.assertEqual(self.web.person("erin").get(path).status, 403)
            self.assertEqual(self.web.person("sol").get(path).status, 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)
