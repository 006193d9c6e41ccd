"""Mails that break readers: each ends as a row that says what is wrong, in time, and the next mail is read as ever."""
import io
import pathlib
import sys
import threading
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails

MEMORY_MIB = 512
CASES = {}  # name: (octets, problems or failures of which one must be named; empty: none is needed)


def bad(*named):
    def keep(make):
        CASES[make.__name__] = (make(), named)
        return make
    return keep


HEAD = "From: Clerk <clerk@firm.example>\r\nSubject: Non-Molestation Order\r\nMIME-Version: 1.0\r\n"


@bad()
def empty_mail():
    return b"\r\n"


@bad()
def no_attachment():
    return mails.mail(1, body="The order follows by post.")


@bad("too_large", "corrupt", "too_slow", "unreadable", "unsupported")
def sixty_megabytes():
    return mails.mail(1, attachment=b"%PDF-1.4\n" + bytes(range(256)) * 176_000)


@bad("too_large", "too_deep", "corrupt")
def header_of_300000_lines():
    return (HEAD + "X-Line: yes\r\n" * 300_000 + "\r\nbody\r\n").encode()


@bad("too_deep", "too_large", "corrupt")
def nested_100000_messages():
    return (HEAD + "Content-Type: message/rfc822\r\n\r\n" * 100_000 + "Subject: inmost\r\n\r\nbody\r\n").encode()


@bad("too_large", "too_deep", "corrupt")
def parts_500000():
    return (HEAD + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + "--b\r\n\r\n" * 500_000 + "--b--\r\n").encode()


@bad("corrupt", "unreadable")
def cut_base64():
    octets = mails.order_mail(2)
    return octets[:len(octets) // 2]


@bad()
def unknown_charset():
    return (HEAD + "Content-Type: text/plain; charset=x-klingon-9\r\nContent-Transfer-Encoding: 8bit\r\n\r\n").encode() + b"caf\xe9 \xff\xfe\r\n"


@bad("corrupt", "unreadable", "unsupported")
def nul_octets():
    return mails.mail(3, attachment=b"%PDF-1.4\n" + b"\0" * 5000)


@bad("encrypted")
def locked_pdf():
    import build_mail
    document = build_mail.octets_of({"format": "pdf", "template": "fl404a", "facts": mails.order_facts(4), "password": "Lantern-Sparrow"})
    return mails.mail(4, attachment=document)


@bad("too_large", "corrupt", "too_slow")
def zip_bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("order.txt", "w", force_zip64=True) as member:
        for _ in range(1000):
            member.write(b"\0" * 1_000_000)
    return mails.mail(5, attachment=packed.getvalue(), filename="order.zip", media_type="application/zip")


@bad()
def pdf_that_is_html():
    return mails.mail(6, attachment=b"<!DOCTYPE html><html><body><p>Sign in to read</p></body></html>")


@bad("corrupt", "unreadable")
def cut_pdf():
    return mails.mail(7, attachment=mails.order_document(7)[:2000])


@bad()
def one_line_of_four_megabytes():
    return (HEAD + "\r\n" + "a" * 4_000_000 + "\r\n").encode()


@bad()
def boundary_of_a_quote():
    return (HEAD + 'Content-Type: multipart/mixed; boundary="\\""\r\n\r\n--"\r\n\r\nx\r\n--"--\r\n').encode()


class BadInput(unittest.TestCase):
    def test_each_is_a_row_and_the_next_is_read(self):
        site = harness.Site()
        self.addCleanup(site.close)
        register = site.register(top_more=f"parser = {{ workers = 2; step_seconds = 10; memory_mib = {MEMORY_MIB}; }};")
        messages = []
        for number, (octets, _) in enumerate(CASES.values()):
            messages += [octets, mails.body_order_mail(100 + number)]
        keys = register.append(messages)
        peak = Peak()
        register.start()
        peak.watch(register.daemon.pid)
        register.wait_drained(len(messages), 240)
        peak.stop()
        self.assertEqual(register.stop()[0], 0)
        self.assertLess(peak.mib, MEMORY_MIB + 64, "no worker grew beyond its limit")
        states = {int(row[0]): row[1:] for row in register.sql("SELECT uid, state, coalesce(failure, '') FROM v_message")}
        problems = {}
        for uid, problem in register.sql("SELECT uid, problem FROM v_document JOIN v_message USING (message_id) WHERE problem <> ''"):
            problems.setdefault(int(uid), set()).add(problem)
        for number, (name, (_, named)) in enumerate(CASES.items()):
            bad_uid, good_uid = keys[2 * number][1], keys[2 * number + 1][1]
            with self.subTest(name):
                self.assertEqual(states[good_uid][0], "queued", "the next message")
                told = problems.get(bad_uid, set()) | {states[bad_uid][1]}
                if named:
                    self.assertTrue(any(word in text for word in named for text in told), f"{states[bad_uid]}, {told}")
        self.assertEqual(register.value("SELECT count(*) FROM v_entry WHERE case_number IS NOT NULL"), str(len(CASES)),
                         "each good mail is an entry")
        self.assertEqual(register.count(), 0)


class Peak:
    """The largest resident size of any ccot-parse below a process."""

    def __init__(self):
        self.mib = 0
        self.ended = threading.Event()
        self.thread = None

    def watch(self, pid):
        def look():
            while not self.ended.wait(0.05):
                for child in harness.children(pid):
                    if "ccot-parse" in harness.command(child):
                        self.mib = max(self.mib, harness.peak_mib(child))
        self.thread = threading.Thread(target=look, daemon=True)
        self.thread.start()

    def stop(self):
        self.ended.set()
        self.thread.join()


if __name__ == "__main__":
    unittest.main(verbosity=2)
