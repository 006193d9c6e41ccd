"""Restricted orders: closed to everybody but named readers on every way that there is, opened with a reason and a notice; and orders that are
closed to who knows the people."""
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages

MARK = "Zyxwart"
FACTS = {"applicant": f"Alice {MARK}", "respondent": f"Bernard {MARK}", "address": f"1 {MARK} Row", "judge": f"District Judge {MARK}", "property": f"2 {MARK} Close"}
VIEWS = ("v_message", "v_document", "v_entry", "v_field", "v_service", "v_duplicate", "v_relation", "v_alert", "v_difference", "v_decision", "v_second_person", "v_message_link")
PEOPLE = (("hana", "handler"), ("omar", "handler"), ("sol", "supervisor"), ("sara", "supervisor"), ("erin", "enquirer"), ("otto", "enquirer"))


class Restricted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register(top_more='report = { domains = ["force.example"]; };')
        cls.addClassCleanup(cls.register.close)
        document = mails.order_document(1, **FACTS)
        cls.register.append([mails.mail(1, subject=f"NMO {MARK}", body=f"{MARK} came to my house again last night, he broke the order.", attachment=document, filename=f"{MARK}.pdf"),
                             mails.mail(2, subject=f"{MARK} again", body="Please see attached.", attachment=document, filename=f"{MARK}.pdf"),
                             mails.mail(3, subject="a third", body="Please see attached.", attachment=mails.order_document(1, **FACTS, made="1 July 2025")), mails.order_mail(4)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register)
        for name, role in PEOPLE:
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.people = {name: cls.web.person(name) for name, _ in PEOPLE}
        cls.entries = [row[0] for row in cls.register.sql("SELECT entry_id FROM v_entry JOIN v_message USING (message_id) "
                                                        f"WHERE respondent = 'Bernard {MARK}' ORDER BY subject = 'a third', representative_id IS NOT NULL, entry_id")]
        cls.entry = cls.entries[0]
        cls.other = cls.register.value(f"SELECT entry_id FROM v_entry WHERE respondent <> 'Bernard {MARK}' LIMIT 1")
        cls.variation = cls.register.value("SELECT entry_id FROM v_entry JOIN v_message USING (message_id) WHERE subject = 'a third'")
        cls.register.sql(f"DELETE FROM relation WHERE entry_id = {cls.variation}; UPDATE entry SET representative_id = NULL, action = 'varied' WHERE entry_id = {cls.variation};"
                         f"INSERT INTO relation (entry_id, earlier_entry_id, kind) VALUES ({cls.variation}, {cls.entry}, 'varies')")

    def setUp(self):
        self.register.sql("DELETE FROM entry_restriction; DELETE FROM entry_recusal; DELETE FROM restriction_notice; DELETE FROM outbox WHERE kind = 'alarm'")

    def restrict(self, entry=None, who="sol", readers=("omar",), reason="works here", **more):
        return self.people[who].post(f"/entries/{entry or self.entry}/restriction", reason=reason, **{f"reader-{name}": "yes" for name in readers}, **{"action": "restrict", **more})

    def numbers(self, of, where=""):
        return [row[0] for row in self.register.sql(f"SELECT {of}_id FROM {of} {where}")]

    def ways(self, name):
        """Every address of the table of routes that this person may ask for, filled with what belongs to the order."""
        role = dict(PEOPLE)[name]
        person = self.people[name]
        search = person.post("/search", q=mails.order_facts(1)["number"], reason="46/1/26").header("Location").removeprefix("/search/")
        lists = ",".join(self.entries)
        papers = self.numbers("document", f"WHERE message_id IN (SELECT message_id FROM entry WHERE entry_id IN ({lists}))")
        held = {"entries": self.entries, "messages": self.numbers("message", f"WHERE message_id IN (SELECT message_id FROM entry WHERE entry_id IN ({lists}))"),
                "documents": papers, "papers": papers, "packs": self.numbers("pack"), "orders": self.entries, "against": self.entries[1:]}
        for method, pattern, roles, _ in pages.routes():
            if method != "GET" or roles is None or role not in roles:
                continue
            kinds = re.findall(r"(\w+)/\{id\}", pattern)
            for number in range(max([1, *(len(held.get(kind, ())) for kind in kinds[:1])])):
                path = re.sub(r"(\w+)/\{id\}", lambda found: found[1] + "/" + str((held.get(found[1]) or ["1"])[number % len(held.get(found[1]) or ["1"])]),
                              re.sub(r"(pages|papers/\{id\})/\{id\}", r"\1/1", pattern))
                yield pattern, path.replace("{name}", search if "/search/" in pattern else "ccot.css")

    def hidden_from(self, name):
        seen = 0
        for pattern, path in self.ways(name):
            answer = self.people[name].get(path)
            with self.subTest(person=name, route=pattern, path=path):
                self.assertNotIn(MARK, answer.text)
                self.assertLess(answer.status, 500)
                if re.search(r"^/(entries|messages|documents|packs)/|/orders/|/papers/", pattern) and not pattern.endswith("/documents/{id}/open"):
                    self.assertIn(answer.status, (403, 404))
                seen += 1
        self.assertGreater(seen, 8)

    def sees(self, name):
        return MARK in self.people[name].get(f"/entries/{self.entry}/answer").text

    def copy_of_it(self):
        papers = re.findall(r'name="paper-(\d+)" value="yes" checked', self.people["sol"].get(f"/entries/{self.entry}/pack").raw_text)
        made = self.people["hana"].post(f"/entries/{self.entry}/pack", recipient="DC", address="dc@force.example", unit="u", crime="c", purpose="p",
                                        **{f"paper-{paper}": "yes" for paper in papers})
        self.assertEqual(made.status, 303)
        return made.header("Location")

    def test_every_way_is_closed_to_who_is_no_reader(self):
        copy = self.copy_of_it()
        self.assertTrue(any(MARK in self.people["hana"].get(path).text for _, path in self.ways("hana")), "the mark is shown before")
        self.assertEqual(self.restrict().status, 303)
        for name in ("hana", "sara", "erin"):
            self.hidden_from(name)
        for file in ("", "/paper", "/originals"):
            self.assertEqual(self.people["hana"].get(copy + file).status, 404, "who made a copy before")
        self.assertTrue(self.sees("omar") and self.sees("sol"))
        self.assertIn(MARK, self.people["omar"].get("/queue").text)
        self.assertEqual(self.people["omar"].get(f"/entries/{self.variation}").status, 200)
        self.assertEqual(self.people["hana"].get(f"/entries/{self.other}").status, 200, "other orders are open")
        self.assertIn("somebody may be in danger · RESTRICTED", self.people["hana"].get("/queue").text)

    def beside(self):
        """Makes the fourth mail's order one against the same person; its number."""
        self.register.sql(f"INSERT INTO relation (entry_id, earlier_entry_id, kind) VALUES ({self.other}, {self.entry}, 'same_respondent')")
        self.addCleanup(self.register.sql, f"DELETE FROM relation WHERE entry_id = {self.other} AND kind = 'same_respondent'")
        return self.other

    def test_other_orders_against_the_same_person_are_offered_and_told(self):
        other = self.beside()
        form = self.people["sol"].get(f"/entries/{self.entry}/restriction")
        self.assertRegex(form.raw_text, rf'<input type="checkbox" id="beside-{other}" name="beside-{other}" value="yes" checked')
        self.assertEqual(self.restrict().status, 303)
        self.assertEqual(self.people["hana"].get(f"/entries/{other}").status, 200)
        self.assertRegex(self.people["sol"].get("/restricted").text, rf"OPEN, against the same person: <a[^>]*>entry {other}<")
        self.assertEqual(self.restrict(**{f"beside-{other}": "yes"}).status, 303)
        self.assertEqual(self.people["hana"].get(f"/entries/{other}").status, 403)
        self.assertEqual(self.people["omar"].get(f"/entries/{other}").status, 200)
        self.assertNotIn("OPEN, against", self.people["sol"].get("/restricted").text)
        self.assertEqual(self.restrict(**{"beside-999999": "yes", "beside-x": "yes"}).status, 303)

    def test_a_statement_that_may_be_about_it_is_closed_too(self):
        mail, paper = self.register.sql(f"SELECT message_id, document_id FROM v_entry WHERE entry_id = {self.other}")[0]
        letter = self.register.value(f"SELECT min(document_id) FROM document WHERE message_id = {mail} AND document_id <> {paper}")
        self.register.sql(f"INSERT INTO service (message_id, document_id, position, outcome, state) VALUES ({mail}, {letter}, 90, 'attempted', 'proposed');"
                          f"INSERT INTO service_key (service_id, kind, key) SELECT max(s.service_id), k.kind, k.key FROM service s, entry_key k WHERE k.entry_id = {self.entry} "
                          "AND k.kind IN ('case', 'number', 'people') GROUP BY 2, 3")
        self.addCleanup(self.register.sql, f"DELETE FROM service WHERE position = 90 AND message_id = {mail}")
        self.assertIn("no order chosen yet", self.people["hana"].get(f"/messages/{mail}").text)
        self.restrict()
        for path in (f"/messages/{mail}", f"/documents/{letter}/original"):
            self.assertIn(self.people["hana"].get(path).status, (403, 404), path)
        self.assertEqual(self.people["omar"].get(f"/messages/{mail}").status, 200)
        self.assertEqual(self.people["hana"].get(f"/entries/{self.other}").status, 200, "the order of somebody else in the same mail")
        self.assertEqual(self.people["hana"].get(f"/documents/{paper}/original").status, 200)

    def test_who_knows_the_people_gets_no_other_order_about_them(self):
        other = self.beside()
        self.assertEqual(self.people["hana"].post(f"/entries/{self.variation}/known").status, 200)
        for entry in (self.entry, other):
            self.assertEqual(self.people["hana"].get(f"/entries/{entry}").status, 403)
        self.assertEqual(self.people["omar"].get(f"/entries/{other}").status, 200)

    def test_a_search_meets_a_family_once(self):
        self.restrict()
        where = self.people["hana"].post("/search", q=mails.order_facts(1)["number"]).header("Location")
        self.assertEqual(self.people["hana"].get(where).text.count("A restricted order matches."), 1)
        self.assertEqual(self.register.value("SELECT count(*) FROM restriction_notice"), "1")

    def test_nobody_acts_on_what_is_closed(self):
        version = self.register.value(f"SELECT row_version FROM v_entry WHERE entry_id = {self.entry}")
        mail = self.register.value(f"SELECT message_id FROM v_entry WHERE entry_id = {self.entry}")
        alert = self.register.value(f"SELECT min(alert_id) FROM alert WHERE handled_at IS NULL")
        self.restrict()
        before = self.register.sql("SELECT count(*) FROM decision UNION ALL SELECT count(*) FROM hard_copy UNION ALL SELECT count(*) FROM pack")
        hana = self.people["hana"]
        for path, form in ((f"/entries/{self.entry}/claim", {}), (f"/entries/{self.entry}/confirm", {"version": version, "field": "respondent"}),
                           (f"/entries/{self.entry}/reject", {"version": version, "code": "not_an_order", "reason": "x"}), (f"/messages/{mail}/claim", {}),
                           (f"/entries/{self.entry}/hard-copy", {"step": "received", "place": "x", "seen": "0"}), (f"/entries/{self.entry}/pack", {"address": "dc@force.example"}),
                           (f"/entered/{self.entry}", {"system": "pnc", "reference": "x", "seen": "x"}),
                           (f"/alerts/{alert}/outcome", {"outcome": "no_alert", "words": "x"})):
            with self.subTest(path=path):
                answer = hana.post(path, **form)
                self.assertNotIn(MARK, answer.text)
                self.assertIn(answer.status, (400, 403, 404, 409))
        self.assertEqual(self.register.sql("SELECT count(*) FROM decision UNION ALL SELECT count(*) FROM hard_copy UNION ALL SELECT count(*) FROM pack"), before)
        self.assertEqual(self.register.value(f"SELECT count(*) FROM alert WHERE alert_id = {alert} AND handled_at IS NULL"), "1")
        self.assertEqual(self.register.value(f"SELECT count(*) FROM v_entry WHERE claimed_by = 'hana' AND entry_id IN ({','.join(self.entries)})"), "0")
        for _ in range(6):
            self.assertNotIn(MARK, hana.post("/queue/next").text)
        self.assertEqual(self.register.value(f"SELECT count(*) FROM v_entry WHERE claimed_by = 'hana' AND entry_id IN ({','.join(self.entries)})"), "0")

    def view(self, role, name):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-d", self.register.postgres.conninfo(self.register.database, role)],
                              input=f"SET search_path = ccot; SELECT to_jsonb(x) FROM {name} x", capture_output=True, text=True, check=True)
        return done.stdout

    def test_programs_and_plain_readers_do_not_see_it(self):
        commands = (("show", self.entry), ("queue",), ("search", "Bernard"), ("search", mails.order_facts(1)["number"]), ("duplicates",))
        self.assertIn(MARK, self.view("ccot_reader", "v_entry"))
        self.assertIn(MARK, self.register.ccot("show", self.entry).stdout)
        self.restrict()
        for role in ("ccot_reader", "ccot_web", "ccot_admin", "ccot_report"):
            for name in VIEWS:
                with self.subTest(role=role, view=name):
                    said = self.view(role, name)
                    self.assertNotIn(MARK, said)
                    if name in ("v_entry", "v_message", "v_document"):
                        self.assertEqual(len(said.splitlines()), int(self.register.value(f"SELECT count(*) FROM {name}")), "each has its row")
        for words in commands:
            with self.subTest(command=words):
                self.assertNotIn(MARK, self.register.ccot(*words).stdout)
        for words in (("duplicates", "--from", "2020-01-01", "--to", "2099-01-01", "--format", "json"), ("expiring", "--within", "9000", "--format", "json")):
            done = subprocess.run([harness.program("ccot-report"), "--config", str(self.register.config), *words], capture_output=True, text=True, check=False)
            with self.subTest(report=words):
                self.assertNotIn(MARK, done.stdout)

    def test_what_is_held_about_a_person_leaves_it_out_and_says_so(self):
        number, mail = mails.order_facts(1)["number"], self.register.value(f"SELECT message_id FROM v_entry WHERE entry_id = {self.entry}")
        self.restrict()
        for name, shown in (("sara", False), ("sol", True)):
            person = self.people[name]
            where = person.post("/held", q=number, reason="SAR 9/26").header("Location")
            page = person.get(where)
            self.assertEqual((MARK in page.text, "Restricted orders match" in page.text), (shown, not shown))
            taken = person.post(f"{where}/take", receiver="the applicant", recipient="the applicant", **{f"e{self.entry}": "yes", f"m{mail}": "yes"})
            self.assertEqual(MARK in taken.text, shown)
            self.assertEqual(person.get(f"{where}/mails/{mail}").status == 200, shown)

    def test_a_search_says_that_one_matches_and_tells_supervisors(self):
        self.restrict()
        erin = self.people["erin"]
        where = erin.post("/search", q=f"Bernard {MARK}", reason="46/1188/26").header("Location")
        page = erin.get(where)
        self.assertEqual(page.heading, "A restricted order matches")
        self.assertNotIn("Nothing found", page.text)
        self.assertNotIn("Alice", page.text)
        rows = self.register.sql("SELECT person, kind, reason FROM restriction_notice")
        self.assertEqual([tuple(row) for row in rows if row[0] == "erin"][:1], [("erin", "sight", "46/1188/26")])
        again = len(rows)
        erin.get(where)
        self.assertEqual(len(self.register.sql("SELECT 1 FROM restriction_notice")), again, "once an hour")
        self.assertIn("RESTRICTED: look", self.people["sara"].get("/team").text)
        listed = self.people["sara"].get("/restricted").text
        self.assertIn("46/1188/26", listed)
        self.assertNotIn(MARK, listed)
        self.assertNotIn("RESTRICTED: look", erin.get("/help").text)

    def test_the_glass_breaks_with_a_reason_for_half_a_day_and_is_told_at_once(self):
        self.restrict()
        erin = self.people["erin"]
        where = erin.post("/search", q=mails.order_facts(1)["number"], reason="46/1188/26").header("Location")
        order = f"{where}/orders/{self.entry}"
        page = erin.get(order)
        self.assertEqual((page.status, page.heading), (403, "This order is restricted"))
        search = where.removeprefix("/search/")
        for reason in ("", "  ", "x" * 501):
            self.assertEqual(erin.post(f"/entries/{self.entry}/glass", reason=reason, search=search).status, 400)
            self.assertEqual(erin.get(order).status, 403)
        answer = erin.post(f"/entries/{self.entry}/glass", reason="man at her door", search=search)
        self.assertEqual((answer.status, answer.header("Location")), (303, order))
        self.assertIn(f"Bernard {MARK}", erin.get(order).text)
        document = self.register.value(f"SELECT document_id FROM v_entry WHERE entry_id = {self.entry}")
        self.assertEqual(erin.get(f"{where}/papers/{document}/1.png").status, 200)
        self.assertEqual(self.people["otto"].get(f"/search/{search}").status, 404)
        self.assertFalse(self.sees("hana"), "for her alone")
        self.assertEqual(self.register.value("SELECT count(*) FROM v_audit WHERE actor = 'ccot_web:erin' AND reason = 'glass broken: man at her door'"), "1")
        self.assertEqual(self.register.value("SELECT alarm_raise('control.room@force.example', 15)"), "t")
        told = self.register.sql("SELECT message_id, opened FROM alarm_told() WHERE opened")
        self.assertEqual({row[0] for row in told}, {self.register.value(f"SELECT message_id FROM entry WHERE entry_id = {self.entry}")})
        self.register.sql("DELETE FROM outbox WHERE kind = 'alarm'; UPDATE alert SET alarmed_at = now()")
        self.assertEqual(self.register.value("SELECT alarm_raise('control.room@force.example', 15)"), "f", "told once")
        listed = self.people["sara"].get("/restricted")
        self.assertIn("BROKE THE GLASS", listed.text)
        notice = self.register.value("SELECT notice_id FROM restriction_notice WHERE kind = 'glass'")
        self.assertEqual(self.people["sara"].post("/restricted", notice=notice).status, 303)
        self.assertEqual(self.people["sara"].post("/restricted", notice=notice).status, 409)
        self.register.sql("UPDATE entry_glass SET until = now()")
        self.assertEqual(erin.get(order).status, 403)

    def test_a_supervisor_is_no_reader_by_office_and_nobody_looks_after_their_own_notice(self):
        self.restrict()
        sara = self.people["sara"]
        self.assertFalse(self.sees("sara"))
        self.assertEqual(sara.get(f"/entries/{self.entry}/restriction").status, 404)
        self.assertEqual(self.restrict(who="sara", readers=("hana",)).status, 404)
        self.assertEqual(sara.post(f"/entries/{self.entry}/glass", reason="readers are away").status, 303)
        notice = self.register.value("SELECT notice_id FROM restriction_notice WHERE kind = 'glass'")
        self.assertEqual(sara.post("/restricted", notice=notice).status, 409)
        self.assertEqual(self.restrict(who="sara", readers=("hana",)).status, 303)
        self.assertTrue(self.sees("hana"))
        self.assertFalse(self.sees("omar"))
        self.assertEqual(self.restrict(who="sara", readers=("nobody",)).status, 400)
        self.assertEqual(self.restrict(who="sara", reason=" ").status, 400)
        self.assertEqual(self.restrict(who="sara", action="lift", reason="moved away").status, 303)
        self.assertTrue(self.sees("omar") and self.sees("erin") is False and self.sees("sol"))
        self.assertEqual(self.restrict(who="hana").status, 403)

    def test_who_knows_the_people_gives_the_order_back_for_good(self):
        hana = self.people["hana"]
        self.assertEqual(hana.post(f"/entries/{self.entry}/claim").status, 303)
        self.assertIn("I know these people", hana.get(f"/entries/{self.entry}").text)
        self.assertEqual(hana.post(f"/entries/{self.entry}/known").status, 200)
        self.assertEqual(self.register.value(f"SELECT coalesce(claimed_by, 'nobody') FROM v_entry WHERE entry_id = {self.entry}"), "nobody")
        self.hidden_from("hana")
        self.assertTrue(self.sees("omar"))
        self.assertEqual(hana.get(f"/entries/{self.entry}").heading, "This order is closed to you")
        hana.post(f"/entries/{self.entry}/glass", reason="I need it")
        self.assertFalse(self.sees("hana"), "no glass to break")
        self.assertEqual(self.people["sol"].post("/restricted", entry=self.entry, person="hana").status, 303)
        self.assertTrue(self.sees("hana"))
        self.people["sol"].post(f"/entries/{self.entry}/known")
        self.assertEqual(self.people["sol"].post("/restricted", entry=self.entry, person="sol").status, 409, "never oneself")


if __name__ == "__main__":
    unittest.main(verbosity=2)
