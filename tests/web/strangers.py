"""Servers of other people, on the loopback address: well-behaved ones and others."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Stranger:
    """What to answer per path: a status, headers and a body; and what was asked."""

    url: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)

    def gives(self, path: str, content: bytes = b"", status: int = 200, **headers: str) -> str:
        """The address at which ``content`` now stands."""
        self.answers[path] = (status, headers, content)
        return self.url + path

    def leads(self, path: str, to: str, status: int = 302) -> str:
        """The address from which a redirect now leads elsewhere."""
        return self.gives(path, status=status, Location=to)


@contextmanager
def stranger() -> Iterator[Stranger]:
    """A server of somebody else, for as long as the context lasts. At /slow it never comes to an end."""
    found = Stranger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found.asked.append((self.command, self.path, dict(self.headers), body))
            if self.path == "/slow":
                self._drip()
                return
            status, headers, content = found.answers[self.path]
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        def _drip(self) -> None:
            """A header line that grows by a letter now and then, so that no single wait is long."""
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drop: ")
                for _drop in range(200):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            except OSError:
                pass

        def log_message(self, *_arguments) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def packed(size: int) -> bytes:
    """A few bytes that become ``size`` when they are unpacked."""
    return gzip.compress(b"0" * size)
