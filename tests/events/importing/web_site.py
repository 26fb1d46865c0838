"""A small site on loopback that answers as a test tells it, or misbehaves."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebSite(ThreadingHTTPServer):
    """`pages`: what stands at each path, as bytes or as something that writes to the connection."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.pages: dict[str, bytes | Callable] = {}
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path)
        if callable(page):
            page(self)
            return
        self.send_response(404 if page is None else 200)
        self.send_header("Content-Length", str(len(page or b"")))
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, *args):
        """Says nothing."""


def send_to(address: str) -> Callable:
    """Sends whoever asks somewhere else."""

    def answer(handler: Answer) -> None:
        handler.send_response(302)
        handler.send_header("Location", address)
        handler.end_headers()

    return answer


def drip(handler: Answer) -> None:
    """A letter now and then, for as long as anybody waits."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _letter in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def packed(handler: Answer) -> None:
    """Says that its answer is packed."""
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(b"\x1f\x8b")


def cut_short(handler: Answer) -> None:
    """Promises more than it gives."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"{")


def endless(handler: Answer) -> None:
    """Three megabytes, without saying so first."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _part in range(3):
            handler.wfile.write(b"x" * 1024 * 1024)
    except OSError:
        return


@contextmanager
def web_site() -> Iterator[WebSite]:
    """A site for as long as a test lasts."""
    site = WebSite()
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
