"""Who may ask what of ccot-web, by its own table of routes; sessions and signing in; over real HTTP."""
import pathlib
import re
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import pages
from pages import ROLES

NOWHERE = 999999999
BLANK = {"/documents/{id}/open"}  # a form that asks for a reason: it shows nothing of the register, whatever the number
REFUSALS = {"This page is not for your role", "This form is too old", "This form came from another site"}


def filled(pattern, number=NOWHERE):
    """A path of that pattern, of things that are not there."""
    return pattern.replace("{id}", str(number)).replace("{name}", "verify")


class Case(unittest.TestCase):
    """One register without a mail, one ccot-web, one person a role."""

    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.web = pages.Pages(cls.register, more="session_minutes = 30;")
        for role in ROLES:
            cls.web.add_person(role, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)

    def setUp(self):
        self.register.sql("DELETE FROM sign_in_failure")

    def tearDown(self):
        self.assertTrue(self.web.running(), self.web.log_text())


class Routes(Case):
    """Every route, every role, every token; a later row of route.def is tried without a change here."""

    def test_nobody(self):
        for method, pattern, roles, quiet in pages.routes():
            with self.subTest(route=f"{method} {pattern}"):
                answer = self.web.browser().ask(method, filled(pattern), {"csrf": "0" * 64} if method == "POST" else None)
                if roles is None:
                    self.assertNotIn(answer.heading, REFUSALS)
                    self.assertNotEqual(answer.header("Location"), "/sign-in")
                elif quiet:
                    self.assertEqual(answer.status, 401)
                else:
                    self.assertEqual((answer.status, answer.header("Location")), (303, "/sign-in"))
                    self.assertEqual(answer.body, b"")

    def test_roles(self):
        for role in ROLES:
            browser = self.web.person(role)
            for method, pattern, roles, _ in pages.routes():
                if roles is None:
                    continue
                with self.subTest(route=f"{method} {pattern}", role=role):
                    if pattern == "/sign-out":
                        browser = self.web.person(role)
                    answer = browser.post(filled(pattern)) if method == "POST" else browser.get(filled(pattern))
                    if role in roles:
                        self.assertNotIn(answer.heading, REFUSALS)
                        self.assertLess(answer.status, 500)
                        self.assertNotEqual(answer.status, 401)
                    else:
                        self.assertEqual((answer.status, answer.heading), (403, "This page is not for your role"))
                    if pattern == "/sign-out":
                        browser = self.web.person(role)

    def test_tokens(self):
        """A form with no token, a made-up one, that of another session of the same person, or from another site."""
        mine, other = self.web.person("supervisor"), self.web.person("supervisor")
        foreign = other.form_token()
        self.assertNotEqual(foreign, mine.form_token())
        tokens = {"none": {}, "empty": {"csrf": ""}, "made up": {"csrf": "0" * 64}, "foreign": {"csrf": foreign},
                  "cut": {"csrf": mine.form_token()[:-1]}, "longer": {"csrf": mine.form_token() + "0"}}
        elsewhere = ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                     {"Origin": "null", "Sec-Fetch-Site": "cross-site"})
        posts = [(pattern, roles) for method, pattern, roles, _ in pages.routes() if method == "POST"]
        self.assertGreater(len(posts), 1)
        for pattern, roles in posts:
            for name, form in tokens.items():
                if roles is None or "supervisor" not in roles:
                    continue
                with self.subTest(route=pattern, token=name):
                    answer = mine.ask("POST", filled(pattern), {**form, "x": "1"})
                    self.assertEqual((answer.status, answer.heading), (403, "This form is too old"))
            for headers in elsewhere:
                with self.subTest(route=pattern, headers=headers):
                    answer = mine.ask("POST", filled(pattern), {"csrf": mine.form_token()}, headers=headers)
                    self.assertEqual((answer.status, answer.heading), (403, "This form came from another site"))
        self.assertEqual(mine.get("/queue").status, 200, "the session stands")
        self.assertEqual(mine.post("/sign-out").status, 303)
        self.assertEqual(mine.get("/queue").status, 303)

    def test_forged_numbers(self):
        """Numbers that no page gave out: an answer, never a fault, and nothing of another's."""
        forged = ("0", "-1", "+1", "1e3", "0x10", "1%20", "%31%00", "9223372036854775807", "9223372036854775808", "18446744073709551617",
                  "9" * 400, "1;DROP", "%D9%A1", "1'", "..", "")
        browser = self.web.person("supervisor")
        for method, pattern, roles, _ in pages.routes():
            if "{id}" not in pattern or roles is None or "supervisor" not in roles:
                continue
            for number in forged:
                with self.subTest(route=f"{method} {pattern}", number=number):
                    answer = browser.ask(method, filled(pattern, number), {"csrf": browser.form_token()} if method == "POST" else None)
                    if method == "POST" and answer.status == 303:  # giving back what one does not hold leads back to the queue
                        self.assertEqual(answer.header("Location"), "/queue")
                        continue
                    self.assertIn(answer.status, (400, 403, 404, 405, 409) + ((200,) if pattern in BLANK else ()))

    def test_other_methods(self):
        browser = self.web.person("supervisor")
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "BREW"):
            for path in ("/queue", "/sign-out", "/healthz"):
                with self.subTest(method=method, path=path):
                    self.assertIn(browser.ask(method, path).status, (400, 405, 501))
        for _, pattern, roles, _ in [row for row in pages.routes() if row[0] == "POST"]:
            with self.subTest(route=pattern):
                self.assertIn(browser.get(filled(pattern)).status, (200, 303, 400, 403, 404, 405))
        self.assertEqual(browser.ask("HEAD", "/queue").body, b"")
        self.assertEqual(browser.get("/queue").status, 200)


class Sessions(Case):
    def test_cookie(self):
        """HttpOnly, SameSite=Strict, for the whole site and no other host, no date; Secure behind TLS."""
        plain = self.web.browser().sign_in("handler").cookie
        self.assertRegex(plain, r"^ccot_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict$")
        secure = self.web.browser(**{"X-Forwarded-Proto": "https"}).sign_in("handler").cookie
        self.assertRegex(secure, r"^ccot_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Secure$")
        self.assertNotEqual(plain.split(";")[0], secure.split(";")[0])

    def test_numbers_are_random_and_kept_as_digests(self):
        seen = {self.web.person("handler").session for _ in range(5)}
        self.assertEqual(len(seen), 5)
        for session in seen:
            self.assertEqual(self.register.value(f"SELECT count(*) FROM web_session WHERE digest = '{session}'"), "0")
            self.assertEqual(self.register.value(f"SELECT count(*) FROM web_session WHERE digest = encode(sha256('{session}'), 'hex')"), "1")

    def test_fixation(self):
        """A number that somebody put into the browser before is not the session's number after signing in."""
        planted = "ab" * 32
        browser = self.web.browser()
        browser.session = planted
        answer = browser.ask("POST", "/sign-in", {"username": "handler", "password": pages.PASSPHRASE})
        self.assertEqual(answer.status, 303)
        self.assertNotEqual(browser.session, planted)
        browser.session = planted
        self.assertEqual(browser.get("/queue").status, 303)
        stale = self.web.person("handler")
        before = stale.session
        self.assertEqual(stale.sign_in("handler").status, 303)
        stale.session, after = before, stale.session
        self.assertNotEqual(before, after)
        self.assertEqual(stale.get("/queue").status, 303, "signing in again ends the browser's last session")

    def test_wrong_cookies(self):
        mine = self.web.person("handler")
        for cookie in ("", "x", mine.session[:-1], mine.session + "0", mine.session.upper() + " ", "%00", "é".encode().decode("latin-1"), "a" * 4000):
            answer = self.web.browser().get("/queue", headers={"Cookie": f"{pages.COOKIE}={cookie}"})
            self.assertIn(answer.status, (303, 400), cookie)
        first = self.web.browser().get("/queue", headers={"Cookie": f"{pages.COOKIE}=0; {pages.COOKIE}={mine.session}"})
        self.assertEqual(first.status, 303, "of two cookies the first counts")

    def test_idle_end(self):
        mine = self.web.person("handler")
        self.register.sql("UPDATE web_session SET used_at = now() - interval '29 minutes'")
        self.assertEqual(mine.get("/queue").status, 200)
        self.register.sql("UPDATE web_session SET used_at = now() - interval '31 minutes'")
        answer = mine.get("/queue")
        self.assertEqual((answer.status, answer.header("Location")), (303, "/sign-in"))

    def test_absolute_end(self):
        mine = self.web.person("handler")
        digest = f"digest = encode(sha256('{mine.session}'), 'hex')"
        hours = float(self.register.value(f"SELECT extract(epoch FROM ends_at - now()) / 3600 FROM web_session WHERE {digest}"))
        self.assertTrue(11.9 < hours <= 12, hours)
        self.register.sql(f"UPDATE web_session SET ends_at = now() - interval '1 second', used_at = now() WHERE {digest}")
        self.assertEqual(mine.get("/queue").status, 303)

    def test_quiet_requests_keep_nothing_alive(self):
        mine = self.web.person("handler")
        for method, pattern, roles, quiet in pages.routes():
            if quiet and method == "GET":
                self.register.sql("UPDATE web_session SET used_at = now() - interval '20 minutes'")
                mine.get(filled(pattern))
                self.assertEqual(self.register.value("SELECT count(*) FROM web_session WHERE used_at > now() - interval '19 minutes'"), "0", pattern)

    def test_sign_out_ends_it(self):
        mine = self.web.person("handler")
        kept = mine.session
        answer = mine.post("/sign-out")
        self.assertRegex(answer.cookie, r"^ccot_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0$")
        mine.session = kept
        self.assertEqual(mine.get("/queue").status, 303)

    def test_a_closed_or_changed_account_is_out_at_once(self):
        self.web.add_person("brief", "handler")
        mine = self.web.person("brief")
        self.web.add_person("brief", "supervisor")
        self.assertEqual(mine.get("/queue").status, 303, "another role: sign in again")
        mine.sign_in("brief")
        self.assertEqual(self.register.ccot("user", "close", "brief").returncode, 0)
        self.assertEqual(mine.get("/queue").status, 303)
        self.assertEqual(mine.sign_in("brief").status, 403)

    def test_throttling(self):
        """Wrong passphrases make the name wait, whether there is such an account or not, and the right one does not help."""
        for name in ("auditor", "nobody-of-that-name"):
            answers = [self.web.browser().sign_in(name, f"wrong passphrase {i}") for i in range(30)]
            self.assertEqual(answers[0].status, 403)
            late = answers[-1]
            self.assertEqual((late.status, late.heading), (429, "Sign in"))
            self.assertRegex(late.text, r"Too many tries\. Wait \d+ seconds? and try again\.")
            self.assertEqual(self.web.browser().sign_in(name).status, 429)
        self.assertEqual(self.web.browser().sign_in("handler").status, 303, "others are not kept waiting")

    def test_throttling_of_many_at_once(self):
        """A hundred tries sent together are judged one after the other: few of them reach the passphrase."""
        answers = []

        def guess(number):
            answers.append(self.web.browser().sign_in("admin", f"wrong passphrase {number}").status)
        threads = [threading.Thread(target=guess, args=(i,)) for i in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 100)
        self.assertLess(answers.count(403), 20, answers)
        self.assertEqual(answers.count(403) + answers.count(429), 100)

    def test_sign_in_tells_nothing(self):
        """A name that does not exist gets the same answer as a wrong passphrase."""
        def tried(name):
            self.register.sql("DELETE FROM sign_in_failure")
            return self.web.browser().sign_in(name, "not the passphrase")
        wrong, unknown = tried("handler"), tried("nobody")
        self.assertEqual((wrong.status, wrong.body), (unknown.status, unknown.body))
        for name in ("", " ", "x" * 5000, "näme", "' OR 1=1", "a\nb", "HANDLER"):
            with self.subTest(name=name):
                self.assertIn(tried(name).status, (400, 403))
        self.register.sql("DELETE FROM sign_in_failure")
        self.assertEqual(self.web.browser().sign_in(" HANDLER ").status, 303, "case and spaces around do not matter")
        self.assertEqual(self.web.browser().sign_in("handler", pages.PASSPHRASE + "x" * 100000).status, 403)

    def test_an_account_without_a_passphrase_has_no_local_way_in(self):
        self.web.add_person("proxied", "handler", None)
        for passphrase in ("", " ", "null", pages.PASSPHRASE):
            self.assertIn(self.web.browser().sign_in("proxied", passphrase).status, (400, 403, 429))

    def test_the_header_counts_for_nothing_on_a_port(self):
        answer = self.web.browser(**{"X-Remote-User": "admin"}).get("/queue")
        self.assertEqual((answer.status, answer.header("Location"), answer.cookie), (303, "/sign-in", None))


class Pattern(unittest.TestCase):
    def test_the_table_is_understood(self):
        """The reader of route.def knows every set of roles, and the sets are not empty by accident."""
        rows = pages.routes()
        self.assertGreater(len(rows), 8)
        for method, pattern, roles, _ in rows:
            self.assertIn(method, ("GET", "POST"))
            self.assertTrue(re.fullmatch(r"(/[a-z0-9{}.-]*)+", pattern), pattern)
            self.assertTrue(roles is None or roles <= set(ROLES) and roles)
        self.assertIn(("GET", "/queue", {"handler", "supervisor"}, False), rows)


if __name__ == "__main__":
    unittest.main(verbosity=2)
