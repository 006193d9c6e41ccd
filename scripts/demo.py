"""The running part of scripts/demo: private servers, sample mails, the daemon. Called by scripts/demo after the build."""
import datetime
import fcntl
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.dont_write_bytecode = True
sys.path[:0] = [str(SOURCE / "tests/support"), str(SOURCE / "tests/corpus")]
import recent  # pylint: disable=wrong-import-position
import servers  # pylint: disable=wrong-import-position

MAILBOX = "civil.court.orders"
PROGRAMS = ("ccot", "ccotd", "ccot-fetch", "ccot-post", "ccot-parse", "ccot-report", "ccot-web")
PASSPHRASE = "try the demo register"
PEOPLE = (("caseworker", "handler"), ("supervisor", "supervisor"), ("control-room", "enquirer"), ("auditor", "auditor"),
          ("administrator", "admin"))
CONFIG = """# Written by scripts/demo at each start.
database  = {{ conninfo = "{conninfo}"; }};
mailboxes = ( {{ name = "{mailbox}"; host = "localhost"; port = {port}; tls = "implicit"; ca_file = "{authority}";
                user = "{mailbox}"; auth = "plain"; password_file = "{password}"; }} );
smtp      = {{ host = "localhost"; port = {smtp_port}; tls = "starttls"; ca_file = "{authority}"; auth = "none";
              from = "{mailbox}@kent.test"; }};
alarm     = {{ address = "control.room@kent.test"; }};
report    = {{ recipients = ["supervisors@kent.test"]; domains = ["kent.test"]; }};
web       = {{ listen = "127.0.0.1:{web_port}"; }};
"""


def say(text):
    print(text, flush=True)


def reaches(user, path):
    """True when that user may enter the folder."""
    return subprocess.run(["test", "-x", str(path)], check=False, **servers.as_user(user)).returncode == 0


def state_folder(user):
    """CCOT_VAR, or var/ of the checkout, or a folder of /var/tmp where the checkout is closed to the servers' user."""
    named = os.environ.get("CCOT_VAR")
    folder = pathlib.Path(named).absolute() if named else SOURCE / "var"
    folder.mkdir(parents=True, exist_ok=True)
    if not named and not reaches(user, folder):
        mark = hashlib.sha256(str(SOURCE).encode()).hexdigest()[:12]
        folder = pathlib.Path(f"/var/tmp/ccot-{os.geteuid()}-{mark}")
        folder.mkdir(mode=0o755, exist_ok=True)
        if folder.stat().st_uid != os.geteuid():
            raise servers.ServerError(f"{folder} belongs to somebody else; name another folder in CCOT_VAR")
        say(f"== the checkout is closed to the user {user.pw_name}: state lies in {folder}")
    folder.chmod(0o755)
    if not reaches(user, folder):
        raise servers.ServerError(f"the user {user.pw_name} may not enter {folder}; name another folder in CCOT_VAR")
    return folder


class Daemon(servers.Server):
    """ccotd and ccot of this build, run as the servers' user."""

    def __init__(self, folder, postgres, dovecot, exim):
        super().__init__(folder / "ccot")
        self.postgres = postgres
        self.once = False
        self.programs = SOURCE / "build/bin"
        if os.geteuid() == 0:  # the checkout may be closed to that user
            self.make_folder(self.folder / "bin", 0o755)
            for name in PROGRAMS:
                shutil.copy2(self.programs / name, self.folder / "bin" / name)
                (self.folder / "bin" / name).chmod(0o755)
            self.programs = self.folder / "bin"
        self.folder.chmod(0o755)
        password = self.write("password", servers.PASSWORD + "\n")
        self.web_port = servers.free_port()

        def config(name, user):
            return self.write(name, CONFIG.format(
                conninfo=postgres.conninfo("ccot", user), mailbox=MAILBOX, port=dovecot.tls_port,
                authority=dovecot.authority.certificate, smtp_port=exim.port, password=password, web_port=self.web_port), 0o644)
        self.config = config("ccot.conf", None)
        self.owner_config = config("migrate.conf", "postgres")

    @property
    def log(self):
        return self.folder / "ccotd.log"

    def ccot(self, *arguments, config=None, quiet=False):
        return subprocess.run([str(self.programs / "ccot"), "--config", str(config or self.config), *arguments], check=True,
                              stdout=subprocess.DEVNULL if quiet else None, stdin=subprocess.DEVNULL, cwd=self.folder,
                              **servers.as_user(self.user))

    def migrate(self):
        if not self.postgres.sql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'ccot'"):
            self.postgres.sql("postgres", "CREATE DATABASE ccot")
        self.ccot("migrate", config=self.owner_config)

    def make_people(self):
        """Accounts for the pages; the passphrase is printed, for it guards invented people only."""
        file = self.write("passphrase", PASSPHRASE + "\n")
        for name, role in PEOPLE:
            self.ccot("user", "add", name, "--role", role, "--password-file", str(file), quiet=True)

    def start(self):
        return self.launch([str(self.programs / "ccotd"), "--config", str(self.config)] + (["--once"] if self.once else []), lambda: True)

    def counts(self):
        """(messages stored, messages read)."""
        row = self.postgres.sql("ccot", "SELECT count(*), count(*) FILTER (WHERE state IN ('queued', 'failed')) FROM ccot.v_message")[0]
        return int(row[0]), int(row[1])


class Pages(servers.Server):
    """ccot-web of this build, beside the daemon."""

    def __init__(self, folder, daemon):
        super().__init__(folder / "web")
        self.daemon = daemon

    @property
    def log(self):
        return self.folder / "ccot-web.log"

    def start(self):
        return self.launch([str(self.daemon.programs / "ccot-web"), "--config", str(self.daemon.config)],
                           lambda: servers.port_answers(self.daemon.web_port))


def messages_in(dovecot):
    with dovecot.client(MAILBOX) as client:
        total = 0
        for folder in ("INBOX", "Processed", "Failed"):
            kind, answer = client.select(folder, readonly=True)
            total += int(answer[0]) if kind == "OK" else 0
    return total


def send_samples(dovecot):
    """Puts the sample mails into the mailbox, once; returns how many mails the mailbox holds."""
    there = messages_in(dovecot)
    if there > 0:
        say(f"== the mailbox holds {there} mails from before")
        return there
    samples = recent.demo_mails(datetime.datetime.now(datetime.timezone.utc))
    with dovecot.client(MAILBOX) as client:
        for number, (octets, came) in enumerate(samples, 1):
            progress(f"putting sample mails into {MAILBOX}", number, len(samples))
            client.append("INBOX", None, came, octets)
    return len(samples)


def progress(what, done, total):
    if sys.stdout.isatty():
        print(f"\r== {what}: {done} of {total}", end="\n" if done == total else "", flush=True)
    elif done == total or done % 10 == 0:
        say(f"== {what}: {done} of {total}")


def wait_read(daemon, total, once):
    """Until every mail is read; with once until ccotd has ended by itself. Returns its exit code or 0."""
    told = -1
    end = time.monotonic() + 300
    while time.monotonic() < end:
        _, read = daemon.counts()
        if read != told:
            told = read
            progress("reading", read, max(total, read))
        code = daemon.process.poll()
        if code is not None:
            if code != 0 or not once:
                say(f"== ccotd ended with {code}, see {daemon.log}")
            return code if once else 1
        if read >= total and not once:
            return 0
        time.sleep(0.3)
    say(f"== still reading after five minutes, see {daemon.log}")
    return 1


def places(postgres, dovecot, exim, daemon, pages):
    """Where each piece runs: (what, where)."""
    return [
        ("queue", f"http://127.0.0.1:{daemon.web_port}/queue"),
        ("", f"sign in as {', '.join(f'{name} ({role})' for name, role in PEOPLE)}; passphrase: {PASSPHRASE}"),
        ("", f"log {pages.log}"),
        ("database", postgres.conninfo("ccot", "postgres")),
        ("", f"log {postgres.log}"),
        ("IMAP", f"127.0.0.1:{dovecot.port} (plain, STARTTLS), :{dovecot.tls_port} (TLS), user {MAILBOX}, password {servers.PASSWORD}"),
        ("", f"authority {dovecot.authority.certificate}, log {dovecot.log}"),
        ("SMTP", f"127.0.0.1:{exim.port}; mail to {MAILBOX}@anything arrives, all other mail lands in the mailbox 'outside', replies to senders too"),
        ("", f"log {exim.folder}/mainlog"),
        ("daemon", f"{daemon.programs}/ccotd --config {daemon.config}"),
        ("", f"log {daemon.log}"),
        ("register", f"{daemon.programs}/ccot --config {daemon.config} queue | show ENTRY | status"),
    ]


def run(once):
    user = servers.ordinary_user()
    folder = state_folder(user)
    with open(folder / "demo.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise servers.ServerError(f"a demo is running with the state in {folder} already") from None
        say(f"== starting PostgreSQL, Dovecot and Exim as the user {user.pw_name}, state in {folder}")
        with servers.Postgres(folder / "postgres", durable=True) as postgres, servers.Dovecot(folder / "dovecot") as dovecot, \
                servers.Exim(folder / "exim", servers.exim_tree(folder), dovecot, [MAILBOX]) as exim:
            daemon = Daemon(folder, postgres, dovecot, exim)
            daemon.migrate()
            total = send_samples(dovecot)
            daemon.once = once
            daemon.make_people()
            with daemon, Pages(folder, daemon) as pages:
                code = wait_read(daemon, total, once)
                say("\nThe register (ccot queue):\n")
                daemon.ccot("queue")
                say("\nWhere each piece runs" + (", while it runs:" if once else ":"))
                for what, where in places(postgres, dovecot, exim, daemon, pages):
                    say(f"  {what:9} {where}")
                if once or code != 0:
                    return code
                say("\nOpen the queue in a browser; send a mail to the SMTP server and watch it arrive. Ctrl-C stops everything.")
                daemon.process.wait()
                say(f"== ccotd ended, see {daemon.log}")
                return 1


def main():
    def ended(number, _):
        raise SystemExit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ended)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell started us with it ignored
    once = "--once" in sys.argv[1:]
    try:
        return run(once)
    except KeyboardInterrupt:
        say("\n== stopped")
        return 0
    except (servers.ServerError, subprocess.CalledProcessError, OSError) as failure:
        print(f"scripts/demo: {failure}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
