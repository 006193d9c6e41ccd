"""Drives ccot-fetch directly: plays intake at the other end of its channel (frames of daemon/protocol.h)."""
import contextlib
import hashlib
import os
import pathlib
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CCOT_BUILD_DIR", SOURCE / "build"))
PROGRAM = str(BUILD / "bin" / "ccot-fetch")
SECRET = "wonderful-secret"
FRAME_OCTETS = 65536


def encode(kind, *values):
    body = kind.encode()
    for value in values:
        if isinstance(value, int):
            body += b"n" + struct.pack("<Q", value)
        else:
            octets = value.encode()
            body += b"s" + struct.pack("<Q", len(octets)) + octets
    return body


def decode(body):
    values, at = [], 1
    while at < len(body):
        number = struct.unpack_from("<Q", body, at + 1)[0]
        if body[at:at + 1] == b"n":
            values.append(number)
            at += 9
        else:
            values.append(body[at + 9:at + 9 + number].decode())
            at += 9 + number
    return chr(body[0]), values


class Settings:
    """A folder with a configuration for one mailbox."""

    def __init__(self, port, host="127.0.0.1", tls="none", auth="plain", ca_file=None, more=""):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ccot-fetch-"))
        self.secret = self.folder / "secret"
        self.secret.write_text(SECRET + "\n")
        self.secret.chmod(0o600)
        self.file = self.folder / "ccot.conf"
        lines = [f'host = "{host}"; port = {port}; tls = "{tls}"; auth = "{auth}"; user = "user"; answer_seconds = 5;', more]
        if auth != "xoauth2":
            lines.append(f'password_file = "{self.secret}";')
        if ca_file:
            lines.append(f'ca_file = "{ca_file}";')
        self.file.write_text('database = { conninfo = "dbname=none"; };\nmailboxes = ( { name = "box"; ' + "\n".join(lines) + " } );\n")

    def check(self):
        """ccot-fetch --check to its end."""
        return subprocess.run([PROGRAM, "--config", str(self.file), "--mailbox", "box", "--check"], capture_output=True, text=True,
                              timeout=30, check=False)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Fetch:
    """A running ccot-fetch and what intake knows. With work it stores and moves all it is offered; with move_listed it
    moves only what is listed again, all at a time."""

    def __init__(self, settings, once=False, work=True, move=True, move_listed=False, environment=None):
        self.settings = settings
        self.work = work
        self.move = move
        self.move_listed = move_listed
        self.once = once
        self.mails = {}       # (folder, uidvalidity, uid) -> octets, None when they were discarded
        self.told = {}        # the same -> (size, sha256, internaldate)
        self.moved = {}       # the same -> (target uidvalidity, target uid)
        self.refused = {}     # the same -> reason
        self.gone = set()
        self.conditions = []
        self.quotas = []
        self.credentials = {}  # (state, until, reason)
        self.listings = []    # (folder, uidvalidity, [uids])
        self.handed = []      # each MESSAGE: key
        self.serial = 0
        self.folder = None
        self.uids = []
        self.busy = False
        self.ended = False
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [PROGRAM, "--config", str(settings.file), "--mailbox", "box"] + (["--once"] if once else [])
        descriptor = theirs.fileno()

        def prepare():
            if descriptor == 3:
                os.set_inheritable(3, True)
            else:
                os.dup2(descriptor, 3)
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, pass_fds=(3,), preexec_fn=prepare,
                                        env={**os.environ, **(environment or {})})
        theirs.close()
        self.channel = ours

    def say(self, kind, *values):
        self.channel.send(encode(kind, *values))

    def key(self, uid):
        return (*self.folder, uid)

    def receive(self, seconds):
        """Handles one frame; its kind, or None when none came."""
        if not select.select([self.channel], [], [], max(seconds, 0))[0]:
            return None
        try:
            body, descriptors, _, _ = socket.recv_fds(self.channel, FRAME_OCTETS, 1)
        except ConnectionResetError:
            body, descriptors = b"", []
        if not body:
            self.ended = True
            return None
        kind, values = decode(body)
        with contextlib.ExitStack() as stack:
            for descriptor in descriptors:
                stack.callback(os.close, descriptor)
            getattr(self, f"on_{kind}")(values, descriptors)
        return kind

    def on_F(self, values, _):
        assert values[0] > self.serial
        self.serial = values[0]
        self.folder = (values[1], values[2])
        self.uids = []

    def on_L(self, values, _):
        count, last = values[:2]
        uids = values[2::3]
        assert len(uids) == count and uids == sorted(set(uids)) and 0 not in uids
        self.uids += uids
        if self.work and self.folder[0] not in ("Processed", "Failed"):
            wanted = [uid for uid in uids if self.key(uid) not in self.mails]
            if wanted:
                self.busy = self.busy or any(self.key(uid) not in self.refused for uid in wanted)
                self.say("f", self.serial, len(wanted), *wanted)
            for uid in uids:
                if self.key(uid) in self.mails and self.move:
                    self.busy = True
                    self.say("m", self.serial, uid, 0)
        if last:
            if self.folder[0] not in ("Processed", "Failed"):
                self.listings.append((*self.folder, self.uids))
            if self.work or self.folder[0] in ("Processed", "Failed"):  # these are listed for the reconciliation only
                self.say("d", self.serial)

    def on_M(self, values, descriptors):
        uid, internaldate, size, digest, discarded = values
        octets = None
        if discarded:
            assert not descriptors
        else:
            octets = os.pread(descriptors[0], size + 1, 0)
            assert len(octets) == size and hashlib.sha256(octets).hexdigest() == digest
        self.mails[self.key(uid)] = octets
        self.told[self.key(uid)] = (size, digest, internaldate)
        self.handed.append(self.key(uid))
        if self.work:
            self.say("s", self.serial, uid)
            if self.move and not self.move_listed:
                self.say("m", self.serial, uid, 1 if discarded else 0)

    def on_V(self, values, _):
        self.moved[self.key(values[0])] = tuple(values[1:])

    def on_G(self, values, _):
        self.gone.add(self.key(values[0]))

    def on_R(self, values, _):
        self.refused[self.key(values[0])] = values[1]

    def on_Q(self, values, _):
        self.quotas.append(tuple(values))

    def on_K(self, values, _):
        self.credentials = dict(zip(values[1::2], values[2::2]))
        assert values[0] == len(self.credentials)

    def on_C(self, values, _):
        self.conditions.append(tuple(values))
        if values[0] == "scanned" and self.once and self.work:
            self.say("a" if self.busy else "q")
            self.busy = False

    def states(self):
        return [state for state, _, _ in self.conditions]

    def until(self, condition, seconds=20):
        """Goes on until condition() is true."""
        end = time.monotonic() + seconds
        while not condition():
            if self.ended or time.monotonic() > end:
                raise AssertionError(f"not reached; conditions {self.conditions}, refused {self.refused}, ended {self.ended}")
            self.receive(min(end - time.monotonic(), 1))

    def finish(self, seconds=30):
        """Goes on until ccot-fetch ends; its exit code."""
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            self.receive(end - time.monotonic())
        return self.process.wait(max(end - time.monotonic(), 1))

    def close(self):
        self.channel.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.settings.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
