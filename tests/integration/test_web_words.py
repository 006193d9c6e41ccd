"""The words of a page over its picture: printed or recognised, audited like the picture, shut with the paper."""
import io
import json
import pathlib
import sys
import unittest

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LINES = ("In the Family Court at Medway", "Case number: ME25F00977", "NON-MOLESTATION ORDER", "Family Law Act 1996, section 42", "Applicant: Harriet Quillfeather",
         "Respondent: Desmond Achterberg", "Date of birth: 4 May 1986", "Order made on 3 March 2026", "The respondent must not use or threaten violence against the applicant.",
         "This order lasts until 3 March 2027.")


def scan():
    page = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(LINES):
        draw.text((110, 120 + number * 70), line, fill=0, font=ImageFont.truetype(FONT, 28))
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


class Words(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.register.append([mails.mail(1, attachment=scan(), filename="order.png", media_type="image/png"), mails.order_mail(2)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.scanned, cls.scanned_entry = cls.register.sql("SELECT document_id, entry_id FROM v_entry WHERE respondent LIKE 'Desmond%'")[0]
        cls.printed = cls.register.value("SELECT document_id FROM v_entry WHERE respondent NOT LIKE 'Desmond%'")
        cls.web = pages.Pages(cls.register)
        for name, role in (("hana", "handler"), ("erin", "enquirer"), ("aud", "auditor")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana = cls.web.person("hana")

    def rows(self, document, page):
        return int(self.register.value(f"SELECT count(*) FROM v_audit WHERE actor = 'ccot_web:hana' AND operation = 'consult' AND subject = 'document' AND subject_id = {document} AND reason = 'words of page {page}'"))

    def words(self, document, page=1):
        before = self.rows(document, page)
        answer = self.hana.get(f"/documents/{document}/pages/{page}.words")
        self.assertEqual(self.rows(document, page), before + 1)
        return answer

    def test_a_scan(self):
        answer = self.words(self.scanned)
        self.assertEqual((answer.status, answer.header("Content-Type"), answer.header("X-Content-Type-Options")), (200, "application/json", "nosniff"))
        told = json.loads(answer.body)
        self.assertTrue(told["recognised"])
        self.assertEqual([line[4] for line in told["lines"]], list(LINES))
        self.assertEqual(self.words(self.scanned).body, answer.body, "kept, and audited again")

    def test_a_printed_page(self):
        told = json.loads(self.words(self.printed).body)
        self.assertFalse(told["recognised"])
        respondent = self.register.value(f"SELECT respondent FROM v_entry WHERE document_id = {self.printed}")
        self.assertTrue(any(respondent in line[4] for line in told["lines"]))

    def test_without_script_the_words_stand_as_text(self):
        text = self.hana.get(f"/entries/{self.scanned_entry}?view=text").text
        self.assertIn("The respondent must not use or threaten violence", text)
        self.assertIn("<mark", text, "with the places of the fields")
        self.assertNotIn("No text could be read here", text)

    def test_what_there_is_not(self):
        self.assertEqual(self.words(self.scanned, 2).status, 404)
        self.assertEqual(self.hana.get("/documents/999999/pages/1.words").status, 404)
        for name in ("erin", "aud"):
            self.assertEqual(self.web.person(name).get(f"/documents/{self.scanned}/pages/1.words").status, 403)

    def test_a_paper_that_is_shut(self):
        kind = self.register.value(f"SELECT kind FROM document WHERE document_id = {self.printed}")
        self.register.sql(f"UPDATE document SET kind = 'confidential_details' WHERE document_id = {self.printed}")
        self.addCleanup(self.register.sql, f"UPDATE document SET kind = '{kind}' WHERE document_id = {self.printed}")
        answer = self.hana.get(f"/documents/{self.printed}/pages/1.words")
        self.assertEqual(answer.status, 403)
        self.assertNotIn(b"lines", answer.body)


if __name__ == "__main__":
    unittest.main(verbosity=2)
