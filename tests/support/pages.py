"""ccot-web over a register of the harness, and browsers without a window to ask it with. Python's standard library only."""
import contextlib
import html
import http.client
import pathlib
import re
import signal
import socket
import subprocess
import urllib.parse

import harness
import servers

PASSPHRASE = "correct horse battery"
ROLES = ("enquirer", "handler", "supervisor", "auditor", "admin")
FORM = "application/x-www-form-urlencoded"
COOKIE = "ccot_session"
ATTENTION = "attention_one_in = 0;"  # by lot, one entry in fifty asks for more: a test says so that wants it


class Answer:
    """What came back. text: of pages, with character references decoded; body: octets."""

    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.getheaders()
        self.body = body
        self.raw_text = body.decode(errors="replace")
        self.text = html.unescape(self.raw_text)
        self.cookie = next((value for name, value in self.headers if name.lower() == "set-cookie"), None)

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def heading(self):
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        return found[1].strip() if found else None


class SocketConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path, timeout):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Browser:
    """Somebody's browser: keeps the session's cookie. headers go along with every request."""

    def __init__(self, pages, headers=None):
        self.pages = pages
        self.headers = headers or {}
        self.session = None
        self.token = None

    def ask(self, method, path, form=None, headers=None, body=None):
        head = {**self.headers, **(headers or {})}
        if self.session is not None:
            head.setdefault("Cookie", f"{COOKIE}={self.session}")
        if form is not None:
            head.setdefault("Content-Type", FORM)
            body = urllib.parse.urlencode(form)
        with contextlib.closing(self.pages.connection()) as connection:
            connection.request(method, path, body, head)
            response = connection.getresponse()
            answer = Answer(response, response.read())
        if answer.cookie is not None:
            value = answer.cookie.split(";")[0].split("=", 1)[1]
            self.session = value or None
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, **form):
        """Sends a form with this session's token."""
        return self.ask("POST", path, {"csrf": self.form_token(), **form})

    def sign_in(self, name, passphrase=PASSPHRASE):
        self.token = None
        return self.ask("POST", "/sign-in", {"username": name, "password": passphrase})

    def form_token(self):
        """What the forms of this session bring along; it stands on every page, refusals too."""
        if self.token is None:
            self.token = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get("/queue").raw_text)[1]
        return self.token


class Pages:
    """ccot-web on the register's configuration, whose group "web" this writes. socket_path: a Unix socket instead of a port."""

    def __init__(self, register, socket_path=None, more="", port=None):
        self.register = register
        self.socket_path = None if socket_path is None else str(socket_path)
        self.port = None if socket_path is not None else port or servers.free_port()
        self.log = register.folder / "ccot-web.log"
        listen = self.socket_path or f"127.0.0.1:{self.port}"
        self.config = register.folder / f"web-{pathlib.Path(listen).name}.conf"
        self.config.write_text(register.config.read_text() + f'\nweb = {{ listen = "{listen}"; {ATTENTION if "attention_one_in" not in more else ""} {more} }};\n')
        self.process = None

    def start(self, environment=None):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([harness.program("ccot-web"), "--config", str(self.config)], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, env=environment,
                                            preexec_fn=servers.dies_with_parent(signal.SIGKILL))
        servers.wait_until(self._answers, 30, "ccot-web")
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise servers.ServerError(f"ccot-web ended with {self.process.returncode}: {self.log_text()}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.browser().get("/healthz").status == 200
        return False

    def stop(self):
        """SIGTERM; its exit code. None when it is not running."""
        if self.process is None:
            return None
        process, self.process = self.process, None
        process.terminate()
        try:
            return process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def running(self):
        return self.process is not None and self.process.poll() is None

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def connection(self, timeout=60):
        if self.socket_path is not None:
            return SocketConnection(self.socket_path, timeout)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def raw(self, timeout=60):
        """A connected socket, to say on it what no browser says."""
        if self.socket_path is None:
            return socket.create_connection(("127.0.0.1", self.port), timeout)
        connected = socket.socket(socket.AF_UNIX)
        connected.settimeout(timeout)
        connected.connect(self.socket_path)
        return connected

    def say(self, octets, timeout=60):
        """Sends octets as they are; everything that comes back until the other side closes, or within the time."""
        with self.raw(timeout) as connected:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connected.sendall(octets)
            heard = b""
            with contextlib.suppress(ConnectionResetError, socket.timeout):
                while piece := connected.recv(65536):
                    heard += piece
            return heard

    def browser(self, **headers):
        return Browser(self, headers)

    def person(self, name):
        browser = self.browser()
        answer = browser.sign_in(name)
        if answer.status != 303 or browser.session is None:
            raise AssertionError(f"{name} cannot sign in: {answer.status} {answer.heading}")
        return browser

    def add_person(self, name, role, passphrase=PASSPHRASE):
        """passphrase None: comes through the proxy alone."""
        more = ()
        if passphrase is not None:
            word = self.register.folder / "passphrase"
            word.write_text(passphrase + "\n")
            word.chmod(0o600)
            more = ("--password-file", str(word))
        done = self.register.ccot("user", "add", name, "--role", role, *more)
        if done.returncode != 0:
            raise AssertionError(done.stderr)


def routes():
    """Rows of web/route.def: (method, pattern, roles that may, quiet); roles None: everybody, signed in or not."""
    source = harness.SOURCE / "web"
    sets = {"NOBODY": None, "ALL": set(ROLES)}
    for name, value in re.findall(r"^ +([A-Z]+) = ((?:ACCESS_BIT\(ROLE_[A-Z]+\)[ |\n]*)+),", (source / "route.c").read_text(), re.MULTILINE):
        sets[name] = {role.lower() for role in re.findall(r"ROLE_([A-Z]+)", value)}
    rows = re.findall(r'^ROUTE\("(\w+)", "([^"]+)", \w+, (\w+), (true|false)\)', (source / "route.def").read_text(), re.MULTILINE)
    if len(rows) != len(re.findall(r"^ROUTE\(", (source / "route.def").read_text(), re.MULTILINE)):
        raise AssertionError("a row of route.def is not understood")
    return [(method, pattern, sets[roles], quiet == "true") for method, pattern, roles, quiet in rows]
