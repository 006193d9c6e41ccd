"""What no browser sends to ccot-web: paths with tricks, broken requests, bodies over the limit, very many and very slow
senders. Each gets a clear answer or none, nothing falls over, and others are served meanwhile."""
import contextlib
import hashlib
import pathlib
import re
import resource
import selectors
import socket
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import pages

CONNECTIONS = 1000
REQUEST_SECONDS = 3
FORM_BYTES = 256 * 1024


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.web = pages.Pages(cls.register, more=f"request_seconds = {REQUEST_SECONDS};")
        cls.web.add_person("sol", "supervisor")
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.sol = cls.web.person("sol")

    def tearDown(self):
        self.assertTrue(self.web.running(), self.web.log_text())
        self.assertEqual(self.web.browser().get("/healthz").status, 200)
        self.assertNotIn("bug", self.web.log_text().lower())

    def say(self, head, body=b""):
        """One request as it stands, ended by the server: first line, then headers and body of the answer."""
        heard = self.web.say(head.encode("latin-1") + body)
        first, _, rest = heard.partition(b"\r\n")
        return first.decode("latin-1"), rest.decode("latin-1")

    def ask(self, line, *headers, body=b""):
        return self.say("\r\n".join((line, "Host: ccot.example", f"Cookie: {pages.COOKIE}={self.sol.session}", "Connection: close", *headers)) +
                        "\r\n\r\n", body)

    def assert_status(self, first, *wanted):
        found = re.match(r"HTTP/1\.[01] (\d+)", first)
        self.assertIsNotNone(found, first)
        self.assertIn(int(found[1]), wanted, first)


class Requests(Case):
    def test_what_every_page_needs_is_kept_under_a_name_of_its_own(self):
        """Style, script and picture of the pages are asked for once, and anew when they are others."""
        page = self.web.browser().get("/sign-in")
        named = re.findall(r'"(/assets/([\w.]+)\?v=([0-9a-f]{16}))"', page.raw_text)
        self.assertEqual([name for _, name, _ in named], ["icon.svg", "ccot.css", "ccot.js"])
        for address, _, digest in named:
            answer = self.web.browser().get(address)
            self.assertEqual(answer.status, 200)
            self.assertEqual(hashlib.sha256(answer.body).hexdigest()[:16], digest)
            self.assertIn("immutable", answer.header("Cache-Control"))
        rows = "SELECT count(*) FROM v_audit"
        before = self.register.value(rows)
        icon = self.web.browser().get("/favicon.ico")
        self.assertEqual((icon.status, icon.header("Content-Type")), (200, "image/svg+xml"))
        self.assertEqual(self.register.value(rows), before)

    def test_paths(self):
        """None of these is a page, and none leads out of the table of routes."""
        for path in ("/../queue", "/queue/..", "/./queue", "/queue/.", "/%2e%2e/queue", "/%2E/queue", "/queue%2f..", "/queue/%2e%2e/queue",
                     "//queue", "/queue/", "/queue//", "/%2fqueue", "/queue%00", "/queue%00.css", "/queue%0a", "/queue%0d%0aX-Evil:%20y",
                     "/queue%zz", "/queue%", "/queue%2", "/%ff", "/%c0%ae%c0%ae/queue", "/%ed%a0%80", "/queue;x=1", "/queue\\", "\\queue", "/QUEUE",
                     "/assets/../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2e%2e%2fccot.css", "/assets/ccot.css%00",
                     "/assets/ccot.css/", "/assets/..", "/assets/.", "/assets/.htaccess", "/assets//ccot.css", "/etc/passwd", "/queue%u0041",
                     "http://ccot.example/queue", "https://other.example/queue", "ccot.example:443", "*", "queue", "?", "#", "/" + "a" * 8000,
                     "/" + "a/" * 2000, "/documents/1/pages/1.png/..", "/documents/1/pages/1.png%00", "/documents/%31%2foriginal"):
            with self.subTest(path=path[:60]):
                first, rest = self.ask(f"GET {path} HTTP/1.1")
                self.assert_status(first, 400, 404)
                self.assertNotIn("root:", rest)
                self.assertNotIn("X-Evil", rest)

    def test_paths_in_other_words(self):
        """Percent signs that say the same letters are the same page."""
        self.assert_status(self.ask("GET /%71ueue HTTP/1.1")[0], 200)
        self.assert_status(self.ask("GET /queue?tab=..%2f..%2f HTTP/1.1")[0], 200)

    def test_queries(self):
        for query in ("a=%ff", "a=%00", "%00=a", "a=b%00c", "a=%01", "%zz=1", "a=%", "a=%7f", "a=%c2%85", "%ff"):
            with self.subTest(query=query):
                self.assert_status(self.ask(f"GET /queue?{query} HTTP/1.1")[0], 400)
        for query in ("", "=", "a=b=c", "tab=%F0%9F%98%80"):
            with self.subTest(query=query):
                self.assert_status(self.ask(f"GET /queue?{query} HTTP/1.1")[0], 200)
        for query in ("&&&", "a", "&".join(f"a{i}=1" for i in range(500)), "a=1&" * 3000):
            with self.subTest(query=query[:40]):
                self.assert_status(self.ask(f"GET /queue?{query} HTTP/1.1")[0], 400, 414)
        first, _ = self.say("GET /queue HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + "a=1; " * 3000 + "\r\n\r\n")
        if first != "":  # closed without a word
            self.assert_status(first, 303, 400, 431)

    def test_forms(self):
        """A form that is none, or holds what is no text."""
        def posted(body, kind="application/x-www-form-urlencoded", *more):
            return self.ask("POST /sign-in HTTP/1.1", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, body=body)[0]
        for body in (b"username=%ff", b"username=a%00b&password=x", b"username=\xff", b"\x00", b"username=%", b"a=%1", b"%00=1", b"username=\x80abc",
                     b"username=%ED%A0%80", b"username=a%1bb"):
            with self.subTest(body=body):
                self.assert_status(posted(body), 400)
        for kind in ("multipart/form-data; boundary=x", "application/json", "text/plain", "", "application/x-www-form-urlencodedx"):
            with self.subTest(kind=kind):
                self.assert_status(posted(b"username=a&password=b", kind), 415, 400)
        self.assert_status(posted(b"username=b&password=b", "application/x-www-form-urlencoded; charset=utf-8"), 403)
        self.assert_status(posted(b""), 400)
        self.assert_status(posted(b"&=&&=a&b"), 400)
        self.assert_status(posted("username=Łuka&password=ß".encode()), 403)
        self.assert_status(posted(b"username=" + b"x" * 65 + b"&password=y"), 403)

    def test_form_limit(self):
        """At the limit a form is read; one octet more is refused, whether it says its length or not."""
        def padded(size):
            return b"username=a&x=" + b"x" * (size - len(b"username=a&x="))
        kind = "Content-Type: application/x-www-form-urlencoded"
        for size, wanted in ((FORM_BYTES, 400), (FORM_BYTES + 1, 413), (20 * FORM_BYTES, 413)):
            with self.subTest(size=size):
                body = padded(size)
                self.assert_status(self.ask("POST /sign-in HTTP/1.1", kind, f"Content-Length: {size}", body=body)[0], wanted)
                chunked = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (body[i:i + 60000] for i in range(0, size, 60000))) + b"0\r\n\r\n"
                self.assert_status(self.ask("POST /sign-in HTTP/1.1", kind, "Transfer-Encoding: chunked", body=chunked)[0], wanted)

    def test_a_body_that_is_announced_too_large_is_not_waited_for(self):
        for size in (FORM_BYTES + 1, 2 ** 40, 2 ** 64, 10 ** 30):
            with self.subTest(size=size):
                first, _ = self.ask("POST /sign-in HTTP/1.1", "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {size}")
                self.assert_status(first, 413, 400)

    def test_a_body_of_a_get_is_left_alone(self):
        first, _ = self.ask("GET /queue HTTP/1.1", "Content-Length: 3", "Content-Type: application/x-www-form-urlencoded", body=b"a=b")
        self.assert_status(first, 200, 400)

    def test_broken_requests(self):
        """Nothing here is HTTP as it should be; what is answered at all is refused."""
        good = f"Host: x\r\nCookie: {pages.COOKIE}={self.sol.session}\r\n"
        for head in ("", "\r\n\r\n", "GET\r\n\r\n", "GET /queue\r\n\r\n", "GET /queue HTTP/9.9\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                     "GET /queue HTTP/1.1\r\n\r\n", "GET /queue HTTP/1.1\r\nHost x\r\n\r\n", "GET /queue HTTP/1.1\r\n : x\r\n\r\n",
                     "GET  /queue  HTTP/1.1\r\nHost: x\r\n\r\n", "\0" * 5000, "A" * 100000, "GET /queue HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n" * 20000 + "\r\n",
                     "GET /queue HTTP/1.1\r\nHost: x\r\nX: " + "y" * 60000 + "\r\n\r\n", "GET /" + "q" * 60000 + " HTTP/1.1\r\nHost: x\r\n\r\n",
                     "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                     "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\na",
                     "POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                     "POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + "f" * 40 + "\r\n"):
            with self.subTest(head=head[:60]):
                with contextlib.closing(self.web.raw()) as connected:
                    with contextlib.suppress(OSError):
                        connected.sendall(head.encode("latin-1"))
                        connected.shutdown(socket.SHUT_WR)
                    heard = b""
                    with contextlib.suppress(ConnectionResetError):
                        while piece := connected.recv(65536):
                            heard += piece
                self.assertNotIn(b" 200 ", heard.partition(b"\r\n")[0])
        self.assertIn(b" 200 ", self.web.say(f"GET /queue HTTP/1.1\r\n{good}Connection: close\r\n\r\n".encode()))

    def test_no_second_request_is_smuggled(self):
        """Where two headers disagree on where a body ends, nothing behind it is answered."""
        hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        for headers in ("Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4",
                        "Content-Length: 5\r\nContent-Length: 0", "Content-Length: 0\r\nContent-Length: 5", "Content-Length: 0, 5",
                        "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding : chunked\r\nContent-Length: 4"):
            with self.subTest(headers=headers):
                heard = self.web.say(f"POST /sign-in HTTP/1.1\r\nHost: x\r\n{headers}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n0\r\n\r\n{hidden}".encode(),
                                     timeout=REQUEST_SECONDS + 5)
                self.assertRegex(heard, rb"^HTTP/1\.1 4\d\d ")
                self.assertNotIn(b"\r\n\r\nok\n", heard)

    def test_headers_from_outside_reach_no_header(self):
        """What is typed, and what the request says of itself, comes back in no header."""
        mark = "zyxwart"
        form = f"username={mark}%0d%0aX-Evil:1&password=x".encode()
        for first, rest in (self.ask(f"GET /queue?tab={mark}%0d%0aX-Evil:%201 HTTP/1.1", f"X-Forwarded-Host: {mark}", f"User-Agent: {mark}"),
                            self.ask("POST /sign-in HTTP/1.1", "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}",
                                     f"Referer: https://{mark}.example/", body=form),
                            self.say(f"GET / HTTP/1.1\r\nHost: {mark}.example\r\nConnection: close\r\nX-Forwarded-Proto: {mark}\r\n\r\n")):
            head = rest.partition("\r\n\r\n")[0]
            self.assertNotIn("X-Evil", head, first)
            self.assertNotIn(mark, head, first)

    def test_every_answer_carries_the_headers_that_protect(self):
        wanted = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin"}
        for path in ("/queue", "/sign-in", "/no-such-page", "/healthz", "/assets/ccot.css", "/%ff", "/documents/1/original"):
            answer = self.sol.get(path)
            with self.subTest(path=path):
                for name, value in wanted.items():
                    self.assertEqual(answer.header(name), value)
                policy = answer.header("Content-Security-Policy")
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("unsafe", policy)
                self.assertIsNone(answer.header("Server"))
                if not path.startswith("/assets"):
                    self.assertEqual(answer.header("Cache-Control"), "no-store")


class Walls(Case):
    def test_the_kernel_says_that_it_is_confined(self):
        status = pathlib.Path(f"/proc/{self.web.process.pid}/status").read_text()
        self.assertRegex(status, r"(?m)^NoNewPrivs:\t1$")
        self.assertRegex(status, r"(?m)^Seccomp:\t2$")
        for task in pathlib.Path(f"/proc/{self.web.process.pid}/task").iterdir():
            self.assertRegex((task / "status").read_text(), r"(?m)^Seccomp:\t2$", "each of its threads")


class Crowd(Case):
    """Many and slow."""

    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * CONNECTIONS), hard))
        cls.addClassCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        super().setUpClass()
        # the server itself is started with the usual limit of 1,024 files
        cls.web.stop()
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
        cls.web.start()
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * CONNECTIONS), hard))
        cls.sol = cls.web.person("sol")

    def connected(self, count):
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        return [stack.enter_context(self.web.raw()) for _ in range(count)], stack

    @staticmethod
    def hear(connections, seconds):
        """Reads all of them until each is closed by the other side, or the time is over: octets by connection."""
        heard = {connection: b"" for connection in connections}
        waiting = selectors.DefaultSelector()
        for connection in connections:
            connection.setblocking(False)
            waiting.register(connection, selectors.EVENT_READ)
        end = time.monotonic() + seconds
        while waiting.get_map() and time.monotonic() < end:
            for key, _ in waiting.select(0.5):
                piece = b""
                with contextlib.suppress(OSError):
                    piece = key.fileobj.recv(65536)
                heard[key.fileobj] += piece
                if not piece:
                    waiting.unregister(key.fileobj)
        return heard

    def test_a_thousand_at_once(self):
        """A thousand connections, all open at the same time, all asking: each gets its own page."""
        connections, _ = self.connected(CONNECTIONS)
        for connection in connections:
            connection.sendall(f"GET /queue HTTP/1.1\r\nHost: x\r\nCookie: {pages.COOKIE}={self.sol.session}\r\nConnection: close\r\n\r\n".encode())
        heard = self.hear(connections, 120)
        good = sum(octets.startswith(b"HTTP/1.1 200 ") and octets.rstrip().endswith(b"</html>") for octets in heard.values())
        self.assertEqual(good, CONNECTIONS)

    def test_slow_senders(self):
        """Requests that come an octet at a time are ended when their time is over, however steadily the octets come, and
        others are served meanwhile."""
        for what in (f"GET /queue HTTP/1.1\r\nHost: x\r\nX: {'y' * 9000}", "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n" + "a" * 8000):
            with self.subTest(what=what[:12]):
                connections, stack = self.connected(CONNECTIONS)
                for connection in connections:
                    connection.sendall(what[:60].encode())
                octet, began = 60, time.monotonic()
                still = list(connections)
                while still and time.monotonic() - began < REQUEST_SECONDS * 10:
                    served = time.monotonic()
                    self.assertEqual(self.web.browser().get("/healthz").status, 200)
                    self.assertLess(time.monotonic() - served, 10)
                    still = [connection for connection in still if self.trickles(connection, what[octet])]
                    octet += 1
                self.assertEqual(still, [], "senders that were still heard")
                for octets in self.hear(connections, 10).values():
                    self.assertTrue(octets == b"" or octets.startswith(b"HTTP/1.1 408 "), octets[:100])
                stack.close()

    @staticmethod
    def trickles(connection, octet):
        """Sends one more octet; false when the other side has had enough."""
        try:
            connection.sendall(octet.encode())
            return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b"never"
        except BlockingIOError:
            return True
        except OSError:
            return False

    def test_silent_connections(self):
        """Those that say nothing at all are ended too."""
        connections, _ = self.connected(CONNECTIONS)
        self.assertEqual(self.web.browser().get("/healthz").status, 200)
        heard = self.hear(connections, REQUEST_SECONDS * 10)
        self.assertEqual(len(heard), CONNECTIONS)
        self.assertEqual([octets for octets in heard.values() if octets.startswith(b"HTTP/1.1 200")], [])
        files = pathlib.Path(f"/proc/{self.web.process.pid}/fd")
        harness.wait_until(lambda: len(list(files.iterdir())) < 200, 20, "the server has closed them")

    def test_a_kept_connection_serves_again(self):
        """A connection that a proxy keeps is not ended between requests that come in time."""
        with contextlib.closing(self.web.connection()) as connection:
            for _ in range(3):
                connection.request("GET", "/healthz")
                answer = connection.getresponse()
                self.assertEqual((answer.status, answer.read()), (200, b"ok\n"))

    def test_clients_that_leave(self):
        """Connections closed at every point of a request, while it is answered too."""
        request = f"GET /queue HTTP/1.1\r\nHost: x\r\nCookie: {pages.COOKIE}={self.sol.session}\r\n\r\n".encode()
        for cut in list(range(0, len(request), 7)) + [len(request)] * 50:
            with contextlib.closing(self.web.raw()) as connection:
                connection.sendall(request[:cut])
        self.assertEqual(self.sol.get("/queue").status, 200)

    def test_it_ends_in_order_under_load(self):
        """SIGTERM with open connections, idle and half said."""
        connections, _ = self.connected(200)
        for connection in connections[:100]:
            connection.sendall(b"GET /queue HTTP/1.1\r\nHost: x\r\n")
        self.assertEqual(self.web.stop(), 0)
        self.web.start()


if __name__ == "__main__":
    unittest.main(verbosity=2)
