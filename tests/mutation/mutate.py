#!/usr/bin/python3
"""Damages mails in many ways and has `ccot-parse --serve` read each: every answer must come in time, be valid JSON of the
documented shape, and no process may die or be reported by a sanitizer.

  mutate.py PARSER [--count N] [--seed S] [--jobs J] [--step-seconds T] [--from FOLDER]... [--keep FOLDER]

The mails are those of tests/corpus and, each in a mail of its own, the seeds of tests/fuzz; --from adds .eml files and
documents of other folders. Mails with pages that must be recognised cost seconds each: one mutation in a hundred is of them. A mutation has a number; number and seed make the same octets again. Ends with 1 when there is
a finding; --keep writes the mail of each."""
import argparse
import collections
import email
import email.policy
import fcntl
import json
import mmap
import multiprocessing
import os
import pathlib
import random
import socket
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "corpus"))
import build_mail  # pylint: disable=wrong-import-position

SEALS = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SEAL
CHANNEL = 3  # where ccot-parse --serve listens
GRACE = 5  # seconds beyond the limit that the operating system may take
LARGEST = 1024 * 1024  # octets of a mail that is worth damaging often
REPORTS = (b"AddressSanitizer", b"LeakSanitizer", b"runtime error:", b"UndefinedBehaviorSanitizer")
KINDS = {"order", "statement_of_service", "power_of_arrest", "application", "confidential_details", "undertaking", "correspondence",
         "secure_mail_notice", "automatic_reply", "other", "unreadable"}
PROBLEMS = {None, "encrypted", "corrupt", "unsupported", "too_large", "too_deep", "too_slow", "malware", "remote_only", "pages_missing",
            "unreadable"}
TOKENS = [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\x80", b"-1", b"4294967295", b"99999999999999999999",
          b"stream\r\n", b"endstream", b"/Length 1000000000", b"/Kids[1 0 R]", b"/Count 100000", b"<<" * 200, b"[" * 500, b"<w:tbl>" * 100,
          b"{" * 300, b"\\bin99999 ", b"\\u-1?", b"&#x110000;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"--", b"\r\n\r\n", b"Content-Type: multipart/mixed",
          b"\xed\xa0\x80", b"\xc0\xaf", b"\xe2\x80\xae", b"=?utf-8?b?/w==?=", b"PK\3\4", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"II*\0", b"12:00 AM",
          b"until", b"31 February 2026", b"born", b"(" * 100]


def mail_around(octets, name):
    """A mail whose sole attachment holds the octets."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"] = "clerk@firm.example", "Non-Molestation Order"
    message.set_content("Please find attached the order.")
    message.add_attachment(octets, maintype="application", subtype="octet-stream", filename="order" + pathlib.Path(name).suffix)
    return message.as_bytes()


def sources(folders):
    mails = [build_mail.read_case(case.parent.name) for case in sorted((HERE.parent / "corpus").glob("*/message.json"))]
    seeds = sorted((HERE.parent / "fuzz" / "seeds").glob("*/*"))
    files = [path for folder in folders for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()]
    for path in seeds + files:
        octets = path.read_bytes()
        if octets and len(octets) <= LARGEST:
            mails.append(octets if path.suffix == ".eml" else mail_around(octets, path.name))
    return [mail for mail in mails if len(mail) <= 2 * LARGEST]


def damage(octets, other, chance):
    """The octets after one to four small accidents."""
    data = bytearray(octets)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not data:
            break
        at = chance.randrange(len(data))
        length = min(len(data) - at, chance.choice((1, 2, 4, 16, 64, 512, 4096)))
        what = chance.randrange(9)
        if what == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            data[at] = chance.randrange(256)
        elif what == 2:
            del data[at:at + length]
        elif what == 3:
            data[at:at] = data[at:at + length] * chance.choice((1, 2, 50))
        elif what == 4:
            del data[at:]
        elif what == 5:
            token = chance.choice(TOKENS)
            data[at:at + (len(token) if chance.random() < 0.5 else 0)] = token
        elif what == 6 and other:
            start = chance.randrange(len(other))
            data[at:at + length] = other[start:start + length]
        elif what == 7:
            data[at:at + length] = bytes(chance.randrange(256) for _ in range(min(length, 64)))
        else:
            goal = chance.randrange(len(data))
            data[goal:goal + length] = data[at:at + length]
    return bytes(data)


def parted(mails, reader, options):
    """The mails without pictures of pages, and those with."""
    plain, pictures = [], []
    for number, mail in enumerate(mails):
        (pictures if b'"ocr"' in reader.read(number, mail, 20 * options.step_seconds) else plain).append(mail)
    return plain, pictures or plain


def mutated(plain, pictures, number, seed):
    """Mutation number of that seed: of the raw mail, or of what one of its parts decodes to."""
    chance = random.Random(f"{seed}/{number}")
    raw, other = chance.choice(pictures if chance.random() < 0.01 else plain), chance.choice(plain)
    if chance.random() < 0.35:
        return damage(raw, other, chance)
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        leaves = [part for part in message.walk() if not part.is_multipart() and part.get_payload(decode=True)]
        part = chance.choice([part for part in leaves if part.get_filename()] or leaves)
        part.set_payload(damage(part.get_payload(decode=True), other, chance))
        del part["Content-Transfer-Encoding"]
        email.encoders.encode_base64(part)
        return message.as_bytes()
    except (IndexError, KeyError, ValueError, LookupError, AttributeError):
        return damage(raw, other, chance)


class Reader:
    """One `ccot-parse --serve` and the frames to it (register/worker_protocol.h)."""

    def __init__(self, program, step_seconds):
        self.program, self.step_seconds = program, step_seconds
        self.errors = tempfile.TemporaryFile()
        self.start()

    def start(self):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = dict(os.environ, CCOT_PARSE_STDERR="1", OMP_THREAD_LIMIT="1")

        def place():
            os.dup2(theirs.fileno(), CHANNEL)

        self.process = subprocess.Popen([self.program, "--serve", "--max-messages", "2000", "--step-seconds", str(self.step_seconds)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.errors, close_fds=True,
                                        pass_fds=(CHANNEL, theirs.fileno()), preexec_fn=place, env=environment)
        theirs.close()
        self.socket, self.left = ours, 2000

    def stop(self):
        self.socket.close()
        return self.process.wait(timeout=60)

    def read(self, number, mail, patience):
        """The answer's octets."""
        if self.left == 0:
            if self.stop() != 0:
                raise RuntimeError("exit status is not 0")
            self.start()
        self.left -= 1
        file = os.memfd_create("mail", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        with os.fdopen(file, "wb", closefd=False) as stream:
            stream.write(mail)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, SEALS)
        frame = b"P" + b"".join(b"n" + struct.pack("<Q", value) for value in (number, len(mail)))
        socket.send_fds(self.socket, [frame], [file])
        os.close(file)
        self.socket.settimeout(patience)
        answer, descriptors, _, _ = socket.recv_fds(self.socket, 65536, 1)
        if not descriptors or answer[:1] != b"J":
            raise RuntimeError("no answer")
        length = struct.unpack("<Q", answer[11:19])[0]
        with os.fdopen(descriptors[0], "rb") as stream:
            if length == 0:
                return b""
            with mmap.mmap(stream.fileno(), length, prot=mmap.PROT_READ) as view:
                return bytes(view)

    def reports(self):
        """What sanitizers wrote since the last call."""
        self.errors.seek(0)
        text = self.errors.read()
        self.errors.seek(0)
        self.errors.truncate()
        return text if any(word in text for word in REPORTS) else b""


def share(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def faults(octets):
    """What is wrong with an answer; None when it is as documented."""
    answer = json.loads(octets.decode("utf-8"), parse_constant=lambda word: 1 / 0)
    if answer["schema"] != 1 or not answer["documents"] and not answer["message"]["automatic"]:
        return "no document is listed"
    paths = {document["path"] for document in answer["documents"]}
    if len(paths) != len(answer["documents"]):
        return "a path is listed twice"
    for document in answer["documents"]:
        if document["kind"] not in KINDS or document["problem"] not in PROBLEMS:
            return "a kind or problem that is not documented"
    for item in answer["orders"] + answer["services"]:
        if item["document"] not in paths:
            return "an order or a service of a document that is not listed"
        for value in item["fields"].values():
            box = value.get("box", [0, 0, 1, 1])
            if not share(value["confidence"]) or not all(map(share, box)) or box[0] > box[2] or box[1] > box[3]:
                return "a confidence or a box outside 0..1"
    return None


def attend(reader, number, mail, options, counts):
    """The finding of one mutation, or None."""
    began = time.monotonic()
    try:
        octets = reader.read(number, mail, 20 * options.step_seconds)
        finding = faults(octets)
        counts["too slow, and said so"] += b'"too_slow"' in octets
    except (OSError, RuntimeError, ValueError, KeyError, ZeroDivisionError) as failure:
        finding = f"{type(failure).__name__}: {failure}"
        reader.process.kill()
        reader.process.wait()
        reader.start()
    spent = time.monotonic() - began
    counts["slowest"] = max(counts["slowest"], spent)
    if reader.reports():
        finding = "a sanitizer's report"
    elif finding is None and spent > 3 * options.step_seconds + GRACE:
        finding = "over the time limit"
    return finding


def run(job):
    options, first, plain, pictures = job
    reader = Reader(options.parser, options.step_seconds)
    counts, findings = collections.Counter(), []
    for number in range(first, options.count, options.jobs):
        mail = mutated(plain, pictures, number, options.seed)
        finding = attend(reader, number, mail, options, counts)
        counts["mutations"] += 1
        if finding is None:
            continue
        findings.append((number, finding))
        if options.keep:
            pathlib.Path(options.keep).mkdir(parents=True, exist_ok=True)
            (pathlib.Path(options.keep) / f"{options.seed}-{number}.eml").write_bytes(mail)
    if reader.stop() != 0:
        findings.append((-1, "exit status is not 0"))
    return counts, findings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parser")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--step-seconds", type=int, default=30)
    parser.add_argument("--from", dest="folders", action="append", default=[])
    parser.add_argument("--keep")
    options = parser.parse_args()
    mails = sources(options.folders)
    reader = Reader(options.parser, options.step_seconds)
    plain, pictures = parted(mails, reader, options)
    reader.stop()
    with multiprocessing.Pool(options.jobs) as pool:
        results = pool.map(run, [(options, first, plain, pictures) for first in range(options.jobs)])
    total = sum(counts["mutations"] for counts, _ in results)
    findings = sorted(finding for _, found in results for finding in found)
    print(f"{total} mutations of {len(mails)} mails, seed {options.seed}: {len(findings)} findings, "
          f"{sum(counts['too slow, and said so'] for counts, _ in results)} answers say too_slow, "
          f"slowest answer {max(counts['slowest'] for counts, _ in results):.1f} s")
    for number, finding in findings:
        print(f"  mutation {number}: {finding}")
    return 1 if findings or total != options.count else 0


if __name__ == "__main__":
    sys.exit(main())
