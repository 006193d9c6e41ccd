#!/usr/bin/python3
"""Measures a built ccot between a real Dovecot and a real, flushing PostgreSQL on this machine. See README.md.

  bench.py throughput [--messages 1000] [--body]   messages a second and CPU a message of each program
  bench.py latency    [--messages 50]              from APPEND to the pending entry, while the daemon idles
  bench.py text       [--messages 500]             CPU of a text mail in the reader
  bench.py scan       [--messages 5]               CPU of a scanned page against the tesseract command's
  bench.py pages      [--entries 100000]           ccot-web while twenty people click
"""
import argparse
import os
import pathlib
import statistics
import sys
import threading
import time

TESTS = pathlib.Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "corpus")]
import harness
import mails
import build_mail
import web
import worker

TICKS = os.sysconf("SC_CLK_TCK")


def two_page_order(number):
    """A text PDF of two pages: the order, and its terms once more as a schedule."""
    facts = mails.order_facts(number)
    schedule = [f"{n}. The respondent must not go to {n} Tithe Close, Strood, ME97 2BB." for n in range(1, 30)]
    return build_mail.octets_of({"format": "pdf", "documents": [{"template": "fl404a", "facts": facts},
                                                                {"lines": ["# Schedule of places"] + schedule}]})


class Cpu:
    """CPU seconds by program: of the daemon's family while it lives (children that ended count with their parent)."""

    def __init__(self, register):
        self.register = register
        self.seen = {}  # pid: (program, own seconds, seconds of ended children)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self):
        while not self.ended.wait(0.2):
            self.look()

    def look(self):
        daemon = self.register.daemon
        for pid in [daemon.pid, *harness.children(daemon.pid)] if daemon else []:
            try:
                words = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                name = pathlib.Path(harness.command(pid).split()[0]).name
            except (OSError, IndexError):
                continue
            self.seen[pid] = (name, (int(words[11]) + int(words[12])) / TICKS, (int(words[13]) + int(words[14])) / TICKS)

    def stop(self):
        """{program: seconds}; ccot-parse with its children of one message each."""
        self.ended.set()
        self.thread.join()
        self.look()
        total = {}
        for name, own, ended in self.seen.values():
            total[name] = total.get(name, 0) + own + (ended if name == "ccot-parse" else 0)
        return total


def throughput(count, in_body):
    site = harness.Site(durable=True, storage="sdbox:~/mail")
    try:
        print(f"making {count} mails", flush=True)
        made = [mails.body_order_mail(n) if in_body else mails.mail(n, attachment=two_page_order(n)) for n in range(count)]
        register = site.register(mailbox_more="backlog_days = 0;")
        register.append(made)
        print(f"{count} mails of {sum(map(len, made)) // count} octets lie in the mailbox", flush=True)
        postgres = server_seconds(site.postgres.process.pid)
        dovecot = server_seconds(register.dovecot.process.pid)
        began = time.monotonic()
        register.start()
        cpu = Cpu(register)
        query = "SELECT count(*) FROM v_message WHERE state IN ('queued', 'failed')"
        done = 0
        while done < count:
            time.sleep(0.1)  # the sampling step of the measurement
            done = int(register.value(query))
            if time.monotonic() - began > 600:
                raise SystemExit(f"only {done} of {count} after ten minutes")
        seconds = time.monotonic() - began
        used = cpu.stop()
        used["postgres"] = server_seconds(site.postgres.process.pid) - postgres
        used["dovecot"] = server_seconds(register.dovecot.process.pid) - dovecot
        register.stop()
        entries = register.value("SELECT count(*) FROM v_entry")
        print(f"{count} messages, {entries} entries in {seconds:.2f} s: {count / seconds:.1f} messages/s on {os.cpu_count()} cores")
        for name, spent in sorted(used.items(), key=lambda item: -item[1]):
            print(f"  {name:12} {1000 * spent / count:7.2f} ms CPU a message")
    finally:
        site.close()


def server_seconds(pid):
    """CPU seconds of a server and all below it, ended children included."""
    total = 0
    for each in [pid, *harness.children(pid)]:
        try:
            words = pathlib.Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(int(words[field]) for field in ((11, 12, 13, 14) if each == pid else (11, 12))) / TICKS
    return total


def latency(count):
    site = harness.Site(durable=True, storage="sdbox:~/mail")
    try:
        register = site.register()
        register.start()
        register.append([mails.mail(9999)])
        register.wait_drained(1)
        taken = []
        for number in range(count):
            message = mails.mail(number, attachment=two_page_order(number))
            time.sleep(0.2)  # the daemon comes to rest between two mails
            began = time.monotonic()
            register.append([message])
            while int(register.value("SELECT count(*) FROM v_entry WHERE state = 'pending'")) <= number:
                if time.monotonic() - began > 30:
                    raise SystemExit(f"mail {number}: no entry after 30 s, see {register.log}")
            taken.append(time.monotonic() - began)
        register.stop()
        taken.sort()
        print(f"{count} mails, APPEND to pending entry: p50 {1000 * statistics.median(taken):.0f} ms, "
              f"p95 {1000 * taken[max(0, -(-95 * count // 100) - 1)]:.0f} ms, longest {1000 * taken[-1]:.0f} ms")
    finally:
        site.close()


def main():
    arguments = argparse.ArgumentParser(description="Measures a built ccot; see bench/README.md.")
    arguments.add_argument("what", choices=("throughput", "latency", "text", "scan", "pages"))
    arguments.add_argument("--messages", type=int, default=None)
    arguments.add_argument("--entries", type=int, default=100000, help="generated entries in the register (pages)")
    arguments.add_argument("--seconds", type=int, default=60, help="for how long people click (pages)")
    arguments.add_argument("--body", action="store_true", help="the order is the mail's text instead of a PDF")
    given = arguments.parse_args()
    if given.what == "throughput":
        throughput(given.messages or 1000, given.body)
    elif given.what == "latency":
        latency(given.messages or 50)
    elif given.what == "text":
        worker.text(given.messages or 500)
    elif given.what == "pages":
        web.measure(given.entries, given.seconds)
    else:
        worker.scan(given.messages or 5)


if __name__ == "__main__":
    main()
