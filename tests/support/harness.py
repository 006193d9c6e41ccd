"""What the integration tests share: one PostgreSQL and one Dovecot a test file (a Site), and on them as many registers
as there are tests (a Register: its own database, mailboxes and configuration file). Everything ends with the test
program, however that ends. Python's standard library only.

CCOT_BUILD_DIR names the build whose programs are tried.
"""
import atexit
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import servers  # pylint: disable=wrong-import-position
from servers import PASSWORD, wait_until  # pylint: disable=wrong-import-position

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CCOT_BUILD_DIR", SOURCE / "build"))
PROGRAMS = BUILD / "bin"
FAILPOINTS = re.findall(r'^FAILPOINT_NAME\("([^"]+)"\)', (SOURCE / "base/failpoint.def").read_text(), re.MULTILINE)
POST_FAILPOINTS = [name for name in FAILPOINTS if "-post" in name]  # reached where mail goes out

MAILBOX = """
  {{ name = "{name}"; host = "{host}"; port = {port}; tls = "{tls}"; {ca}
    user = "{user}"; auth = "plain"; password_file = "{password}";
{more}  }}"""


def program(name):
    return str(PROGRAMS / name)


class Site:
    """The servers of one test file. durable: PostgreSQL flushes to disk, has its memory and a Unix socket, for measurements. storage: see servers.Dovecot."""

    def __init__(self, durable=False, storage="maildir:~/Maildir"):
        # Not under TMPDIR: the servers' user must reach it, and a socket's path must stay short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ccot-test-", dir="/var/tmp"))
        self.folder.chmod(0o755)
        atexit.register(self.close)
        self.count = 0
        self.dovecots = {}
        self.storage = storage
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
        self.postgres = servers.Postgres(self.folder / "postgres", durable, memory // 4 if durable else 64,
                                         self.folder / "socket" if durable else None).start()
        self.password = self.folder / "password"
        self.password.write_text(PASSWORD + "\n")
        self.password.chmod(0o600)
        self._migrate_template()

    def _migrate_template(self):
        self.postgres.sql("postgres", "CREATE DATABASE template_ccot")
        config = self.folder / "migrate.conf"
        config.write_text(f'database = {{ conninfo = "{self.postgres.conninfo("template_ccot", "postgres")}"; }};\n'
                          f'mailboxes = ( {{ name = "none"; host = "localhost"; user = "none"; password_file = "{self.password}"; }} );\n')
        done = subprocess.run([program("ccot"), "--config", str(config), "migrate"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise servers.ServerError(f"ccot migrate: {done.returncode}: {done.stderr}")

    def dovecot(self, capability=None, more=""):
        """Dovecot that says it can what capability lists (None: everything), with more lines of configuration; one for each such pair."""
        key = (capability, more)
        if key not in self.dovecots:
            folder = self.folder / f"dovecot{len(self.dovecots)}"
            self.dovecots[key] = servers.Dovecot(folder, capability, self.storage, more).start()
        return self.dovecots[key]

    def register(self, mailboxes=("civil.court.orders",), **settings):
        self.count += 1
        return Register(self, self.count, mailboxes, **settings)

    def close(self):
        for dovecot in self.dovecots.values():
            dovecot.stop()
        self.postgres.stop(signal.SIGQUIT)  # nobody reads it again
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.close)


class Register:
    """One database with its mailboxes and the daemon over them.

    mailboxes: names. capability: see Site.dovecot. tls: none, implicit or starttls. mailbox_more: lines of configuration
    for each mailbox, or a dict of them by name. top_more: further groups of the configuration.
    """

    def __init__(self, site, number, mailboxes, capability=None, tls="none", mailbox_more="", top_more="", dovecot_more=""):
        self.site = site
        self.postgres = site.postgres
        self.dovecot = site.dovecot(capability, dovecot_more)
        self.database = f"register{number}"
        self.folder = site.folder / self.database
        self.folder.mkdir()
        self.users = {name: f"{self.database}.{name}" for name in mailboxes}
        self.mailbox = mailboxes[0]
        self.log = self.folder / "ccotd.log"
        self.daemon = None
        self.postgres.sql("postgres", f"CREATE DATABASE {self.database} TEMPLATE template_ccot")
        self.config = self.folder / "ccot.conf"
        self._write(tls, mailbox_more, top_more)

    def _write(self, tls, mailbox_more, top_more):
        groups = []
        for name, user in self.users.items():
            more = mailbox_more.get(name, "") if isinstance(mailbox_more, dict) else mailbox_more
            groups.append(MAILBOX.format(
                name=name, host="localhost" if tls != "none" else "127.0.0.1",
                port=self.dovecot.tls_port if tls == "implicit" else self.dovecot.port, tls=tls, user=user,
                ca=f'ca_file = "{self.dovecot.authority.certificate}";' if tls != "none" else "",
                password=self.site.password, more=f"    {more}\n" if more else ""))
        self.config.write_text(f'database = {{ conninfo = "{self.postgres.conninfo(self.database)}"; }};\n'
                               f'mailboxes = ({",".join(groups)}\n);\n{top_more}\n')

    def read_from(self, port, secret):
        """The mailbox lies on a server of the test's own (imap_server.Server), whose user is called user."""
        path = self.folder / "password"
        path.write_text(secret + "\n")
        path.chmod(0o600)
        text = self.config.read_text()
        text = re.sub(r"port = \d+;", f"port = {port};", text)
        text = re.sub(r'user = "[^"]*"; auth', 'user = "user"; auth', text)
        self.config.write_text(re.sub(r'password_file = "[^"]*"', f'password_file = "{path}"', text))

    # Mail

    def append(self, messages, folder="INBOX", mailbox=None, date=None):
        """Puts messages (bytes) into a folder as they are; returns [(uidvalidity, uid)]."""
        keys = []
        with self.dovecot.client(self.users[mailbox or self.mailbox]) as client:
            if folder != "INBOX":
                client.create(f'"{folder}"')
            for message in messages:
                kind, answer = client.append(f'"{folder}"', None, date, message)
                if kind != "OK":
                    raise servers.ServerError(f"APPEND: {answer!r}")
                found = re.search(rb"APPENDUID (\d+) (\d+)", answer[0])
                keys.append((int(found[1]), int(found[2])))
        return keys

    def octets(self, folder="INBOX", mailbox=None):
        """{uid: octets} as the server serves them."""
        result = {}
        with self.dovecot.client(self.users[mailbox or self.mailbox]) as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return result
            _, answer = client.uid("FETCH", "1:*", "(UID BODY.PEEK[])")
            for item in answer:
                if isinstance(item, tuple):
                    result[int(re.search(rb"UID (\d+)", item[0])[1])] = item[1]
        return result

    def count(self, folder="INBOX", mailbox=None):
        with self.dovecot.client(self.users[mailbox or self.mailbox]) as client:
            kind, answer = client.select(f'"{folder}"', readonly=True)
        return int(answer[0]) if kind == "OK" else 0

    # The daemon

    def once(self, seconds=180, environment=None):
        """ccotd --once to its end; its exit code. Its log goes on in self.log."""
        with open(self.log, "ab") as log:
            return subprocess.run([program("ccotd"), "--config", str(self.config), "--once"], stdin=subprocess.DEVNULL, stdout=log,
                                  stderr=log, timeout=seconds, check=False, env={**os.environ, **(environment or {})}).returncode

    def start(self, environment=None):
        with open(self.log, "ab") as log:
            self.daemon = subprocess.Popen([program("ccotd"), "--config", str(self.config)], stdin=subprocess.DEVNULL, stdout=log,
                                           stderr=log, env={**os.environ, **(environment or {})},
                                           preexec_fn=servers.dies_with_parent(signal.SIGKILL))
        return self.daemon

    def stop(self, seconds=10):
        """SIGTERM; returns (exit code, seconds it took)."""
        began = time.monotonic()
        self.daemon.send_signal(signal.SIGTERM)
        try:
            code = self.daemon.wait(seconds)
        except subprocess.TimeoutExpired:
            self.daemon.kill()
            self.daemon.wait()
            raise
        finally:
            self.daemon = None
        return code, time.monotonic() - began

    def kill(self):
        self.daemon.kill()
        self.daemon.wait()
        self.daemon = None

    def close(self):
        if self.daemon is not None:
            self.kill()

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    # The register

    def sql(self, text):
        return self.postgres.sql(self.database, f"SET search_path = ccot;\n{text}")

    def value(self, text):
        rows = self.sql(text)
        return rows[0][0] if rows else None

    def wait_for(self, text, wanted, seconds=60):
        """Until the single value of a query is wanted."""
        wait_until(lambda: self.value(text) == str(wanted), seconds, f"{text} = {wanted}")

    def wait_drained(self, messages, seconds=60):
        self.wait_for("SELECT count(*) FROM v_message WHERE state IN ('queued', 'failed')", messages, seconds)

    def ccot(self, *arguments):
        return subprocess.run([program("ccot"), "--config", str(self.config), *arguments], capture_output=True, text=True, check=False)

    def keys(self):
        """[(mailbox, folder, uidvalidity, uid, sha256, state)] in order."""
        return [tuple(row) for row in self.sql(
            "SELECT mailbox, folder, uidvalidity, uid, coalesce(sha256::text, ''), state FROM v_message ORDER BY 1, 2, 3, 4")]


def sha256(octets):
    return hashlib.sha256(octets).hexdigest()


def children(pid):
    """Every descendant of a process that still runs."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                if (entry / "stat").read_text().rsplit(")", 1)[1].split()[1] == str(pid):
                    found += [int(entry.name), *children(int(entry.name))]
    return found


def alive(pid):
    """True for a process that runs; a zombie does not."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def refused_port():
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def check_config(register):
    return subprocess.run([program("ccotd"), "--config", str(register.config), "--check-config"], capture_output=True, text=True,
                          timeout=60, check=False)


def command(pid):
    """A process's command line and name, as ps shows them."""
    with contextlib.suppress(OSError):
        line = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return line + " " + pathlib.Path(f"/proc/{pid}/comm").read_text()
    return ""


def peak_mib(pid):
    """The largest resident size that a process had so far; 0 when it has gone."""
    with contextlib.suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) // 1024 if found else 0
    return 0
