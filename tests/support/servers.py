"""Private PostgreSQL, Dovecot and Exim on free loopback ports, each in a folder of its own, for the demo and the tests.

A server runs as an ordinary user (PostgreSQL refuses root) and dies with the program that started it, however that
ends. Nothing system-wide is read or touched. Python's standard library only.
"""
import contextlib
import ctypes
import grp
import imaplib
import os
import pathlib
import pwd
import random
import shutil
import signal
import socket
import subprocess
import time

PASSWORD = "invented-for-tests"
POSTGRES_PROGRAMS = "/usr/lib/postgresql/15/bin"
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class ServerError(RuntimeError):
    """A server did not start; the message names its log."""


def ordinary_user():
    """The user that servers run as: the caller, or for root the owner of the checkout or else 'postgres'."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    owner = pathlib.Path(__file__).stat().st_uid
    return pwd.getpwuid(owner) if owner != 0 else pwd.getpwnam("postgres")


def free_port():
    """One that nothing listens on, and that the system gives to no outgoing connection meanwhile: it takes those from a range of its own."""
    outgoing = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range")
    end = int(outgoing.read_text().split()[0]) if outgoing.exists() else 32768
    chance = random.SystemRandom()
    for _ in range(100):
        port = chance.randrange(10000, end) if end > 11000 else 0
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return probe.getsockname()[1]
    raise ServerError("no port is free on loopback")


def dies_with_parent(ending):
    def prepare():
        _libc.prctl(PR_SET_PDEATHSIG, ending, 0, 0, 0)
    return prepare


def as_user(user):
    """Arguments of subprocess that make a child run as that user; none when that is the caller."""
    if os.geteuid() != 0 or user.pw_uid == 0:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def wait_until(condition, seconds, what):
    """Polls until condition() is true; its last value is returned. ServerError names what was waited for."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise ServerError(f"{what}: not within {seconds} s")
        time.sleep(0.02)


def port_answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class Server:
    """One server process with its folder. ending: the signal that makes it stop at once and in order."""
    ending = signal.SIGTERM

    def __init__(self, folder):
        self.user = ordinary_user()
        self.folder = pathlib.Path(folder)
        self.port = None
        self.process = None
        self.make_folder(self.folder)

    @property
    def log(self):
        return self.folder / "log"

    def make_folder(self, path, mode=0o700):
        path.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
            path.chmod(mode)

    def write(self, name, text, mode=0o600):
        path = self.folder / name
        path.write_text(text)
        if os.geteuid() == 0:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        path.chmod(mode)
        return path

    def run(self, *command, **more):
        """A helper program as the server's user; its output goes to the server's log."""
        with open(self.log, "ab") as log:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, check=False,
                                  **as_user(self.user), **more)
        if done.returncode != 0:
            raise ServerError(f"{command[0]} failed, see {self.log}")

    def launch(self, command, ready, environment=None):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                                            env=environment, start_new_session=True,
                                            preexec_fn=dies_with_parent(self.ending), **as_user(self.user))

        def up():
            if self.process.poll() is not None:
                said = self.log.read_text(errors="replace").splitlines()[-3:]
                raise ServerError(f"{command[0]} ended with {self.process.returncode}: {' / '.join(said)}")
            return ready()
        wait_until(up, 30, command[0])
        return self

    def stop(self, ending=None):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(ending or self.ending)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class Postgres(Server):
    """PostgreSQL 15 with trust on loopback. durable: keeps what it promised through a power cut (the demo, the bench)."""
    ending = signal.SIGINT  # fast shutdown

    def __init__(self, folder, durable=False, shared_buffers=64, socket_folder=None):
        """shared_buffers: megabytes. socket_folder: programs ask over a Unix socket in it."""
        super().__init__(folder)
        self.durable = durable
        self.socket_folder = None if socket_folder is None else pathlib.Path(socket_folder)
        self.shared_buffers = shared_buffers

    @property
    def log(self):
        return self.folder / "postgres.log"

    def start(self):
        data = self.folder / "data"
        if not (data / "PG_VERSION").exists():
            shutil.rmtree(data, ignore_errors=True)
            self.run(f"{POSTGRES_PROGRAMS}/initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                     "--no-sync", "--no-instructions")
        self.port = self.port or free_port()
        if self.socket_folder is not None:
            self.make_folder(self.socket_folder, 0o755)
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.socket_folder or "", "max_connections": 60,
                    "shared_buffers": f"{self.shared_buffers}MB", "logging_collector": "off", "log_min_messages": "warning"}
        if not self.durable:
            settings.update(fsync="off", synchronous_commit="off", full_page_writes="off")
        command = [f"{POSTGRES_PROGRAMS}/postgres", "-D", str(data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return self.launch(command, self._answers)

    def _answers(self):
        return subprocess.run([f"{POSTGRES_PROGRAMS}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)],
                              check=False).returncode == 0

    def conninfo(self, database, user=None):
        """user None: ccot's programs take the role of their own."""
        return f"host={self.socket_folder or '127.0.0.1'} port={self.port} dbname={database}" + (f" user={user}" if user else "")

    def sql(self, database, text, user="postgres", separator="\t"):
        """Rows of the last statement as lists of strings ("" for null)."""
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", separator, "-v", "ON_ERROR_STOP=1",
                               "-d", self.conninfo(database, user)],
                              input=text, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServerError(f"psql: {done.stderr.strip()}")
        return [line.split(separator) for line in done.stdout.split("\n")[:-1]]


class Authority:
    """A certificate authority of our own and a server certificate for 127.0.0.1 and localhost, made once a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.certificate = self.folder / "ca.pem"
        self.server = self.folder / "server.pem"
        self.key = self.folder / "server.key"

    def make(self, user):
        if self.server.exists() and self.server.stat().st_mtime > time.time() - 300 * 86400:
            return self
        self.folder.mkdir(parents=True, exist_ok=True)
        extensions = self.folder / "server.ext"
        extensions.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n"
                              "keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\n")
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=private test authority",
                      "-addext", "keyUsage=keyCertSign,cRLSign", "-keyout", "ca.key", "-out", "ca.pem")
        self._openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
        self._openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "364",
                      "-extfile", "server.ext", "-out", "server.pem")
        for path in self.folder.iterdir():
            path.chmod(0o600 if path.suffix == ".key" else 0o644)
            if os.geteuid() == 0:
                os.chown(path, user.pw_uid, user.pw_gid)
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        return self

    def _openssl(self, *arguments):
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServerError(f"openssl {arguments[0]}: {done.stderr.strip()}")


DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
mail_location = {storage}
mail_fsync = never
mail_max_userip_connections = 100
mailbox_idle_check_interval = 5 secs
mail_home = {folder}/mail/%u
{capability}
{more}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service imap {{
  vsz_limit = 1 G
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot(Server):
    """Dovecot for any user name with PASSWORD, each with a mailbox of its own. capability: what it says it can.
    storage: mail_location; a Maildir takes what Exim delivers, sdbox tells of a new mail without waiting for the clock's
    next second. more: further lines of its configuration."""

    def __init__(self, folder, capability=None, storage="maildir:~/Maildir", more=""):
        super().__init__(folder)
        self.more = more
        self.storage = storage
        self.capability = capability
        self.tls_port = None
        self.authority = Authority(self.folder / "tls")

    @property
    def log(self):
        return self.folder / "dovecot.log"

    def start(self):
        self.authority.make(self.user)
        self.port = self.port or free_port()
        self.tls_port = self.tls_port or free_port()
        for name in ("run", "state", "mail"):
            self.make_folder(self.folder / name, 0o755)
        self.log.touch()
        if os.geteuid() == 0:
            os.chown(self.log, self.user.pw_uid, self.user.pw_gid)
        config = self.write("dovecot.conf", DOVECOT.format(
            folder=self.folder, storage=self.storage, user=self.user.pw_name,
            group=grp.getgrgid(self.user.pw_gid).gr_name, uid=self.user.pw_uid, gid=self.user.pw_gid, password=PASSWORD, port=self.port, tls_port=self.tls_port,
            certificate=self.authority.server, key=self.authority.key, more=self.more,
            capability=f"imap_capability = {self.capability}" if self.capability else ""))
        return self.launch(["/usr/sbin/dovecot", "-F", "-c", str(config)],
                           lambda: port_answers(self.port) and port_answers(self.tls_port))

    def client(self, user):
        """A signed-in imaplib connection, as staff have with their own mail program."""
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(user, PASSWORD)
        return client


EXIM = """
primary_hostname = mail.demo.test
exim_path = {program}
keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
exim_user = {user}
exim_group = {group}
deliver_drop_privilege
never_users =
tls_certificate = {certificate}
tls_privatekey = {key}
tls_advertise_hosts = *
message_size_limit = 160M
acl_smtp_rcpt = to_anybody
acl_smtp_data = any_content

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if eq{{$auth3}}{{{password}}}}}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${{if eq{{$auth2}}{{{password}}}}}
  server_set_id = $auth1

begin acl
to_anybody:
  accept hosts = 127.0.0.1
any_content:
  accept

begin routers
mailbox:
  driver = accept
  local_parts = lsearch;{folder}/mailboxes
  transport = mailbox
nobody:
  driver = redirect
  domains = nobody.example
  data = :fail: nobody of that name
  allow_fail
outside:
  driver = accept
  transport = outside

begin transports
mailbox:
  driver = appendfile
  directory = {mail}/$local_part_data/Maildir
  maildir_format
outside:
  driver = appendfile
  directory = {mail}/outside/Maildir
  return_path_add
  maildir_format
"""


def exim_tree(folder):
    """exim4-daemon-light, unpacked and not installed: installing a mail server would remove the machine's own."""
    tree = pathlib.Path(folder) / "exim-unpacked"
    program = tree / "usr/sbin/exim4"
    if program.exists():
        return tree
    print("== unpacking Exim", flush=True)
    packages = pathlib.Path(folder) / "exim-packages"
    shutil.rmtree(packages, ignore_errors=True)
    packages.mkdir()
    fetch = ["apt-get", "download", "-q", "exim4-daemon-light"]
    if subprocess.run(fetch, cwd=packages, capture_output=True, check=False).returncode != 0:
        subprocess.run(([] if os.geteuid() == 0 else ["sudo"]) + ["apt-get", "update", "-q"], check=True)
        subprocess.run(fetch, cwd=packages, check=True)
    subprocess.run(["dpkg", "-x", str(next(packages.glob("*.deb"))), str(tree)], check=True)
    program.chmod(0o755)  # it comes with the set-user-id bit
    for path in (tree, tree / "usr", tree / "usr/sbin"):
        path.chmod(0o755)
    shutil.rmtree(packages)
    return tree


class Exim(Server):
    """Exim as the SMTP server: mail for a known mailbox goes to Dovecot's folder, that to nobody.example comes back, all other mail goes to the mailbox "outside":
    nothing leaves the machine. tree: where exim4-daemon-light was unpacked."""

    def __init__(self, folder, tree, dovecot, mailboxes):
        super().__init__(folder)
        self.tree = pathlib.Path(tree)
        self.dovecot = dovecot
        self.mailboxes = mailboxes

    @property
    def log(self):
        return self.folder / "exim.log"

    def settle(self, seconds=30):
        """Waits until every mail it took is delivered: its 250 comes before that."""
        wait_until(lambda: not any((self.folder / "spool").glob("input/**/*-D")), seconds, "Exim has delivered what it took")

    def start(self):
        self.port = self.port or free_port()
        self.make_folder(self.folder / "spool")
        group = grp.getgrgid(self.user.pw_gid).gr_name
        config = self.write("exim.conf", EXIM.format(
            program=self.tree / "usr/sbin/exim4", folder=self.folder, port=self.port, user=self.user.pw_name, group=group, mail=self.dovecot.folder / "mail",
            certificate=self.dovecot.authority.server, key=self.dovecot.authority.key, password=PASSWORD), 0o644)
        self.write("mailboxes", "".join(f"{name}: {name}\n" for name in self.mailboxes))
        # Exim looks its compiled-in user up before it reads a line of configuration; this machine need not have one.
        passwd = self.write("passwd", "".join(
            f"{name}:x:{self.user.pw_uid}:{self.user.pw_gid}::{self.folder}:/bin/false\n"
            for name in ("Debian-exim", self.user.pw_name)) + "root:x:0:0::/:/bin/false\n", 0o644)
        groups = self.write("group", f"Debian-exim:x:{self.user.pw_gid}:\n{group}:x:{self.user.pw_gid}:\nroot:x:0:\n", 0o644)
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LD_PRELOAD": "libnss_wrapper.so",
                       "NSS_WRAPPER_PASSWD": str(passwd), "NSS_WRAPPER_GROUP": str(groups)}
        return self.launch([str(self.tree / "usr/sbin/exim4"), "-C", str(config), "-bdf", "-q1m"],
                           lambda: port_answers(self.port), environment)
