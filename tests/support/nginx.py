"""A private nginx with the sample configuration of config/nginx.conf in front of ccot-web, and a sign-on for it to ask."""
import http.server
import os
import re
import threading

import harness
import servers


class SignOn(http.server.ThreadingHTTPServer):
    """The force's sign-on, played: who sends "Authorization: sso NAME" is signed in as NAME, everybody else is nobody."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _SignOnHandler)
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class _SignOnHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # pylint: disable=invalid-name
        self.server.asked.append((self.path, self.headers.items()))
        kind, _, name = (self.headers.get("Authorization") or "").partition(" ")
        self.send_response(202 if kind == "sso" else 401)
        if kind == "sso":
            self.send_header("X-Auth-Request-User", name)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments):
        pass


class Nginx(servers.Server):
    """pages: a pages.Pages on a Unix socket. It runs as the servers' user, which is let into the socket's group."""

    def __init__(self, folder, pages, sign_on):
        super().__init__(folder)
        self.authority = servers.Authority(self.folder / "tls").make(self.user)
        self.pages = pages
        self.sign_on = sign_on
        self.port = servers.free_port()

    def site(self):
        """The sample, with this test's places in it."""
        text = (harness.SOURCE / "config/nginx.conf").read_text()
        changes = ((r"listen 443 ssl;", f"listen 127.0.0.1:{self.port} ssl;"), (r"listen 80;", f"listen 127.0.0.1:{servers.free_port()};"),
                   (r"ssl_certificate /\S+;", f"ssl_certificate {self.authority.server};"),
                   (r"ssl_certificate_key /\S+;", f"ssl_certificate_key {self.authority.key};"),
                   (r"/var/log/nginx/", f"{self.folder}/"), (r"/run/ccot-web/http\.sock", self.pages.socket_path),
                   (r"127\.0\.0\.1:4180", f"127.0.0.1:{self.sign_on.server_port}"))
        for pattern, value in changes:
            text, count = re.subn(pattern, value, text)
            if count == 0:
                raise servers.ServerError(f"config/nginx.conf has no {pattern}")
        return text

    def start(self):
        site = self.write("site.conf", self.site())
        folders = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config = self.write("nginx.conf", f"daemon off; pid {self.folder}/pid; error_log {self.folder}/start.log; worker_processes 1;\n"
                            f"events {{}} http {{ {folders} include {site}; }}\n")
        if os.geteuid() == 0:
            os.chown(self.pages.socket_path, -1, self.user.pw_gid)  # what "adduser www-data ccot-web" does for good
        return self.launch(["/usr/sbin/nginx", "-e", str(self.folder / "start.log"), "-c", str(config)], lambda: servers.port_answers(self.port))
