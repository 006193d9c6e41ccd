"""The normal way in: the force's sign-on at a proxy, which names the person on a Unix socket. With the sample
configuration of nginx, and on the socket itself."""
import contextlib
import http.client
import pathlib
import re
import ssl
import stat
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import nginx
import pages


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.web = pages.Pages(cls.register, socket_path=cls.register.folder / "http.sock", more=cls.more())
        for name, role in (("hana@force.example", "handler"), ("sol", "supervisor"), ("aud", "auditor"), ("gone", "handler")):
            cls.web.add_person(name, role, None)
        cls.web.add_person("local", "handler")
        cls.register.ccot("user", "close", "gone")
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)

    @classmethod
    def more(cls):
        return ""

    def tearDown(self):
        self.assertTrue(self.web.running(), self.web.log_text())


class OnTheSocket(Case):
    @classmethod
    def more(cls):
        return 'user_header = "X-Force-User";'

    def named(self, name):
        return self.web.browser(**{"X-Force-User": name})

    def test_whom_the_proxy_names_has_a_session_at_once(self):
        mine = self.named("sol")
        answer = mine.get("/queue")
        self.assertEqual(answer.status, 200)
        self.assertRegex(answer.cookie, r"^ccot_session=[0-9a-f]{64}; ")
        self.assertIn("sol", answer.text)
        self.assertIsNone(mine.get("/queue").cookie, "and keeps it")

    def test_the_role_is_that_of_our_own_table(self):
        self.assertEqual(self.named("aud").get("/queue").heading, "This page is not for your role")
        self.assertEqual(self.named("hana@force.example").get("/queue").status, 200)
        self.assertEqual(self.named(" HANA@Force.example ").get("/queue").status, 200)
        for headers in ({"X-Role": "admin"}, {"X-Remote-Role": "supervisor"}, {"X-Remote-Groups": "supervisor"}):
            self.assertEqual(self.named("aud").get("/queue", headers=headers).status, 403)

    def test_who_has_no_account_is_told_so(self):
        before = self.register.value("SELECT count(*) FROM web_session")
        for name in ("stranger", "gone", "sol ' OR 1=1", "sol,aud", "x" * 3000):
            with self.subTest(name=name[:20]):
                answer = self.named(name).get("/queue")
                self.assertEqual((answer.status, answer.heading, answer.cookie), (403, "You have no account here", None))
                self.assertNotIn(name, answer.text)
        self.assertEqual(self.register.value("SELECT count(*) FROM web_session"), before)

    def test_nobody_named_is_nobody(self):
        self.assertEqual(self.web.browser().get("/queue").header("Location"), "/sign-in")
        self.assertEqual(self.named("").get("/queue").header("Location"), "/sign-in")

    def test_only_the_header_of_the_setting_counts(self):
        for header in ("X-Remote-User", "X-Forwarded-User", "Remote-User", "X-Force_User", "X_Force_User"):
            self.assertEqual(self.web.browser(**{header: "sol"}).get("/queue").header("Location"), "/sign-in", header)

    def test_a_user_named_twice_is_refused(self):
        heard = self.web.say(b"GET /queue HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Force-User: aud\r\nX-Force-User: sol\r\n\r\n")
        self.assertTrue(heard.startswith(b"HTTP/1.1 400 "), heard[:100])
        heard = self.web.say(b"GET /queue HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Force-User: \xff\xfe\r\n\r\n")
        self.assertTrue(heard.startswith(b"HTTP/1.1 400 "), heard[:100])

    def test_another_person_at_the_same_browser_is_another_session(self):
        mine = self.named("sol")
        mine.get("/queue")
        first, token = mine.session, mine.form_token()
        mine.headers = {"X-Force-User": "hana@force.example"}
        answer = mine.get("/queue")
        self.assertIn("hana@force.example", answer.text)
        self.assertNotEqual(mine.session, first)
        refused = mine.ask("POST", "/sign-out", {"csrf": token})
        self.assertEqual(refused.heading, "This form is too old")

    def test_an_ended_session_begins_anew(self):
        mine = self.named("sol")
        mine.get("/queue")
        first = mine.session
        self.register.sql("UPDATE web_session SET used_at = now() - interval '1 day'")
        self.assertEqual(mine.get("/queue").status, 200)
        self.assertNotEqual(mine.session, first)

    def test_a_closed_account_is_out_though_the_proxy_goes_on(self):
        self.web.add_person("leaver", "handler", None)
        mine = self.named("leaver")
        self.assertEqual(mine.get("/queue").status, 200)
        self.register.ccot("user", "close", "leaver")
        self.assertEqual(mine.get("/queue").heading, "You have no account here")

    def test_each_session_is_in_the_audit(self):
        count = "SELECT count(*) FROM v_audit WHERE subject = 'sign-in' AND actor = 'ccot_web:sol'"
        before = int(self.register.value(count))
        self.named("sol").get("/queue")
        self.assertEqual(int(self.register.value(count)), before + 1)

    def test_a_local_account_still_signs_in(self):
        self.assertEqual(self.web.person("local").get("/queue").status, 200)

    def test_the_socket_is_for_its_group_alone(self):
        mode = pathlib.Path(self.web.socket_path).stat().st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o660)


class BehindNginx(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sign_on = nginx.SignOn()
        cls.addClassCleanup(cls.sign_on.close)
        cls.nginx = nginx.Nginx(cls.site.folder / "nginx", cls.web, cls.sign_on)
        cls.addClassCleanup(cls.nginx.stop)
        cls.nginx.start()
        cls.context = ssl.create_default_context(cafile=str(cls.nginx.authority.certificate))

    def browser(self, name=None, **headers):
        """A browser at the proxy; name: whom the sign-on knows it as."""
        case = self

        class Outside:  # what pages.Browser needs of Pages
            @staticmethod
            def connection(timeout=60):
                return http.client.HTTPSConnection("localhost", case.nginx.port, timeout=timeout, context=case.context)
        return pages.Browser(Outside, {**({"Authorization": f"sso {name}"} if name else {}), **headers})

    def test_signed_in_by_the_force(self):
        mine = self.browser("sol")
        answer = mine.get("/queue")
        self.assertEqual(answer.status, 200)
        self.assertIn("; Secure", answer.cookie)
        self.assertEqual(answer.header("Strict-Transport-Security"), "max-age=31536000")
        self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff")
        origin = {"Origin": f"https://localhost:{self.nginx.port}", "Sec-Fetch-Site": "same-origin"}
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', answer.raw_text)[1]
        self.assertEqual(mine.ask("POST", "/sign-out", {"csrf": token}, headers=origin).status, 303)
        self.assertEqual(mine.ask("POST", "/sign-out", {"csrf": token}, headers={"Origin": "https://evil.example"}).status, 403)

    def test_the_browser_cannot_name_itself(self):
        for headers in ({"X-Remote-User": "sol"}, {"x-remote-user": "sol"}, {"X_Remote_User": "sol"}):
            answer = self.browser(**headers).get("/queue")
            self.assertEqual((answer.status, answer.header("Location")), (302, "https://sign-on.force.example/"), headers)
            answer = self.browser("aud", **headers).get("/queue")
            self.assertEqual(answer.heading, "This page is not for your role")
        self.assertEqual(self.browser("nobody-we-know").get("/queue").heading, "You have no account here")

    def test_the_sign_on_is_asked_each_time_and_told_nothing(self):
        self.sign_on.asked.clear()
        self.browser("sol", **{"X-Remote-User": "aud"}).get("/queue?tab=orders")
        self.assertEqual([path for path, _ in self.sign_on.asked], ["/oauth2/auth"])
        self.assertNotIn("aud", [value for _, value in self.sign_on.asked[0][1]])

    def test_no_query_and_no_figures_outside(self):
        mine = self.browser("sol")
        self.assertEqual(mine.get("/queue?tab=zyxwart").status, 200)
        self.assertEqual(mine.get("/metrics").status, 404)
        self.assertEqual(mine.get("/sign-on/check").status, 404)
        self.assertEqual(mine.ask("POST", "/queue/next", body=b"x" * 300 * 1024).status, 413)
        logged = "".join(path.read_text(errors="replace") for path in self.nginx.folder.glob("*.log"))
        self.assertIn("/queue 200", logged)
        self.assertNotIn("zyxwart", logged)

    def test_path_tricks_through_the_proxy(self):
        for path in ("/queue/..", "//queue", "/%2e%2e/queue", "/queue%2f..", "/./sign-on/check", "/metrics/", "//metrics", "/%6detrics"):
            with self.subTest(path=path), contextlib.closing(self.browser().pages.connection()) as connection:
                connection.request("GET", path, headers={"Authorization": "sso sol"})
                answer = connection.getresponse()
                body = answer.read()
                self.assertIn(answer.status, (200, 303, 400, 404))
                self.assertNotIn(b"ccot_", body.partition(b"<body")[0] if b"<html" in body else body)


if __name__ == "__main__":
    unittest.main(verbosity=2)
