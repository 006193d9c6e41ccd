"""Frames of base/frame.h for the programs that play ccotd's children, over descriptor 3."""
import fcntl
import os
import socket
import struct

CHANNEL = 3
SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class Ended(Exception):
    """The other side closed the channel."""


class Channel:
    def __init__(self):
        self.socket = socket.socket(fileno=CHANNEL)

    def send(self, kind, *values, fd=None):
        body = kind.encode()
        for value in values:
            if isinstance(value, int):
                body += b"n" + struct.pack("<Q", value)
            else:
                octets = value.encode() if isinstance(value, str) else value
                body += b"s" + struct.pack("<Q", len(octets)) + octets
        self.send_octets(body, fd)

    def send_octets(self, body, fd=None):
        try:
            if fd is None:
                self.socket.send(body)
            else:
                socket.send_fds(self.socket, [body], [fd])
        except OSError as gone:
            raise Ended from gone

    def receive(self, seconds=None):
        """(kind, values, descriptor or None); None when nothing came in time."""
        self.socket.settimeout(seconds)
        try:
            body, fds, _, _ = socket.recv_fds(self.socket, 65537, 1)
        except TimeoutError:
            return None
        finally:
            self.socket.settimeout(None)
        if not body:
            raise Ended
        values = []
        at = 1
        while at < len(body):
            number = struct.unpack_from("<Q", body, at + 1)[0]
            at += 9
            if body[at - 9:at - 8] == b"n":
                values.append(number)
            else:
                values.append(body[at:at + number])
                at += number
        return chr(body[0]), values, fds[0] if fds else None


def memory_file(octets, seal=True):
    fd = os.memfd_create("played", os.MFD_ALLOW_SEALING)
    os.write(fd, octets)
    if seal:
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, SEALS)
    return fd
