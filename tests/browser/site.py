"""A register filled by the real daemon, ccot-web and its people, for the browser tests. Prints one line of JSON when it
stands; then answers each line of JSON it is sent, until its input ends, or says why not: {"sql": text} with the rows, {"mail": case of
tests/corpus} once the daemon has read that mail, {"restart": true} once ccot-web is another process.

Usage: site.py [CASE...]     the cases of tests/corpus that lie in the mailbox as if they had just come; none: those of demo.txt
"""
import datetime
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "corpus")]
import harness  # pylint: disable=wrong-import-position
import recent  # pylint: disable=wrong-import-position
import servers  # pylint: disable=wrong-import-position

PASSPHRASE = "a stile beside the mill"
PEOPLE = {"hana": "handler", "omar": "handler", "sol": "supervisor", "sara": "supervisor", "erin": "enquirer", "aud": "auditor", "adm": "admin"}


class Pages:
    """ccot-web over the register of one test."""

    def __init__(self, cases):
        self.site = harness.Site()
        self.port = servers.free_port()
        self.register = self.site.register(top_more=f'web = {{ listen = "127.0.0.1:{self.port}"; }};')
        self.take_in(cases)
        passphrase = self.register.folder / "passphrase"
        passphrase.write_text(PASSPHRASE + "\n")
        passphrase.chmod(0o600)
        for name, role in PEOPLE.items():
            done = self.register.ccot("user", "add", name, "--role", role, "--password-file", str(passphrase))
            if done.returncode != 0:
                raise servers.ServerError(f"ccot user add: {done.stderr}")
        self.process = None
        self.restart()

    def take_in(self, cases):
        now = datetime.datetime.now(datetime.timezone.utc)
        for octets, came in recent.recent_mails(cases, now) if cases else recent.demo_mails(now):
            self.register.append([octets], date=came)
        code = self.register.once(seconds=240)
        if code != 0:
            raise servers.ServerError(f"ccotd --once ended with {code}: {self.register.log_text()}")

    def restart(self):
        self.stop()
        with open(self.register.folder / "ccot-web.log", "ab") as log:
            self.process = subprocess.Popen([harness.program("ccot-web"), "--config", str(self.register.config)], stderr=log)
        servers.wait_until(lambda: servers.port_answers(self.port), 20, "ccot-web")

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)

    def answer(self, asked):
        if "sql" in asked:
            return self.register.sql(asked["sql"])
        if "mail" in asked:
            return self.take_in([asked["mail"]])
        if asked.get("restart"):
            return self.restart()
        raise ValueError(f"site.py knows nothing of {asked}")

    def close(self):
        self.stop()
        self.register.close()
        self.site.close()


def main():
    pages = Pages(sys.argv[1:])
    try:
        print(json.dumps({"address": f"http://127.0.0.1:{pages.port}", "passphrase": PASSPHRASE, "people": PEOPLE}), flush=True)
        for line in sys.stdin:
            try:
                told = {"answer": pages.answer(json.loads(line))}
            except servers.ServerError as failure:
                told = {"failure": str(failure)}
            print(json.dumps(told), flush=True)
    finally:
        pages.close()


if __name__ == "__main__":
    main()
