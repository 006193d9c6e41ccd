"""ccot-parse --words: the words of one page with their places, printed or recognised."""
import json
import os
import pathlib
import subprocess
import sys
import unittest

from PIL import Image

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import test_ccot_parse as door


class Words(unittest.TestCase):
    def words(self, message, page=1, document="2"):
        done = door.run(message, "--words", str(page), "--document", document)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_words_of_a_printed_page(self):
        told = self.words(door.mail(door.TEXT, door.attachment(door.pdf(b"Order of the court"))))
        self.assertFalse(told["recognised"])
        line, = told["lines"]
        self.assertEqual(line[4], "Order of the court")
        left, top, right, bottom = line[:4]
        self.assertTrue(0 <= left < right <= 10000 and 0 <= top < bottom <= 10000, line)

    def test_words_of_a_picture(self):
        lines = ["Family Court at Medway", "Non-molestation order", "The respondent must not go near the applicant"]
        told = self.words(door.mail(door.TEXT, door.scan(lines)))
        self.assertTrue(told["recognised"])
        self.assertEqual([line[4] for line in told["lines"]], lines)
        tops = [line[1] for line in told["lines"]]
        self.assertEqual(tops, sorted(tops))
        # drawn at a twelfth of the width and a twentieth of the height, 28 of 1754 pixels high
        for line in told["lines"]:
            self.assertAlmostEqual(line[0], 10000 / 12, delta=60)
            self.assertLess(line[3] - line[1], 10000 * 40 / 1754)
        self.assertAlmostEqual(tops[0], 500, delta=80)

    def test_words_that_there_are_not(self):
        blank = Image.new("L", (1240, 1754), 255)
        self.assertEqual(self.words(door.mail(door.TEXT, door.attachment(door.saved([blank]), "scan.png", "image/png")))["lines"], [])
        message = door.mail(door.TEXT, door.attachment(door.pdf()))
        for page, document in (("2", "2"), ("1", "1"), ("1", "7")):
            refused = door.run(message, "--words", page, "--document", document)
            self.assertEqual((refused.returncode, refused.stdout, refused.stderr.count(b"\n")), (1, b"", 1), (page, document))

    def test_a_name_that_is_not_ascii(self):
        message = door.mail(door.TEXT, door.attachment(door.zipped(("gŵys.pdf", door.pdf())), "papers.zip", "application/zip"))
        self.assertTrue(self.words(message, document="2!gŵys.pdf")["lines"])
        self.assertEqual(door.run(message, "--page", "1", "--document", "2!gŵys.pdf").stdout[:4], b"\x89PNG")
        refused = door.run(message, "--extract", b"2!g\xffys.pdf")
        self.assertEqual((refused.returncode, refused.stderr), (1, b"ccot-parse: the message has no such document\n"))

    def test_without_an_input_or_an_output(self):
        for closed, name in ((0, b"input"), (1, b"output")):
            done = subprocess.run([door.PROGRAM, "--json"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                  check=False, preexec_fn=lambda: os.close(closed))  # pylint: disable=cell-var-from-loop
            self.assertEqual((done.returncode, done.stderr), (1, b"ccot-parse: standard %s is closed\n" % name))

    def test_pages_count_from_one(self):
        for arguments in (("--page", "0"), ("--page", "-1"), ("--words", "0")):
            done = door.run(b"", *arguments, "--document", "1")
            self.assertEqual((done.returncode, done.stderr), (2, b"ccot-parse: --page and --words count from 1 (ccot-parse --help)\n"), arguments)


if __name__ == "__main__":
    unittest.main(verbosity=2)
