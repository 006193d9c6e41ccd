"""What the reader costs: processor time of a text mail in serve mode, and of a scanned page against the tesseract command."""
import array
import fcntl
import os
import pathlib
import resource
import shutil
import socket
import statistics
import struct
import subprocess
import tempfile

import harness
import mails

TICKS = os.sysconf("SC_CLK_TCK")
GOAL_TEXT_MS = 12
GOAL_SCAN_RATIO = 1.15


class Reader:
    """A `ccot-parse --serve` that this process asks itself."""

    def __init__(self):
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.child = subprocess.Popen([harness.program("ccot-parse"), "--serve", "--max-messages", "1000000"], close_fds=False,
                                      preexec_fn=lambda: os.dup2(theirs.fileno(), 3))  # pylint: disable=subprocess-popen-preexec-fn
        theirs.close()

    def read(self, message):
        file = os.memfd_create("message", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.write(file, message)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, 15)
        frame = b"Pn" + struct.pack("<Q", 1) + b"n" + struct.pack("<Q", len(message))
        self.channel.sendmsg([frame], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [file]))])
        os.close(file)
        _answer, control, _flags, _address = self.channel.recvmsg(65536, 1000)
        os.close(array.array("i", control[0][2])[0])

    def seconds(self):
        """Of the process and of the children that it has reaped."""
        words = pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, words[11:15])) / TICKS

    def close(self):
        self.channel.close()
        self.child.wait()


def text(count):
    made = {"order of one page, PDF": [mails.mail(n, attachment=mails.order_document(n)) for n in range(50)],
            "order in the mail's text": [mails.body_order_mail(n) for n in range(50)]}
    reader = Reader()
    reader.read(made["order of one page, PDF"][0])
    for name, messages in made.items():
        before = reader.seconds()
        for number in range(count):
            reader.read(messages[number % len(messages)])
        print(f"{name}: {1000 * (reader.seconds() - before) / count:.1f} ms CPU a mail (goal: {GOAL_TEXT_MS})")
    reader.close()


def child_seconds(*command, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scan(count):
    if shutil.which("tesseract") is None:
        raise SystemExit("the command tesseract (package tesseract-ocr) is what the reader is compared with")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            document, page = pathlib.Path(folder, "order.pdf"), pathlib.Path(folder, "order.png")
            document.write_bytes(mails.order_document(number))
            subprocess.run(["pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", document, page.with_suffix("")], check=True)
            message = pathlib.Path(folder, "message.eml")
            message.write_bytes(mails.mail(number, attachment=page.read_bytes(), filename="scan.png"))
            theirs = child_seconds("tesseract", page, pathlib.Path(folder, "text"), env=environment)
            with message.open("rb") as file:
                ours = child_seconds(harness.program("ccot-parse"), "--json", stdin=file)
            taken.append((ours, theirs))
    ratio = statistics.median(ours / theirs for ours, theirs in taken)
    print(f"a page of A4 at 300 dpi: {statistics.median(ours for ours, _ in taken):.2f} s CPU with everything around it, tesseract alone "
          f"{statistics.median(theirs for _, theirs in taken):.2f} s: {ratio:.2f} (goal: {GOAL_SCAN_RATIO})")
