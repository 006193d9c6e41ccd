"""A small IMAP server that can misbehave. It keeps its folders in memory, notes every octet that it was sent, and asks a
Play at each command whether it has something of its own to say: a test subclasses Play for the fault it is about.
Standard library only; certificates are made by openssl."""
import base64
import contextlib
import datetime
import pathlib
import re
import socket
import ssl
import subprocess
import threading

CAPABILITIES = "IMAP4rev1 IDLE UIDPLUS MOVE AUTH=PLAIN AUTH=XOAUTH2 SASL-IR"


class Folder:
    def __init__(self, uidvalidity=100):
        self.uidvalidity = uidvalidity
        self.next = 1
        self.mails = {}  # uid -> octets
        self.deleted = set()

    def append(self, octets):
        uid = self.next
        self.mails[uid] = octets
        self.next += 1
        return uid


class Play:
    """How a server behaves. handle() returns True when it has answered a command itself."""
    capabilities = CAPABILITIES
    greeting = "* OK ready"
    tls_capabilities = None  # after STARTTLS; None: the same

    def handle(self, link, tag, command, arguments):
        return False

    def starttls(self, link, tag):
        link.send(f"{tag} OK go ahead\r\n")
        return True

    def body(self, link, uid, octets):
        """The FETCH answer of one mail with its octets."""
        date = '"17-Nov-2026 10:00:00 +0000"'
        return f"* {uid} FETCH (UID {uid} INTERNALDATE {date} BODY[] {{{len(octets)}}}\r\n".encode() + octets + b")\r\n"


class Cut(Exception):
    """The server hangs up."""


class Link:
    """One connection."""

    def __init__(self, server, raw, number):
        self.server = server
        self.sock = raw
        self.number = number
        self.folder = None
        self.secure = False
        self.idling = False
        self.told = 1  # the folder's next uid when the client last heard how many mails there are
        self.buffer = b""
        self.lock = threading.Lock()

    def send(self, text):
        octets = text.encode() if isinstance(text, str) else text
        if self.folder is not None and b" EXISTS" in octets:
            self.told = self.folder.next
        with self.lock:
            self.sock.sendall(octets)

    def tell(self):
        """News that came while the client was between two commands is told with IDLE, as RFC 3501, 7.3.1 has it."""
        if self.folder is not None and self.folder.next > self.told:
            self.send(f"* {len(self.folder.mails)} EXISTS\r\n")

    def cut(self):
        raise Cut

    def line(self):
        while b"\n" not in self.buffer:
            piece = self.sock.recv(65536)
            if not piece:
                raise Cut
            self.server.received += piece
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.rstrip(b"\r").decode("utf-8", "replace")

    def wrap(self):
        self.sock = self.server.context.wrap_socket(self.sock, server_side=True)
        self.secure = True


class Server:
    """Listens on a free port of 127.0.0.1. tls: none, implicit or starttls; certificate: (certificate, key)."""

    def __init__(self, play=None, tls="none", certificate=None):
        self.play = play or Play()
        self.tls = tls
        self.folders = {"INBOX": Folder()}
        self.received = b""
        self.commands = []  # (connection number, "UID FETCH")
        self.connections = 0
        self.users = {"user": "wonderful-secret"}
        self.tokens = set()
        self.links = []
        self.news = threading.Condition()
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*map(str, certificate))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def inbox(self):
        return self.folders["INBOX"]

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                raw, _ = self.listener.accept()
                raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.connections += 1
                link = Link(self, raw, self.connections)
                self.links.append(link)
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def close(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)  # wakes accept(), which would keep the port open
        self.listener.close()
        for link in self.links:
            with contextlib.suppress(OSError):
                link.sock.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def append(self, octets, folder="INBOX"):
        uid = self.folders[folder].append(octets)
        with self.news:
            self.news.notify_all()
        for link in self.links:
            if link.idling and link.folder is self.folders[folder]:
                with contextlib.suppress(OSError):
                    link.tell()
        return uid

    def count(self, command):
        return sum(1 for _, name in self.commands if name == command)

    def _serve(self, link):
        with contextlib.suppress(Cut, OSError, ssl.SSLError):
            if self.tls == "implicit":
                link.wrap()
            link.send(self.play.greeting + "\r\n")
            while self._command(link):
                pass
        with contextlib.suppress(OSError):
            link.sock.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError):
            link.sock.close()

    def _command(self, link):
        parts = link.line().split(" ", 2)
        if len(parts) < 2:
            return True
        tag, command, rest = parts[0], parts[1].upper(), parts[2] if len(parts) > 2 else ""
        if command == "UID":
            word, _, rest = rest.partition(" ")
            command = f"UID {word.upper()}"
        self.commands.append((link.number, command))
        if self.play.handle(link, tag, command, rest):
            return True
        answer = getattr(self, "_" + command.lower().replace(" ", "_"), None)
        if answer is None:
            link.send(f"{tag} BAD unknown command\r\n")
            return True
        return answer(link, tag, rest) is not False

    # Commands

    def _capability(self, link, tag, _):
        words = self.play.capabilities
        if link.secure and self.play.tls_capabilities is not None:
            words = self.play.tls_capabilities
        if self.tls == "starttls" and not link.secure:
            words += " STARTTLS"
        link.send(f"* CAPABILITY {words}\r\n{tag} OK done\r\n")

    def _starttls(self, link, tag, _):
        if self.play.starttls(link, tag):
            link.buffer = b""
            link.wrap()

    def _noop(self, link, tag, _):
        link.send(f"{tag} OK done\r\n")

    def _logout(self, link, tag, _):
        link.send(f"* BYE good-bye\r\n{tag} OK done\r\n")
        return False

    def _login(self, link, tag, rest):
        user, password = re.fullmatch(r'"(.*)" "(.*)"', rest).groups()
        self._signed_in(link, tag, self.users.get(user) == password)

    @staticmethod
    def _signed_in(link, tag, good):
        link.send(f"{tag} OK signed in\r\n" if good else f"{tag} NO [AUTHENTICATIONFAILED] wrong\r\n")

    def _authenticate(self, link, tag, rest):
        mechanism, _, first = rest.partition(" ")
        if not first:
            link.send("+ \r\n")
            first = link.line()
        message = base64.b64decode(first).decode()
        if mechanism.upper() == "PLAIN":
            _, user, password = message.split("\0")
            self._signed_in(link, tag, self.users.get(user) == password)
            return
        token = re.search("auth=Bearer ([^\1]*)", message)[1]
        if token in self.tokens:
            link.send(f"{tag} OK signed in\r\n")
            return
        link.send("+ " + base64.b64encode(b'{"status":"400"}').decode() + "\r\n")
        link.line()
        link.send(f"{tag} NO AUTHENTICATE failed.\r\n")

    def _select(self, link, tag, rest):
        name = rest.strip('"')
        link.folder = self.folders.get(name)
        if link.folder is None:
            link.send(f"{tag} NO [NONEXISTENT] no such folder\r\n")
            return
        validity = link.folder.uidvalidity
        told = f"* OK [UIDVALIDITY {validity}] told\r\n" if validity is not None else ""
        link.send(f"* FLAGS (\\Deleted \\Seen)\r\n* {len(link.folder.mails)} EXISTS\r\n* 0 RECENT\r\n{told}{tag} OK done\r\n")

    _examine = _select

    def _list(self, link, tag, rest):
        name = rest.split(" ", 1)[1].strip('"')
        found = f'* LIST () "/" "{name}"\r\n' if name in self.folders else ""
        link.send(f"{found}{tag} OK done\r\n")

    def _create(self, link, tag, rest):
        self.folders.setdefault(rest.strip('"'), Folder(200))
        link.send(f"{tag} OK done\r\n")

    @staticmethod
    def uids(link, text):
        chosen = []
        for part in text.split(","):
            low, _, high = part.partition(":")
            last = int(high or low) if high != "*" else 1 << 32
            chosen += [uid for uid in link.folder.mails if int(low) <= uid <= last]
        return chosen

    def _uid_search(self, link, tag, rest):
        words = rest.upper().split()
        found = list(link.folder.mails)
        if "UID" in words:
            found = self.uids(link, words[words.index("UID") + 1])
        if "DELETED" in words:
            found = [uid for uid in found if uid in link.folder.deleted]
        link.send(f"* SEARCH {' '.join(map(str, found))}\r\n{tag} OK done\r\n")

    def _uid_fetch(self, link, tag, rest):
        chosen, _, items = rest.partition(" ")
        for uid in self.uids(link, chosen):
            octets = link.folder.mails[uid]
            if "BODY" in items.upper():
                link.send(self.play.body(link, uid, octets))
            else:
                link.send(f'* {uid} FETCH (UID {uid} INTERNALDATE "17-Nov-2026 10:00:00 +0000" RFC822.SIZE {len(octets)})\r\n')
        link.send(f"{tag} OK done\r\n")

    def _transfer(self, link, tag, rest, keep):
        chosen, _, name = rest.partition(" ")
        target = self.folders.get(name.strip('"'))
        if target is None:
            link.send(f"{tag} NO [TRYCREATE] no such folder\r\n")
            return
        old = self.uids(link, chosen)
        new = [target.append(link.folder.mails[uid]) for uid in old]
        if old and not keep:
            link.send(f"* OK [COPYUID {target.uidvalidity} {','.join(map(str, old))} {','.join(map(str, new))}] told\r\n")
            for uid in old:
                link.folder.mails.pop(uid)
                link.send("* 1 EXPUNGE\r\n")
        link.send(f"{tag} OK done\r\n")

    def _uid_move(self, link, tag, rest):
        self._transfer(link, tag, rest, keep=False)

    def _uid_copy(self, link, tag, rest):
        self._transfer(link, tag, rest, keep=True)

    def _uid_store(self, link, tag, rest):
        link.folder.deleted.update(self.uids(link, rest.partition(" ")[0]))
        link.send(f"{tag} OK done\r\n")

    def _uid_expunge(self, link, tag, rest):
        for uid in self.uids(link, rest):
            if uid in link.folder.deleted:
                link.folder.mails.pop(uid)
        link.send(f"{tag} OK done\r\n")

    def _idle(self, link, tag, _):
        link.send("+ idling\r\n")
        link.idling = True
        link.tell()
        word = link.line()
        link.idling = False
        link.send(f"{tag} OK done\r\n" if word.upper() == "DONE" else f"{tag} BAD not DONE\r\n")


class Certificates:
    """An authority (ca) and server certificates by it: good, wrong_name, expired; and foreign by another, self_signed."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self._authority("ca")
        self._authority("other")
        self.ca = self.folder / "ca.pem"
        self.good = self._server("good", "localhost")
        self.wrong_name = self._server("wrong", "elsewhere.example")
        self.expired = self._server("expired", "localhost", dates=("20200101000000Z", "20200201000000Z"))
        self.foreign = self._server("foreign", "localhost", authority="other")
        self.self_signed = self._self_signed()

    def until(self, days):
        """A good one of localhost that ends in so many days."""
        now = datetime.datetime.now(datetime.timezone.utc)
        return self._server(f"until{days}", "localhost", dates=(f"{now - datetime.timedelta(1):%Y%m%d}000000Z", f"{now + datetime.timedelta(days):%Y%m%d}120000Z"))

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def _authority(self, name):
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj",
                      f"/CN=authority {name}", "-addext", "keyUsage=keyCertSign,cRLSign", "-keyout", f"{name}.key", "-out", f"{name}.pem")
        (self.folder / f"{name}.index").write_text("")
        (self.folder / f"{name}.cnf").write_text(
            f"[ca]\ndefault_ca=d\n[d]\ndatabase={name}.index\nnew_certs_dir=.\ncertificate={name}.pem\nprivate_key={name}.key\n"
            "rand_serial=yes\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n")

    def _server(self, name, host, authority="ca", dates=None):
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}", "-addext",
                      f"subjectAltName=DNS:{host}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
        when = ["-startdate", dates[0], "-enddate", dates[1]] if dates else ["-days", "20"]
        self._openssl("ca", "-batch", "-notext", "-config", f"{authority}.cnf", "-in", f"{name}.csr", "-out", f"{name}.pem", *when)
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"

    def _self_signed(self):
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "20", "-subj",
                      "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "self.key", "-out", "self.pem")
        return self.folder / "self.pem", self.folder / "self.key"
