"""A register filled by the real daemon, ccot-web and its people, for the browser tests. Prints one line of JSON when it
stands; then answers each line of JSON it is sent, until its input ends, or says why not: {"sql": text} with the rows, {"mail": case of
tests/corpus} once the daemon has read that mail, {"restart": true} once ccot-web is another process,
{"attention": N} once that is one with web.attention_one_in = N.

Usage: site.py [CASE...]     the cases of tests/corpus that lie in the mailbox as if they had just come; none: those of demo.txt
"""
import datetime
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "corpus")]
import harness  # pylint: disable=wrong-import-position
import pages  # pylint: disable=wrong-import-position
import recent  # pylint: disable=wrong-import-position
import servers  # pylint: disable=wrong-import-position

PEOPLE = {"hana": "handler", "omar": "handler", "sol": "supervisor", "sara": "supervisor", "erin": "enquirer", "aud": "auditor", "adm": "admin"}


class BrowserSite:
    """The servers, the register and ccot-web of one test file."""

    def __init__(self, cases):
        self.site = harness.Site()
        self.register = self.site.register(top_more='report = { domains = ["force.example"]; };')
        self.take_in(cases)
        self.pages = pages.Pages(self.register).start()
        for name, role in PEOPLE.items():
            self.pages.add_person(name, role)

    def take_in(self, cases):
        now = datetime.datetime.now(datetime.timezone.utc)
        for octets, came in recent.recent_mails(cases, now) if cases else recent.demo_mails(now):
            self.register.append([octets], date=came)
        code = self.register.once(seconds=240)
        if code != 0:
            raise servers.ServerError(f"ccotd --once ended with {code}: {self.register.log_text()}")

    def answer(self, asked):
        if "sql" in asked:
            return self.register.sql(asked["sql"])
        if "mail" in asked:
            return self.take_in([asked["mail"]])
        if asked.get("restart"):
            self.pages.stop()
            return self.pages.start() and None
        if "attention" in asked:
            self.pages.stop()
            self.pages = pages.Pages(self.register, port=self.pages.port, more=f"attention_one_in = {int(asked['attention'])};")
            return self.pages.start() and None
        raise ValueError(f"site.py knows nothing of {asked}")

    def close(self):
        self.pages.stop()
        self.register.close()
        self.site.close()


def main():
    site = BrowserSite(sys.argv[1:])
    try:
        print(json.dumps({"address": f"http://127.0.0.1:{site.pages.port}", "passphrase": pages.PASSPHRASE}), flush=True)
        for line in sys.stdin:
            try:
                told = {"answer": site.answer(json.loads(line))}
            except servers.ServerError as failure:
                told = {"failure": str(failure)}
            print(json.dumps(told), flush=True)
    finally:
        site.close()


if __name__ == "__main__":
    main()
