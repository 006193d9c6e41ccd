"""ccot-web on a large register while twenty people click, as bench.py pages calls it; see README.md."""
import datetime
import os
import random
import re
import socket
import statistics
import struct
import subprocess
import threading
import time

import harness
import pages
import recent
import servers

PEOPLE = 20
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)
SO_TIMESTAMPNS = 35  # socket(7); the module socket has no name for it
TIMESPEC = struct.Struct("qq")  # of the kernel: seconds, nanoseconds
ANSWER_OCTETS = 1 << 21  # of the longest answer
THINKING_S = 2  # between two clicks of one person, on average
SELECTS_A_SECOND = 20  # as one more program that asks now and then: flat out it would take one of two cores from the pages
ONE_ROW = "\\set entry random(1, 1000)\nSELECT * FROM ccot.entry WHERE entry_id = :entry;\n"


class Line:
    """A connection that stays open, as that of a browser or of nginx, with somebody's session. Nothing is read out of an answer while it
    is timed, and its end is when the kernel had its last octet, not when this program woke up to read it: what the client does is no time of
    the server."""

    def __init__(self, port, session):
        self.session = session
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.arrived = 0.0  # when the last octet so far did, seconds of the epoch
        self.room = bytearray(ANSWER_OCTETS)  # in place once: a fresh one for each answer would be paged in while it is timed

    def get(self, path):
        """(milliseconds from the request's first octet to the arrival of the answer's last, status, octets)"""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {pages.COOKIE}={self.session}\r\n\r\n".encode()
        began = time.time()
        self.socket.sendall(request)
        got = self.more(0)
        while (head := self.room.find(b"\r\n\r\n", 0, got)) < 0:
            got = self.more(got)
        wanted = head + 4 + int(LENGTH.search(self.room, 0, head + 4)[1])
        while got < wanted:
            got = self.more(got)
        return 1000 * (self.arrived - began), int(self.room[9:12]), bytes(self.room[head + 4:wanted])

    def more(self, got):
        """Octets that are there after the next have come."""
        came, told, _, _ = self.socket.recvmsg_into([memoryview(self.room)[got:]], socket.CMSG_SPACE(TIMESPEC.size))
        if came == 0:
            raise SystemExit("ccot-web ended the connection in the midst of an answer")
        seconds, nanoseconds = TIMESPEC.unpack(told[0][2])
        self.arrived = seconds + nanoseconds / 1e9
        return got + came


class Clicks:
    """Milliseconds of each kind of page."""

    def __init__(self):
        self.taken = {}
        self.lock = threading.Lock()

    def get(self, line, kind, path):
        taken, status, body = line.get(path)
        if status != 200:
            raise SystemExit(f"{path}: {status}")
        with self.lock:
            self.taken.setdefault(kind, []).append(taken)
        return body

    def tell(self):
        for kind, taken in self.taken.items():
            taken.sort()
            print(f"  {kind:28} {len(taken):6} times   p50 {statistics.median(taken):7.2f} ms   "
                  f"p95 {taken[max(0, -(-95 * len(taken) // 100) - 1)]:7.2f} ms   longest {taken[-1]:8.2f} ms")


def click(line, clicks, end, chance, papers):
    """One person's work: the queue, an entry, its paper, the next. People do not begin at one stroke."""
    time.sleep(THINKING_S * chance.uniform(0, 1.5))
    while time.monotonic() < end:
        listed = clicks.get(line, "queue of 50 rows", "/queue").decode()
        entries = re.findall(r'href="/entries/(\d+)"', listed)
        if not entries:
            raise SystemExit("no order stands among the first rows of the queue: nobody could click on one")
        for entry in chance.sample(entries, min(4, len(entries))):
            time.sleep(THINKING_S * chance.uniform(0.5, 1.5))  # what a person reads
            clicks.get(line, "entry", f"/entries/{entry}")
        clicks.get(line, "page picture, seen before", f"/documents/{chance.choice(papers)}/pages/1.png")


def one_row_select(register):
    """Milliseconds of a select of one row on one connection, by pgbench, which counts from when it was due."""
    script = register.folder / "one_row.sql"
    script.write_text(ONE_ROW)
    done = subprocess.run([f"{servers.POSTGRES_PROGRAMS}/pgbench", "-n", "-f", str(script), "-c", "1", "-T", "5", "-R", str(SELECTS_A_SECOND),
                           "-h", "127.0.0.1", "-p", str(register.postgres.port), "-U", "postgres", register.database],
                          capture_output=True, text=True, check=True)
    late = float(re.search(r"schedule lag: avg ([\d.]+)", done.stdout)[1])
    return float(re.search(r"latency average = ([\d.]+)", done.stdout)[1]) - late


def measure(entries, seconds):
    site = harness.Site(durable=True)
    try:
        register = site.register()
        began = time.monotonic()
        subprocess.run([str(harness.BUILD / "bench/fill_register"), "--entries", str(entries), "--seed", "7",
                        register.postgres.conninfo(register.database, "postgres")], stderr=subprocess.DEVNULL, check=True)
        print(f"{entries} generated entries in {time.monotonic() - began:.0f} s", flush=True)
        for octets, came in recent.demo_mails(datetime.datetime.now(datetime.timezone.utc)):
            register.append([octets], date=came)
        if register.once(seconds=300) != 0:
            raise SystemExit(f"ccotd --once failed, see {register.log}")
        papers = [row[0] for row in register.sql(
            "SELECT f.document_id FROM v_document f JOIN v_entry e USING (document_id) WHERE f.pages > 0 AND f.problem IS NULL "
            "AND NOT document_is_shut('person0', f.document_id, f.kind) "
            f"AND e.entry_id > (SELECT max(entry_id) FROM v_entry) - 20 ORDER BY 1")]
        web = pages.Pages(register, more="session_minutes = 60;").start()
        clicks = Clicks()
        lines = []
        for number in range(PEOPLE):
            web.add_person(f"person{number}", "handler")
            lines.append(Line(web.port, web.person(f"person{number}").session))
        for paper in papers:
            clicks.get(lines[0], "page picture, first time", f"/documents/{paper}/pages/1.png")
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=click, args=(line, clicks, end, random.Random(number), papers))
                   for number, line in enumerate(lines)]
        for thread in threads:
            thread.start()
        alone = one_row_select(register)
        for thread in threads:
            thread.join()
        total = sum(len(taken) for taken in clicks.taken.values())
        print(f"{PEOPLE} people, {total} pages in {seconds} s ({total / seconds:.0f} a second) on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
              f"a select of one row beside them takes {alone:.2f} ms")
        clicks.tell()
        web.stop()
    finally:
        site.close()
