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


def drawn(document, page, how):
    """The page of the PDF as a picture at 300 dpi: how is -png or -jpeg."""
    subprocess.run(["pdftoppm", "-r", "300", "-gray", how, "-singlefile", document, page.with_suffix("")], check=True)


def page_of(picture, document, degrees):
    """A PDF whose one page of A4 is the picture, turned by a few degrees."""
    from reportlab.lib.pagesizes import A4  # pylint: disable=import-outside-toplevel
    from reportlab.pdfgen import canvas  # pylint: disable=import-outside-toplevel
    made = canvas.Canvas(str(document), pagesize=A4)
    made.translate(A4[0] / 2, A4[1] / 2)
    made.rotate(degrees)
    made.drawImage(str(picture), -A4[0] / 2, -A4[1] / 2, *A4)
    made.save()


def scan(count):
    if shutil.which("tesseract") is None:
        raise SystemExit("the command tesseract (package tesseract-ocr) is what the reader is compared with")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    taken = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number in range(count):
            (folder / "order.pdf").write_bytes(mails.order_document(number))
            drawn(folder / "order.pdf", folder / "straight.jpg", "-jpeg")
            page_of(folder / "straight.jpg", folder / "turned.pdf", 1.7)
            drawn(folder / "turned.pdf", folder / "aslant.jpg", "-jpeg")
            for lies in ("straight", "aslant"):
                page_of(folder / f"{lies}.jpg", folder / f"{lies}.pdf", 0)
                drawn(folder / f"{lies}.pdf", folder / f"{lies}.png", "-png")
                theirs = child_seconds("tesseract", folder / f"{lies}.png", folder / "text", env=environment)
                for kind in ("png", "pdf"):
                    message = folder / "message.eml"
                    attachment = (folder / f"{lies}.{kind}").read_bytes()
                    message.write_bytes(mails.mail(number, attachment=attachment, filename=f"scan.{kind}"))
                    with message.open("rb") as file:
                        ours = child_seconds(harness.program("ccot-parse"), "--json", stdin=file)
                    taken.setdefault(f"{lies}, {kind.upper()}", []).append((ours, theirs))
    print("a page of A4 at 300 dpi, CPU with everything around it:")
    for kind, seconds in taken.items():
        ratio = statistics.median(ours / theirs for ours, theirs in seconds)
        print(f"  {kind:14} {statistics.median(ours for ours, _ in seconds):.2f} s, tesseract alone "
              f"{statistics.median(theirs for _, theirs in seconds):.2f} s: {ratio:.2f} (goal: {GOAL_SCAN_RATIO})")
