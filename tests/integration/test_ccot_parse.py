"""ccot-parse at its public door: whatever comes in, a JSON comes out within the limits, and the next call is unaffected.

Hostile messages are made here, never stored. Python's standard library, PIL for pictures of pages, reportlab for locked PDFs.
"""
import array
import base64
import fcntl
import hashlib
import io
import json
import os
import pathlib
import resource
import socket
import struct
import subprocess
import tempfile
import time
import unittest
import zipfile
import zlib

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

BUILD = pathlib.Path(os.environ.get("CCOT_BUILD_DIR", pathlib.Path(__file__).resolve().parents[2] / "build"))
PROGRAM = str(BUILD / "bin" / "ccot-parse")
SANITIZED = "-fsanitize" in (BUILD / "CMakeCache.txt").read_text(errors="replace")
MIB = 1 << 20

HEAD = b"From: Ann <ann@firm.example>\r\nSubject: Order\r\nMIME-Version: 1.0\r\n"
TEXT = b"Content-Type: text/plain\r\n\r\nPlease find the order attached.\r\n"


def mail(*parts):
    body = b"".join(b"--B\r\n" + part + b"\r\n" for part in parts)
    return HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + body + b"--B--\r\n"


def attachment(octets, name="order.pdf", media_type="application/pdf"):
    head = 'Content-Type: %s\r\nContent-Disposition: attachment; filename="%s"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return (head % (media_type, name)).encode() + base64.encodebytes(octets).replace(b"\n", b"\r\n")


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, octets in members:
            archive.writestr(name, octets)
    return out.getvalue()


class ZipCipher:
    """The traditional cipher of zip (APPNOTE 6.1)."""
    table = [0] * 256

    def __init__(self, password):
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for octet in password:
            self._update(octet)

    def _crc(self, octet, crc):
        return (crc >> 8) ^ self.table[(crc ^ octet) & 0xFF]

    def _update(self, octet):
        keys = self.keys
        keys[0] = self._crc(octet, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = self._crc(keys[1] >> 24, keys[2])

    def encrypt(self, octets):
        out = bytearray()
        for octet in octets:
            word = (self.keys[2] | 2) & 0xFFFF
            out.append(octet ^ (word * (word ^ 1) >> 8 & 0xFF))
            self._update(octet)
        return bytes(out)


for _number in range(256):
    _crc = _number
    for _bit in range(8):
        _crc = (_crc >> 1) ^ 0xEDB88320 if _crc & 1 else _crc >> 1
    ZipCipher.table[_number] = _crc


def locked_zip(password, name, octets):
    """A zip with one stored member behind a password."""
    crc = zlib.crc32(octets)
    packed = ZipCipher(password).encrypt(b"elevenbytes" + bytes([crc >> 24]) + octets)
    sizes = struct.pack("<IIIHH", crc, len(packed), len(octets), len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 1, 0, 0, 0x5821) + sizes + name + packed
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 1, 0, 0, 0x5821) + sizes + bytes(14) + name
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def pdf(text=b"In the Family Court", extra=b""):
    content = b"BT /F 12 Tf 60 700 Td (" + text + b") Tj ET"
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
            b"4 0 obj<</Length " + str(len(content)).encode() + b">>stream\n" + content + b"\nendstream endobj\n"
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" + extra + b"trailer<</Root 1 0 R>>\n%%EOF\n")


def endless_pdf():
    """Two hundred pages that each draw the same stream of 40 million operators, packed to a few kilobytes."""
    stream = zlib.compress(b"0 0 m 9 9 l S\n" * 4_000_000, 9)
    kids = b" ".join(b"%d 0 R" % (10 + page) for page in range(200))
    pages = b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n" % (10 + page)
                     for page in range(200))
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count 200>>endobj\n"
            + pages + b"4 0 obj<</Filter/FlateDecode/Length " + str(len(stream)).encode() + b">>stream\n" + stream
            + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


def picture(lines, size=(1240, 1754), height=28):
    """A white page with lines of print, at 150 dots an inch unless told otherwise."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONT, height)
    for number, line in enumerate(lines):
        draw.text((size[0] // 12, size[1] // 20 + number * height * 3 // 2), line, fill=0, font=font)
    return page


def saved(pages, kind="PNG"):
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:], "compression": "group4"} if kind == "TIFF" else {}
    (pages[0].convert("1") if kind == "TIFF" else pages[0]).save(out, kind, **more)
    return out.getvalue()


def scan(words, **more):
    return attachment(saved([picture(words, **more)]), "scan.png", "image/png")


def run(message, *arguments, passwords=None):
    if passwords is None:
        return subprocess.run([PROGRAM, *arguments], input=message, capture_output=True, timeout=100, check=False)
    with tempfile.TemporaryFile() as file:
        file.write(passwords)
        file.seek(0)
        return subprocess.run([PROGRAM, *arguments, "--passwords-fd", str(file.fileno())], input=message, capture_output=True,
                              timeout=100, check=False, pass_fds=[file.fileno()])


def read(message, *arguments, passwords=None):
    """The JSON; everything that must hold for any message is checked here."""
    done = run(message, "--json", *arguments, passwords=passwords)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == 1
    assert answer["message"]["sha256"] == hashlib.sha256(message).hexdigest()
    paths = [document["path"] for document in answer["documents"]]
    assert len(set(paths)) == len(paths), "a path is listed twice"
    return answer


def problems(answer):
    return {document["path"]: document["problem"] for document in answer["documents"] if document["problem"]}


def named(answer):
    return {document["problem"] for document in answer["documents"]} - {None}


class Hostile(unittest.TestCase):
    """Each ends with a named problem, within seconds."""

    def judge(self, message, *expected, seconds=20):
        start = time.monotonic()
        answer = read(message)
        self.assertLess(time.monotonic() - start, seconds)
        self.assertTrue(named(answer) & set(expected), f"{problems(answer)} holds none of {expected}")
        return answer

    def test_empty(self):
        self.judge(b"", "corrupt")
        self.judge(HEAD + b"\r\n", "corrupt")

    def test_300_000_header_lines(self):
        lines = b"".join(b"X-%d: y\r\n" % number for number in range(300_000))
        answer = self.judge(lines + mail(TEXT, attachment(pdf())), "too_large")
        self.assertEqual([document["path"] for document in answer["documents"]], ["1", "2"])
        self.judge(mail(TEXT, lines + attachment(pdf())), "too_large")

    def test_100_000_nested_messages(self):
        self.judge(HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 100_000, "too_deep")

    def test_20_000_nested_multiparts(self):
        self.judge(HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
                                   for number in range(20_000)), "too_deep")

    def test_500_000_parts(self):
        self.judge(HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + b"--B\r\n\r\n\r\n" * 500_000, "too_large")

    def test_more_documents_than_the_limit(self):
        answer = self.judge(mail(*[TEXT] * 501), "too_large")
        self.assertEqual(len(answer["documents"]), 500)
        self.assertNotIn("too_large", named(read(mail(*[TEXT] * 500))))

    def test_cut_base64(self):
        self.judge(mail(TEXT, attachment(b"The court orders. " * 100, "order.txt", "text/plain"))[:-500], "corrupt")

    def test_unknown_charset(self):
        answer = self.judge(HEAD + b"Content-Type: text/plain; charset=x-none\r\n\r\ncaf\xe9\r\n", "corrupt")
        self.assertIn("caf\u00e9", answer["documents"][0]["text"][0])

    def test_nul_octets(self):
        self.judge(HEAD + b"\r\nhe\0llo\r\n", "corrupt")
        read(b"From: a\0b@c.example\r\nSub\0ject: x\r\nSubject: a\0b\r\n\r\nx")

    def test_60_mb(self):
        octets = os.urandom(44_000_000)
        answer = self.judge(mail(TEXT, attachment(octets, "drawing.bin", "application/octet-stream")), "unsupported")
        self.assertEqual(answer["documents"][1]["size"], len(octets))

    def test_no_boundary(self):
        answer = self.judge(HEAD + b"Content-Type: multipart/mixed\r\n\r\nThe court orders\r\n", "corrupt")
        self.assertEqual(answer["documents"][0]["size"], 18)

    def test_encrypted_pdf(self):
        crypt = b"<</Filter/Standard/V 1/R 2/P -4/O(" + b"x" * 32 + b")/U(" + b"y" * 32 + b")>>"
        locked = pdf().replace(b"trailer<</Root 1 0 R>>", b"trailer<</Root 1 0 R/ID[(a)(a)]/Encrypt " + crypt + b">>")
        self.judge(mail(TEXT, attachment(locked)), "encrypted")

    def test_zip_bomb(self):
        bomb = zipped(*[(f"{number}.txt", b"\0" * 100_000_000) for number in range(5)])
        answer = self.judge(mail(TEXT, attachment(bomb, "orders.zip", "application/zip")), "too_large")
        self.assertEqual(len(answer["documents"]), 7, "each member is listed")

    def test_zip_in_zip(self):
        inner = b"text"
        for depth in range(6):
            inner = zipped((f"{depth}.zip" if depth else "a.txt", inner))
        self.judge(mail(TEXT, attachment(inner, "orders.zip", "application/zip")), "too_deep")

    def test_empty_attachment(self):
        self.judge(mail(TEXT, attachment(b"")), "corrupt")

    def test_address_list_of_a_megabyte(self):
        start = time.monotonic()
        read(b"From: " + b"a," * 500_000 + b"\r\n\r\nx")
        self.assertLess(time.monotonic() - start, 20)

    def test_xml_bomb(self):
        entities = b"".join(b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10 if number else b"aaaaaaaaaa")
                            for number in range(12))
        document = b"<!DOCTYPE d [" + entities + b']><w:document xmlns:w="w"><w:p><w:r><w:t>x&a11;</w:t></w:r></w:p></w:document>'
        octets = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", document))
        start = time.monotonic()
        read(mail(TEXT, attachment(octets, "order.docx")))
        self.assertLess(time.monotonic() - start, 20)

    def test_deep_nesting_in_documents(self):
        for name, octets in (("a.rtf", b"{\\rtf1" + b"{" * 1_000_000), ("a.html", b"<div>" * 500_000),
                             ("a.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages " + b"[" * 200_000 + b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")):
            read(mail(TEXT, attachment(octets, name, "application/octet-stream")))


class Limits(unittest.TestCase):
    def test_too_slow_document_does_not_cost_the_others(self):
        message = mail(TEXT, attachment(endless_pdf(), "slow.pdf"), attachment(pdf(), "order.pdf"))
        start = time.monotonic()
        answer = read(message, "--step-seconds", "2")
        self.assertLess(time.monotonic() - start, 20)
        self.assertEqual(problems(answer), {"2": "too_slow"})
        self.assertIn("In the Family Court", answer["documents"][2]["text"][0])

    def test_several_too_slow_documents(self):
        """Each is left out when a child has stuck in it, up to four of them; behind that none is opened."""
        slow = attachment(endless_pdf(), "slow.pdf")
        answer = read(mail(TEXT, slow, attachment(pdf(), "order.pdf"), slow), "--step-seconds", "2")
        self.assertEqual(problems(answer), {"2": "too_slow", "4": "too_slow"})
        self.assertIn("In the Family Court", answer["documents"][2]["text"][0])
        answer = read(mail(TEXT, *[slow] * 6, attachment(pdf(), "order.pdf")), "--step-seconds", "2")
        self.assertEqual(len(answer["documents"]), 8, "each is listed")
        self.assertEqual(named(answer), {"too_slow"})

    @unittest.skipIf(SANITIZED, "the address sanitizer has no limit of address space")
    def test_memory_stays_within_the_limit(self):
        """What a child may take is bounded: the same mail is read with room and named without."""
        octets = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<w:document xmlns:w='w'>" + b" " * 60 * MIB + b"</w:document>"))
        message = mail(TEXT, attachment(octets, "order.docx"), attachment(pdf()))
        self.assertEqual(read(message, "--memory-mib", "512")["documents"][2]["problem"], None)
        answer = read(message, "--memory-mib", "64")
        self.assertIn("2", problems(answer))
        self.assertIn("In the Family Court", answer["documents"][2]["text"][0])
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        self.assertLess(before, 1536 * MIB)


class Recognition(unittest.TestCase):
    """Pages that are pictures are read by children of their own; whatever becomes of one, the rest stays."""
    ORDER = ["IN THE FAMILY COURT SITTING AT READING", "", "Case number: RG25F01234", "", "NON-MOLESTATION ORDER", "",
             "The respondent is forbidden to use or threaten violence."]
    DENSE = ["the quick brown fox jumps over the lazy dog and then goes home to sleep until the morning comes"] * 70

    def test_read(self):
        answer = read(mail(TEXT, scan(self.ORDER)))
        document = answer["documents"][1]
        self.assertEqual((document["text_source"], document["problem"], document["pages"]), ("ocr", None, 1))
        self.assertIn("RG25F01234", document["text"][0])
        self.assertEqual(answer["documents"][0]["text_source"], "text")

    def test_pages_in_containers(self):
        inner = mail(TEXT, scan(["Forwarded page", "with a few words"]))
        tiff = saved([picture(["First page of it"] * 3).convert("1"), picture(["Second page of it"] * 3).convert("1")], "TIFF")
        answer = read(mail(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + inner,
                           attachment(zipped(("a/scan.tif", tiff)), "scans.zip", "application/zip")))
        texts = {document["path"]: document["text"] for document in answer["documents"]}
        self.assertIn("Forwarded page", texts["2!2"][0])
        self.assertEqual(["First" in texts["3!a/scan.tif"][0], "Second" in texts["3!a/scan.tif"][1]], [True, True])
        self.assertEqual(problems(answer), {})

    def test_more_pages_than_the_limit(self):
        """200 pages: 150 are read, those of the small document behind them too, and the rest is said."""
        small = picture(["Page of a scan"], (400, 1000), 24).convert("1")
        tiff = attachment(saved([small] * 200, "TIFF"), "bundle.tif", "image/tiff")
        answer = read(mail(TEXT, tiff, scan(self.ORDER), attachment(pdf())), "--step-seconds", "60")
        bundle = answer["documents"][1]
        self.assertEqual((bundle["problem"], bundle["pages"]), ("too_large", 200))
        self.assertEqual(sum("Page of" in page for page in bundle["text"]), 149)
        self.assertIn("RG25F01234", answer["documents"][2]["text"][0])
        self.assertEqual(problems(answer), {"2": "too_large"})

    def test_late_page(self):
        """A page that takes longer than a step is given up; the others are read, the first reading is not repeated for it."""
        late = scan(self.DENSE * 3, size=(4960, 7016), height=24)
        start = time.monotonic()
        answer = read(mail(TEXT, late, scan(self.ORDER), attachment(pdf())), "--step-seconds", "8" if SANITIZED else "4")
        self.assertLess(time.monotonic() - start, 40)
        self.assertEqual(problems(answer), {"2": "too_slow"})
        self.assertIn("RG25F01234", answer["documents"][2]["text"][0])
        self.assertIn("In the Family Court", answer["documents"][3]["text"][0])

    def test_message_without_time(self):
        """The pages that find no time in message-seconds are said to be too slow, and the answer comes in time."""
        start = time.monotonic()
        answer = read(mail(TEXT, *[scan(self.DENSE, size=(2480, 3508))] * 12, attachment(pdf())), "--message-seconds", "4")
        self.assertLess(time.monotonic() - start, 4 + 2)
        self.assertEqual(len(answer["documents"]), 14)
        self.assertIn("too_slow", named(answer))
        self.assertIn("In the Family Court", answer["documents"][13]["text"][0])

    @unittest.skipIf(SANITIZED, "the address sanitizer has no limit of address space")
    def test_page_over_the_memory(self):
        """Its child dies of it; the next page has a child of its own."""
        large = scan(self.ORDER, size=(6000, 6500))
        answer = read(mail(TEXT, large, scan(self.ORDER)), "--memory-mib", "64")
        self.assertIn(answer["documents"][1]["problem"], ("corrupt", "unreadable", "too_large"))
        self.assertIn("RG25F01234", answer["documents"][2]["text"][0])
        self.assertEqual(len(problems(answer)), 1)

    def test_without_models(self):
        done = run(mail(TEXT, scan(self.ORDER)), "--json", "--ocr-languages", "none")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(problems(json.loads(done.stdout)), {"2": "unreadable"})
        self.assertIn(b"ccot-parse: character recognition: ", done.stderr)

    def test_in_serve_mode(self):
        channel, child = Serve.start()
        for number in range(2):
            self.assertEqual(problems(Serve.ask(channel, number, mail(TEXT, scan(self.ORDER)))), {})
            self.assertEqual(problems(Serve.ask(channel, number, mail(TEXT, attachment(pdf())))), {})
        channel.close()
        self.assertEqual(child.wait(10), 0)


class Passwords(unittest.TestCase):
    """They come by descriptor or by frame, open what they fit, and are named nowhere."""
    PASSWORD = b"Heron-Sluice-42"
    MESSAGE = mail(TEXT, attachment(locked_zip(PASSWORD, b"order.pdf", pdf(b"Locked order")), "orders.zip", "application/zip"))
    MEMBER = "2!order.pdf"

    def test_locked_without(self):
        answer = read(self.MESSAGE)
        self.assertEqual(problems(answer), {"2": "encrypted", self.MEMBER: "encrypted"})
        self.assertEqual(problems(read(self.MESSAGE, passwords=b"Heron-Sluice-43\nheron-sluice-42\n")), problems(answer))

    def test_by_descriptor(self):
        for lines in (self.PASSWORD, self.PASSWORD + b"\n", b"wrong\r\n\r\n" + self.PASSWORD + b"\r\nwrong too"):
            answer = read(self.MESSAGE, passwords=lines)
            self.assertEqual(problems(answer), {}, lines)
            self.assertIn("Locked order", answer["documents"][2]["text"][0])
            self.assertNotIn(self.PASSWORD.decode(), json.dumps(answer))

    def test_right_one_behind_those_that_pass_the_first_check(self):
        """An archive checks a password by one octet: of 60 wrong ones some pass it, and must not spoil the right one."""
        wrong = b"".join(b"wrong %d\n" % number for number in range(60))
        self.assertEqual(problems(read(self.MESSAGE, passwords=wrong + self.PASSWORD)), {})

    def test_told_in_the_same_mail(self):
        """Before the locked document, behind it, in a forwarded mail; for a page too."""
        told = b"Content-Type: text/plain\r\n\r\nPlease find the order attached. The password is Heron-Sluice-42.\r\n"
        locked = attachment(locked_zip(self.PASSWORD, b"order.pdf", pdf(b"Locked order")), "orders.zip", "application/zip")
        forwarded = mail(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + mail(told, locked))
        for message, member in ((mail(told, locked), "2!order.pdf"), (mail(locked, told), "1!order.pdf"), (forwarded, "2!2!order.pdf")):
            answer = read(message)
            self.assertEqual(problems(answer), {}, member)
            document, = [one for one in answer["documents"] if one["path"] == member]
            self.assertIn("Locked order", document["text"][0])
            self.assertEqual(run(message, "--page", "1", "--document", member).returncode, 0, member)
            self.assertEqual(run(message, "--extract", member).stdout, pdf(b"Locked order"), member)

    def test_locked_scan(self):
        """The child that recognises a page opens its PDF with what the mail tells."""
        out = io.BytesIO()
        sheet = canvas.Canvas(out, encrypt="Heron-Sluice-42")
        sheet.drawImage(ImageReader(picture(Recognition.ORDER)), 0, 0, 595, 842)
        sheet.save()
        locked = attachment(out.getvalue())
        told = b"Content-Type: text/plain\r\n\r\nThe password for the attached order is Heron-Sluice-42\r\n"
        self.assertEqual(problems(read(mail(TEXT, locked))), {"2": "encrypted"})
        for message, path in ((mail(told, locked), "2"), (mail(locked, told), "1")):
            answer = read(message)
            self.assertEqual(problems(answer), {})
            document, = [one for one in answer["documents"] if one["path"] == path]
            self.assertIn("RG25F01234", document["text"][0])
            self.assertEqual(run(message, "--page", "1", "--document", path).returncode, 0)

    def test_page_and_extract(self):
        for arguments in (("--extract", self.MEMBER), ("--page", "1", "--document", self.MEMBER)):
            self.assertEqual(run(self.MESSAGE, *arguments, passwords=self.PASSWORD).returncode, 0, arguments)
            self.assertEqual(run(self.MESSAGE, *arguments, passwords=b"wrong\n" + self.PASSWORD).returncode, 0, "a wrong one before it")
        self.assertEqual(run(self.MESSAGE, "--extract", self.MEMBER, passwords=self.PASSWORD).stdout, pdf(b"Locked order"))
        self.assertEqual(run(self.MESSAGE, "--page", "1", "--document", self.MEMBER, passwords=b"wrong").returncode, 1)
        self.assertIn(b"Locked order", run(self.MESSAGE, "--text", self.MEMBER, passwords=self.PASSWORD).stdout)
        self.assertEqual(run(self.MESSAGE, "--text", self.MEMBER, passwords=b"wrong").stdout, b"")

    def test_limits(self):
        most = (b"x" * 256 + b"\n") * 63
        self.assertEqual(problems(read(self.MESSAGE, passwords=most + self.PASSWORD)), {}, "64 passwords")
        full = b"".join(b"%0256d\n" % number for number in range(64))
        self.assertEqual(problems(read(self.MESSAGE, passwords=full + self.PASSWORD)), problems(read(self.MESSAGE)), "the 65th")
        done = run(self.MESSAGE, "--json", passwords=b"x" * 20_000)
        self.assertEqual((done.returncode, done.stdout, done.stderr.count(b"\n")), (1, b"", 1))
        self.assertEqual(problems(read(self.MESSAGE, passwords=b"x" * 257 + b"\n" + b"\xff\n" + self.PASSWORD)), {}, "left out")

    def test_wrong_descriptor(self):
        for number in ("0", "1", "2", "-3", "x"):
            self.assertEqual(run(self.MESSAGE, "--json", "--passwords-fd", number).returncode, 0 if number == "0" else 2, number)
        self.assertEqual(run(self.MESSAGE, "--json", "--passwords-fd", "77").returncode, 1)
        self.assertEqual(run(self.MESSAGE, "--serve", "--passwords-fd", "4").returncode, 2)

    def test_a_path_by_descriptor(self):
        """A file name inside an archive stands in no argument."""
        with tempfile.TemporaryFile() as file:
            file.write(self.MEMBER.encode())
            for arguments in (("--extract",), ("--text",), ("--page", "1", "--document")):
                file.seek(0)
                done = subprocess.run([PROGRAM, *arguments, f"@{file.fileno()}"], input=self.MESSAGE, capture_output=True, timeout=100,
                                      check=False, pass_fds=[file.fileno()])
                self.assertIn(done.returncode, (0, 1), arguments)
                self.assertEqual(run(self.MESSAGE, *arguments, "@99").returncode, 2)
                self.assertEqual(run(self.MESSAGE, *arguments, "@1").returncode, 2)
            file.seek(0)
            file.truncate()
            file.write(b"1")
            file.seek(0)
            done = subprocess.run([PROGRAM, "--extract", f"@{file.fileno()}"], input=b"Subject: x\r\n\r\nwords\r\n", capture_output=True, timeout=100,
                                  check=False, pass_fds=[file.fileno()])
            self.assertEqual((done.returncode, done.stdout.strip()), (0, b"words"))

    def test_in_serve_mode(self):
        channel, child = Serve.start()
        self.assertEqual(problems(Serve.ask(channel, 1, self.MESSAGE, self.PASSWORD)), {})
        self.assertEqual(named(Serve.ask(channel, 2, self.MESSAGE)), {"encrypted"}, "forgotten after one message")
        Serve.send(channel, b"W", 3, self.PASSWORD)
        Serve.send(channel, b"P", 4, self.MESSAGE)
        self.assertEqual(child.wait(10), 1, "passwords of another message")
        channel.close()


class Documents(unittest.TestCase):
    def test_pdf_that_is_html(self):
        answer = read(mail(TEXT, attachment(b"<html><body><p>Your session has ended</p></body></html>")))
        self.assertEqual(answer["documents"][1]["media_type"], "text/html")
        self.assertEqual(problems(answer), {"2": "corrupt"}, "a PDF was meant")
        self.assertIn("Your session has ended", answer["documents"][1]["text"][0])

    def test_every_path_can_be_extracted(self):
        inner = mail(TEXT, attachment(pdf(b"inner"), "inner.pdf"))
        archive = zipped(("orders/nmo.pdf", pdf(b"zipped")), ("gŵys.txt", b"one"), ("sub/deep.zip", zipped(("a.txt", b"deep"))))
        message = mail(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + inner, attachment(archive, "orders.zip", "application/zip"),
                       attachment(inner, "kept.eml", "application/octet-stream"))
        answer = read(message)
        paths = [document["path"] for document in answer["documents"]]
        self.assertEqual(paths, ["1", "2", "2!1", "2!2", "3", "3!orders/nmo.pdf", "3!gŵys.txt", "3!sub/deep.zip",
                                 "3!sub/deep.zip!a.txt", "4", "4!1", "4!2"])
        for document in answer["documents"]:
            done = run(message, "--extract", document["path"])
            self.assertEqual(done.returncode, 0, document["path"])
            self.assertEqual(hashlib.sha256(done.stdout).hexdigest(), document["sha256"], document["path"])
            self.assertEqual(len(done.stdout), document["size"])
            done = run(message, "--text", document["path"])
            self.assertEqual((done.returncode, done.stdout.decode()), (0, "\f".join(document["text"])), document["path"])
        self.assertEqual(run(message, "--text", "3!../../etc/passwd").returncode, 1)
        self.assertEqual(run(message, "--extract", "3!../../etc/passwd").returncode, 1)

    def test_page(self):
        message = mail(TEXT, attachment(pdf()))
        done = run(message, "--page", "1", "--dpi", "72", "--document", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout[:8], b"\x89PNG\r\n\x1a\n")
        width, height, _depth, colour = struct.unpack(">IIBB", done.stdout[16:26])
        self.assertEqual((width, height, colour), (600, 800, 0), "72 dots an inch, grey")
        # not one white sheet: a font that is not embedded was found behind the wall
        blank = run(mail(TEXT, attachment(pdf(b""))), "--page", "1", "--dpi", "72", "--document", "2")
        self.assertGreater(len(done.stdout), len(blank.stdout) + 200)
        for page, document in (("2", "2"), ("1", "1"), ("1", "7")):
            refused = run(message, "--page", page, "--document", document)
            self.assertEqual(refused.returncode, 1)
            self.assertEqual(refused.stdout, b"")
            self.assertEqual(refused.stderr.count(b"\n"), 1)

    def test_huge_page_is_shrunk(self):
        huge = pdf().replace(b"[0 0 600 800]", b"[0 0 200000 200000]")
        done = run(mail(TEXT, attachment(huge)), "--page", "1", "--dpi", "600", "--document", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        width, height = struct.unpack(">II", done.stdout[16:24])
        self.assertLessEqual(width * height, 41_000_000)


class Calls(unittest.TestCase):
    def test_usage(self):
        for arguments in ((), ("--json", "--serve"), ("--page", "1"), ("--document", "1"), ("--json", "more"), ("--nonsense",),
                          ("--json", "--step-seconds", "0"), ("--json", "--message-seconds", "0"),
                          ("--json", "--ocr-processes", "65"), ("--json", "--ocr-languages", "../x"), ("--json", "--ocr-languages", ""),
                          ("--page", "1", "--document", "1", "--dpi", "9999")):
            done = run(b"", *arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stderr.count(b"\n"), 1)
        self.assertEqual(run(b"", "--help").returncode, 0)
        self.assertRegex(run(b"", "--version").stdout, rb"^ccot-parse \d")


class Serve(unittest.TestCase):
    @staticmethod
    def start(*arguments):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        child = subprocess.Popen([PROGRAM, "--serve", *arguments], close_fds=False,
                                 preexec_fn=lambda: os.dup2(theirs.fileno(), 3))  # pylint: disable=subprocess-popen-preexec-fn
        theirs.close()
        return ours, child

    @staticmethod
    def send(channel, kind, number, octets):
        file = os.memfd_create("octets", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.write(file, octets)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, 15)
        frame = kind + b"n" + struct.pack("<Q", number) + b"n" + struct.pack("<Q", len(octets))
        channel.sendmsg([frame], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [file]))])
        os.close(file)

    @classmethod
    def ask(cls, channel, number, message, passwords=None):
        if passwords is not None:
            cls.send(channel, b"W", number, passwords)
        cls.send(channel, b"P", number, message)
        answer, control, _flags, _address = channel.recvmsg(65536, 1000)
        if not answer:
            return None
        result = array.array("i", control[0][2])[0]
        length = struct.unpack("<Q", answer[11:19])[0]
        octets = os.pread(result, length, 0)
        os.close(result)
        assert answer[:1] == b"J" and struct.unpack("<Q", answer[2:10])[0] == number
        return json.loads(octets)

    def test_many_then_renewed(self):
        channel, child = self.start("--max-messages", "3")
        for number in range(3):
            message = mail(TEXT, attachment(pdf(b"Order %d" % number)))
            self.assertEqual(self.ask(channel, number, message)["message"]["sha256"], hashlib.sha256(message).hexdigest())
        self.assertEqual(child.wait(10), 0)
        channel.close()

    def test_hostile_between_good(self):
        channel, child = self.start("--step-seconds", "2")
        good = mail(TEXT, attachment(pdf()))
        self.assertFalse(named(self.ask(channel, 1, good)))
        self.assertIn("too_slow", named(self.ask(channel, 2, mail(TEXT, attachment(endless_pdf())))))
        self.assertFalse(named(self.ask(channel, 3, good)))
        channel.close()
        self.assertEqual(child.wait(10), 0)

    def test_wrong_frame_ends_it(self):
        channel, child = self.start()
        channel.send(b"Xnonsense")
        self.assertEqual(child.wait(10), 1)
        channel.close()


if __name__ == "__main__":
    unittest.main()
