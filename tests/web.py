"""A web server on loopback for tests: pages and feeds in memory, validators, and a log of requests."""

import hashlib
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Web:
    """What it serves, by path, and what it was asked."""

    address: str = ""
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # media type and body
    statuses: dict[str, int] = field(default_factory=dict)  # other than 200
    headers: dict[str, dict[str, str]] = field(default_factory=dict)  # besides the usual ones
    asked: list[tuple[str, int, int]] = field(default_factory=list)  # path, status, bytes sent
    times: list[tuple[float, float]] = field(default_factory=list)  # when each began and ended
    in_flight: int = 0
    most_in_flight: int = 0

    def put(self, path: str, body: str, kind: str = "application/rss+xml") -> str:
        """Serves it from now on; its address."""
        self.files[path] = (kind, body.encode())
        return self.address + path

    def sent(self, path: str) -> list[tuple[int, int]]:
        """Status and bytes of each answer to that path."""
        return [(status, size) for where, status, size in self.asked if where == path]


@contextmanager
def serving(pause: float = 0.0):
    """A `Web` on a port of its own, until the block is left; it thinks `pause` seconds."""
    web = Web()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            with lock:
                web.in_flight += 1
                web.most_in_flight = max(web.most_in_flight, web.in_flight)
            begun = time.monotonic()
            time.sleep(pause)
            ended = self._answered()
            with lock:
                web.in_flight -= 1
                web.times.append((begun, ended))
            self.wfile.flush()

        def _answered(self):
            kind, body = web.files.get(self.path, ("text/plain", b""))
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            status = web.statuses.get(self.path, 200 if self.path in web.files else 404)
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status = 304
            body = body if status == 200 else b""
            web.asked.append((self.path, status, len(body)))
            self.send_response(status)
            self.send_header("ETag", tag)
            for name, value in web.headers.get(self.path, {}).items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            ended = time.monotonic()
            self.wfile.write(body)
            return ended

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
