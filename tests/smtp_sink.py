"""A mail server on loopback that keeps what it is sent, or misbehaves as it is told."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

EXTENSIONS = ["8BITMIME", "SIZE 10000000"]
AFTER_DATA = "after data: "


class Sink(socketserver.ThreadingTCPServer):
    """What a test tells it: `greeting` ("hang" and "drip" too), `sender_reply`, `extensions`, and
    for a recipient either a reply ("450 busy") or a manner:

    hang, drip      no whole answer to RCPT, ever
    drop in data    hangs up in the middle of the text
    drop after data takes the text, keeps it and hangs up without an answer
    after data: …   takes the text and gives this reply, such as "554 no", without keeping it
    hold            takes the text, keeps it and answers when `release` is set
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.greeting = "220 sink"
        self.sender_reply = "250 ok"
        self.extensions = EXTENSIONS
        self.manners: dict[str, str] = {}
        self.kept: list[tuple[str, bytes]] = []
        self.connections = 0
        self.asked: list[str] = []  # every recipient that was named, in order
        self.release = threading.Event()
        self.ended = threading.Event()
        self.changed = threading.Condition()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def readers(self) -> list[str]:
        """To whom the kept messages went, by the envelope."""
        return [reader for reader, _source in self.kept]

    @property
    def messages(self) -> list[EmailMessage]:
        """The kept messages."""
        return [message_from_bytes(source, policy=policy.default) for _reader, source in self.kept]

    def note(self, change: Callable[[], None]) -> None:
        """Changes what is known, and wakes whoever waits for it."""
        with self.changed:
            change()
            self.changed.notify_all()

    def wait_for(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        """Waits until a condition on this server is true. Raises TimeoutError."""
        with self.changed:
            if not self.changed.wait_for(condition, seconds):
                raise TimeoutError

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self):
        self.server.note(lambda: setattr(self.server, "connections", self.server.connections + 1))
        self.reader = ""
        if not self.behave(self.server.greeting):
            return
        while line := self.rfile.readline():
            verb = line.decode("latin-1").split(":")[0].strip().upper().split(" ")[0]
            act = getattr(self, f"on_{verb.lower()}", lambda _line: self.say("250 ok"))
            if act(line) is False:
                return

    def on_ehlo(self, _line):
        lines = ["sink", *self.server.extensions]
        for line in lines[:-1]:
            self.say(f"250-{line}")
        self.say(f"250 {lines[-1]}")

    def on_quit(self, _line):
        self.say("221 bye")
        return False

    def on_mail(self, _line):
        return self.behave(self.server.sender_reply)

    def on_rcpt(self, line):
        self.reader = line.decode().split("<")[1].split(">")[0]
        self.manner = self.server.manners.get(self.reader, "250 ok")
        self.server.note(lambda: self.server.asked.append(self.reader))
        waits = self.manner in ("drop in data", "drop after data", "hold")
        waits = waits or self.manner.startswith(AFTER_DATA)
        return self.behave("250 ok" if waits else self.manner)

    def on_data(self, _line):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
            if self.manner == "drop in data":
                return False
        if not line:
            return False
        if self.manner.startswith(AFTER_DATA):
            return self.say(self.manner.removeprefix(AFTER_DATA))
        kept = (self.reader, b"".join(lines))
        self.server.note(lambda: self.server.kept.append(kept))
        if self.manner == "drop after data":
            return False
        if self.manner == "hold":
            self.server.release.wait(30)
        return self.say("250 kept")

    def behave(self, manner: str) -> bool:
        """Says a reply, or hangs or drips until the test is over."""
        if manner == "hang":
            self.server.ended.wait(30)
            return False
        if manner == "drip":
            while not self.server.ended.wait(0.05):
                self.wfile.write(b"2")
            return False
        self.say(manner)
        return not manner.startswith("421")

    def say(self, line: str) -> bool:
        self.wfile.write(f"{line}\r\n".encode())
        return True


@contextmanager
def running_sink() -> Iterator[Sink]:
    """Runs a server until the end."""
    sink = Sink()
    thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield sink
    finally:
        sink.ended.set()
        sink.release.set()
        sink.shutdown()
        sink.server_close()
        thread.join()
