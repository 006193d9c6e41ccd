"""That nobody looks unseen, and that names stay inside the pages: a thousand requests over every route, every view with its audit row; planted
words in no address, header, referrer, title, log line, argument or name of a file.

CCOT_SEED draws the same requests again: the number stands in what a failure says."""
import io
import os
import pathlib
import random
import re
import sys
import threading
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages

REQUESTS = 1000
MARK = "Zyxwart"
TYPED = "Quillfeather"  # what people type, where it is not looked for
SEED = int(os.environ.get("CCOT_SEED", "20261121"))
# Pages that show nothing of the register.
BLANK = {"/strip", "/", "/help", "/search", "/documents/{id}/open", "/held"}
# What forms send: now and then what a page would, mostly what none does.
ACTS = ("confirm", "absent", "correct", "verify", "reject", "draft", "type", "wait", "undo", "close", "again")
INPUTS = {"row_version": ("1", "2", "3", "0", "x"), "field": ("respondent", "served_on", "children"), "value": (TYPED, "3/3/2026", ""), "source": ("misread", "paper"),
          "reason": (TYPED, "46/1/26", ""), "words": (f"{TYPED} said so", ""), "outcome": ("answered", "nothing_to_do", "x"), "what": ("breach", "hold", "dispute", "x"),
          "q": (f"Bernard {MARK}", "x"), "name": (f"Bernard {MARK}",), "kind": ("rejection", "mail"), "number": ("1", "2", "x"), "system": ("pnc", "x"), "reference": ("R1", ""),
          "entry": ("1", "2"), "recipient": ("Data protection", ""), "format": ("csv", "json", "x"), "e1": ("yes",), "m1": ("yes",), "order_type": ("non_molestation", "x"),
          "action": ("made", "x"), "said_by": (TYPED,), "reported_by": (TYPED,), "happened_on": ("1/10/2026", "x")}
KEPT = re.compile(r"/(search|audit|held)/\{name\}")
# These end sessions and accounts, or close what the other requests need.
UNASKED = {"/sign-in", "/sign-out", "/users", "/users/role", "/users/passphrase", "/users/close", "/entries/{id}/restriction"}


class Audit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register(top_more='report = { domains = ["force.example"]; };')
        cls.addClassCleanup(cls.register.close)
        document = mails.order_document(1, applicant=f"Alice {MARK}", respondent=f"Bernard {MARK}", address=f"1 {MARK} Row",
                                        judge=f"District Judge {MARK}", property=f"2 {MARK} Close")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{MARK} order.pdf", document)
        cls.register.append([
            mails.mail(1, subject=f"Non-Molestation Order {MARK}", body=f"We act for {MARK}.", attachment=document, filename=f"{MARK}.pdf"),
            mails.mail(2, subject=f"{MARK} again", attachment=packed.getvalue(), filename=f"{MARK}.zip", media_type="application/zip"),
            mails.mail(3, subject=MARK, body=f"{MARK} came to my house again last night, he broke the order."),
            mails.mail(4, subject=MARK, attachment=b"%PDF-1.4 cut", filename=f"{MARK}.pdf"),
            mails.order_mail(5), mails.order_mail(6), mails.body_order_mail(7), mails.mail(8, subject="hello", body="hello")])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        cls.views = [(pattern, roles, quiet) for method, pattern, roles, quiet in pages.routes() if method == "GET" and roles is not None]
        cls.sends = [(pattern, roles) for method, pattern, roles, _ in pages.routes() if method == "POST" and pattern not in UNASKED]
        cls.actors = {}
        for number, (pattern, roles, _) in enumerate(cls.views):
            cls.actors[pattern] = f"viewer{number}"
            cls.web.add_person(f"viewer{number}", "supervisor" if "supervisor" in roles else sorted(roles)[0])
        cls.senders = {pattern: f"sender{number}" for number, (pattern, _) in enumerate(cls.sends)}
        for pattern, roles in cls.sends:
            cls.web.add_person(cls.senders[pattern], "supervisor" if "supervisor" in roles else sorted(roles)[0])
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hands = {pattern: cls.web.person(name) for pattern, name in cls.senders.items()}
        cls.people = {pattern: cls.web.person(name) for pattern, name in cls.actors.items()}
        cls.searches = {pattern: cls.search(pattern, cls.people[pattern]) for pattern in cls.actors if KEPT.match(pattern)}
        cls.kept = {pattern: cls.search(pattern, cls.hands[pattern]) for pattern in cls.senders if KEPT.match(pattern)}

    @staticmethod
    def search(pattern, person):
        """The address of a search of that person, or of what an auditor asks."""
        typed = {"name": f"Bernard {MARK}"} if pattern.startswith("/audit/") else {"q": f"Bernard {MARK}", "reason": "46/1/26"}
        return person.post("/" + pattern.split("/")[1], **typed).header("Location").rpartition("/")[2]

    def numbers(self, of):
        return [row[0] for row in self.register.sql(f"SELECT {of}_id FROM v_{of}")]

    def copies(self):
        """A copy for an investigator of each order that has a paper to choose."""
        person = self.people["/queue"]
        for entry in self.numbers("entry"):
            papers = re.findall(r'name="paper-(\d+)"', person.get(f"/entries/{entry}/pack").raw_text)[:1]
            person.post(f"/entries/{entry}/pack", recipient=MARK, address="dc@force.example", unit="unit", crime="46/1/26", purpose=f"breach by {MARK}",
                        kept="asked for", **{f"paper-{paper}": "yes" for paper in papers})
        return [row[0] for row in self.register.sql("SELECT pack_id FROM pack")]

    def path(self, pattern, chance):
        """A path of that pattern, of things that are there, and now and then of one that is not."""
        kinds = {"entries": "entry", "messages": "message", "documents": "document", "papers": "document", "against": "entry", "alerts": "message",
                 "packs": "pack"}

        def one(found):
            if found[1] == "pages":
                return "pages/" + str(chance.choice((1, 1, 1, 2)))
            known = self.known.get(kinds.get(found[1], "entry"))
            return f"{found[1]}/{chance.choice(known + ['999999999'])}"
        path = re.sub(r"(\w+)/\{id\}", one, re.sub(r"(papers/\{id\})/\{id\}", r"\1/1", pattern)).replace("{name}", self.searches.get(pattern, "ccot.css"))
        return path + chance.choice(("", "", "?tab=orders", "?field=respondent", "?date=2026-01-01"))

    @property
    def known(self):
        if not hasattr(type(self), "held"):
            type(self).held = {kind: self.numbers(kind) for kind in ("entry", "message", "document")} | {"pack": self.copies()}
            self.assertGreater(len(self.held["entry"]), 3)
        return self.held

    def form(self, pattern, chance):
        """The path and the fields of a form that is sent."""
        path = self.path(pattern.replace("{name}", "{word}"), chance).partition("?")[0].replace("{word}", self.kept.get(pattern) or chance.choice(ACTS))
        return path, {name: chance.choice(INPUTS[name]) for name in chance.sample(sorted(INPUTS), chance.randrange(len(INPUTS)))}

    def request(self, chance):
        """A random request of somebody who may make it: whose, what came back, what it was. Is it a view: a page of the register, or the mark in it."""
        if chance.random() < 0.3:
            pattern, _ = chance.choice(self.sends)
            path, fields = self.form(pattern, chance)
            answer = self.hands[pattern].post(path, **fields)
            return self.senders[pattern], answer, f"POST {path} {fields}", MARK in answer.text.replace(fields.get("q", "\0"), "")
        pattern, _, _ = chance.choice(self.views)
        path = self.path(pattern, chance)
        answer = self.people[pattern].get(path)
        return self.actors[pattern], answer, f"GET {path}", answer.status == 200

    def test_no_view_without_a_row(self):
        """One person a route, so that each row tells which route it stands for."""
        chance = random.Random(SEED)
        seen = dict.fromkeys([*self.actors.values(), *self.senders.values()], 0)
        for number in range(REQUESTS):
            who, answer, asked, view = self.request(chance)
            self.assertLess(answer.status, 500, f"seed {SEED}, request {number}: {asked}")
            seen[who] += view
        for pattern, name in self.actors.items():  # what chance left out is asked for until it is shown
            for _ in range(60):
                if seen[name] == 0 and pattern not in BLANK:
                    seen[name] += self.people[pattern].get(self.path(pattern, chance)).status == 200
        shown = {pattern: seen[name] for pattern, name in self.actors.items()}
        rows = {name: int(count) for name, count in self.register.sql(
            "SELECT split_part(actor, ':', 2), count(*) FROM v_audit WHERE operation IN ('consult', 'disclose') AND subject <> 'sign-in' GROUP BY 1")}
        for pattern, name in self.actors.items():
            with self.subTest(route=pattern, shown=shown[pattern]):
                if pattern not in BLANK:
                    self.assertGreater(shown[pattern], 0)
                    self.assertGreaterEqual(rows.get(name, 0), shown[pattern])
        for pattern, name in self.senders.items():
            with self.subTest(form=pattern, shown=seen[name], seed=SEED):
                self.assertGreaterEqual(rows.get(name, 0), seen[name])
        taken = self.actors["/documents/{id}/original"]
        self.assertGreaterEqual(int(self.register.value(f"SELECT count(*) FROM v_audit WHERE operation = 'disclose' AND actor = 'ccot_web:{taken}'")),
                                shown["/documents/{id}/original"])

    def test_names_stay_inside_the_pages(self):
        """Every page of every thing: the mark is on some of them, and nowhere around them."""
        titles, seen, stop = set(), [], threading.Event()

        def watch():
            while not stop.is_set():
                for pid in [self.web.process.pid, *harness.children(self.web.process.pid)]:
                    titles.add(harness.command(pid))
        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            for pattern, _, _ in self.views:
                for number in range(4):
                    seen.append(self.people[pattern].get(self.path(pattern, random.Random(number))))
            for document in self.numbers("document"):
                for tail in ("pages/1.png", "original"):
                    seen.append(self.people["/queue"].get(f"/documents/{document}/{tail}"))
            chance = random.Random(SEED)
            seen += [self.hands[pattern].post(path, **fields) for pattern, _ in self.sends for path, fields in (self.form(pattern, chance), self.form(pattern, chance))]
        finally:
            stop.set()
            watcher.join()
        self.assertTrue(any(MARK in answer.text for answer in seen), "the mark is shown")
        for answer in seen:
            self.assertNotIn(MARK.lower(), str(answer.headers).lower())
            self.assertEqual(answer.header("Referrer-Policy"), "no-referrer")
            for address in re.findall(r'(?:href|src|action|formaction)="([^"]*)"', answer.raw_text):
                self.assertNotIn(MARK.lower(), address.lower())
            for title in re.findall(r"<title>(.*?)</title>", answer.text, re.DOTALL):
                self.assertNotIn(MARK.lower(), title.lower())
        self.assertTrue(any("ccot-parse" in title for title in titles), "ccot-parse was looked at")
        for name, text in (("titles", "\n".join(titles)), ("log", self.web.log_text()), ("postgres", self.site.postgres.log.read_text())):
            self.assertNotIn(MARK.lower(), text.lower(), name)
            self.assertNotIn(TYPED.lower(), text.lower(), name)

    def test_a_download_has_a_name_of_ours(self):
        for document in self.numbers("document"):
            answer = self.people["/queue"].get(f"/documents/{document}/original")
            if answer.status == 200:
                self.assertRegex(answer.header("Content-Disposition"), r'^attachment; filename="CCOT-[0-9-]+\.[a-z]+"$')
                self.assertEqual(answer.header("Content-Type"), "application/octet-stream")
        for pattern, fields in (("/audit/{name}/export", {"format": "csv", "reason": "SAR"}), ("/audit/{name}/export", {"format": "json", "reason": "SAR"}),
                                ("/held/{name}/take", {f"e{number}": "yes" for number in self.numbers("entry")})):
            answer = self.hands[pattern].post(pattern.replace("{name}", self.kept[pattern]), recipient=MARK, **fields)
            self.assertEqual(answer.status, 200, pattern)
            self.assertIn("ccot_web", answer.raw_text)
            self.assertRegex(answer.header("Content-Disposition"), r'^attachment; filename="CCOT-(audit|held)-\d+\.(csv|json)"$')

    def test_roles_without_a_queue_see_no_paper(self):
        """The pages of a role that may not show nothing that stands in the register."""
        for role in ("enquirer", "auditor", "admin"):
            self.web.add_person(f"no-{role}", role)
            person = self.web.person(f"no-{role}")
            for pattern, roles, _ in self.views:
                if role not in roles:
                    for number in range(3):
                        self.assertNotIn(MARK, person.get(self.path(pattern, random.Random(number))).text, pattern)


if __name__ == "__main__":
    unittest.main(verbosity=2)
