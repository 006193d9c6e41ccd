"""What each program is linked with, and that nobody's name gets into a log or a process title."""
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails

DOCUMENT_LIBRARIES = ("poppler", "gmime", "tesseract", "lept", "cairo", "archive", "xml2", "heif", "gsf", "ytnef", "magic")
FORBIDDEN = {"ccotd": DOCUMENT_LIBRARIES + ("etpan", "gnutls", "curl"), "ccot-parse": ("pq", "gnutls", "curl", "etpan"),
             "ccot-fetch": ("pq",) + DOCUMENT_LIBRARIES, "ccot-post": ("pq", "etpan") + DOCUMENT_LIBRARIES, "ccot": DOCUMENT_LIBRARIES + ("etpan", "curl"),
             "ccot-report": tuple(name for name in DOCUMENT_LIBRARIES if name != "xml2") + ("etpan", "gnutls", "curl", "xslt")}
WANTED = {"ccotd": "pq", "ccot-parse": "gmime-3.0", "ccot-fetch": "gnutls", "ccot-post": "curl", "ccot": "pq", "ccot-report": "pq"}


def needed(program):
    done = subprocess.run(["readelf", "-d", harness.program(program)], capture_output=True, text=True, check=True)
    return re.findall(r"\(NEEDED\).*\[lib([^\]]+?)(?:-gnutls)?\.so", done.stdout)


class Libraries(unittest.TestCase):
    def test_each_program_links_only_what_its_room_may(self):
        for program, forbidden in FORBIDDEN.items():
            with self.subTest(program=program):
                libraries = needed(program)
                self.assertIn(WANTED[program], libraries)
                self.assertEqual([name for name in libraries if any(name == word or name.startswith(word + "-") for word in forbidden)], [])


class Secrecy(unittest.TestCase):
    """Marked words in every place where a mail holds a name: none of them may turn up outside the register."""
    MARK = "Zyxwart"

    def test_no_name_in_a_log_or_a_title(self):
        site = harness.Site()
        self.addCleanup(site.close)
        register = site.register()
        mark = self.MARK
        document = mails.order_document(1, applicant=f"Alice {mark}", respondent=f"Bernard {mark}", address=f"1 {mark} Row",
                                        judge=f"District Judge {mark}", property=f"2 {mark} Close")
        messages = [mails.mail(1, subject=f"Non-Molestation Order {mark}", body=f"We act for {mark}.", attachment=document,
                               filename=f"{mark}.pdf", message_id=f"{mark}@firm.example"),
                    mails.mail(2, subject=mark, attachment=b"%PDF-1.4 cut", filename=f"{mark}.pdf"),
                    mails.mail(3, subject=mark, attachment=b"PK\x03\x04 cut", filename=f"{mark}.zip"),
                    f"Subject: {mark}\r\nFrom: {mark} <{mark}@firm.example>\r\nContent-Type: {mark}; charset={mark}\r\n\r\n{mark}".encode()]
        titles = []
        register.start()
        register.append(messages)
        register.append(messages)

        def drained():
            for pid in [register.daemon.pid, *harness.children(register.daemon.pid)]:
                titles.append(harness.command(pid))
            return register.value("SELECT count(*) FROM v_message WHERE state IN ('queued', 'failed')") == "8"
        harness.wait_until(drained, 60, "drained")
        register.ccot("status")
        self.assertEqual(register.stop()[0], 0)
        self.assertEqual(register.value(f"SELECT count(*) > 0 FROM v_message WHERE subject LIKE '%{mark}%'"), "t", "the mark was read")
        for name, text in (("log", register.log_text()), ("titles", "\n".join(titles)), ("postgres", site.postgres.log.read_text())):
            self.assertNotIn(mark.lower(), text.lower(), name)
        self.assertNotIn(harness.PASSWORD, register.log_text() + "\n".join(titles))
        for name in ("ccotd", "ccot-fetch", "ccot-parse"):
            self.assertTrue(any(name in title for title in titles), f"{name} was looked at")


if __name__ == "__main__":
    unittest.main(verbosity=2)
