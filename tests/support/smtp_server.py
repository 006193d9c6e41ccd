"""An SMTP server that plays faults: it speaks just enough, keeps every line that came, and answers as the test says."""
import base64
import contextlib
import socket
import ssl
import threading


class Play:
    """What to answer. A step that is not named is answered as it should be. Each answer is a line such as "451 later", or "hang" (say
    nothing), or "cut" (close)."""

    def __init__(self, starttls=True, auth="PLAIN LOGIN XOAUTH2", **answers):
        self.starttls = starttls
        self.auth = auth
        self.answers = answers


class Server:
    def __init__(self, play=None, certificate=None):
        """certificate: (chain, key) for STARTTLS."""
        self.play = play or Play()
        self.lines = []
        self.mails = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*map(str, certificate))
        self.ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.ended.set()
        self.socket.close()

    def count(self, verb):
        return sum(line.upper().startswith(verb) for line in self.lines)

    def _accept(self):
        while not self.ended.is_set():
            with contextlib.suppress(OSError):
                link, _ = self.socket.accept()
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link):
        with contextlib.suppress(OSError, ssl.SSLError, EOFError):
            talk = Talk(self, link)
            try:
                talk.run()
            finally:
                talk.file.close()
                talk.link.close()
        link.close()


class Talk:
    def __init__(self, server, link):
        self.server = server
        self.play = server.play
        self.link = link
        self.file = link.makefile("rb")
        self.secure = False

    def say(self, step, usual):
        answer = self.play.answers.get(step, usual)
        if answer == "hang":
            self.server.ended.wait(60)
            raise EOFError
        if answer == "cut":
            self.link.shutdown(socket.SHUT_RDWR)
            raise EOFError
        self.link.sendall(answer.encode() + b"\r\n")
        return answer

    def line(self):
        line = self.file.readline()
        if not line:
            raise EOFError
        text = line.decode(errors="replace").rstrip("\r\n")
        self.server.lines.append(text)
        return text

    def run(self):
        self.say("greeting", "220 mail.demo.test")
        while True:
            text = self.line()
            verb = text.split(" ")[0].upper()
            step = getattr(self, "on_" + verb.lower(), None)
            if step is None:
                self.say("other", "500 what")
            elif step(text) == "end":
                return

    def on_ehlo(self, _):
        more = [] if not self.play.auth else [f"AUTH {self.play.auth}"]
        if self.play.starttls and not self.secure:
            more.append("STARTTLS")
        lines = ["mail.demo.test", *more]
        self.say("ehlo", "\r\n".join(f"250{' ' if n == len(lines) - 1 else '-'}{line}" for n, line in enumerate(lines)))

    def on_starttls(self, _):
        if self.say("starttls", "220 go on")[0] != "2":
            return
        self.link = self.server.context.wrap_socket(self.link, server_side=True)
        self.file = self.link.makefile("rb")
        self.secure = True

    def on_auth(self, text):
        words = text.split(" ")
        if len(words) < 3:
            rounds = 2 if words[1].upper() == "LOGIN" else 1
            for _ in range(rounds):
                self.link.sendall(b"334 " + base64.b64encode(b"go") + b"\r\n")
                self.line()
        self.say("auth", "235 signed in")

    def on_mail(self, _):
        self.say("mail", "250 ok")

    def on_rcpt(self, _):
        self.say("rcpt", "250 ok")

    def on_data(self, _):
        if self.say("data", "354 go on")[0] != "3":
            return
        octets = b""
        while not octets.endswith(b"\r\n.\r\n"):
            part = self.file.readline()
            if not part:
                raise EOFError
            octets += part
        self.server.mails.append(octets)
        self.say("text", "250 taken")

    def on_noop(self, _):
        self.say("noop", "250 ok")

    def on_quit(self, _):
        self.say("quit", "221 bye")
        return "end"
