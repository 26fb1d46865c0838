"""People who book over HTTP, many at once."""

import http.client
import random
import re
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4


class Answer(NamedTuple):
    """What came back: status, the page's `data-booking`, and where it leads."""

    status: int
    state: str
    location: str


class Visitor:
    """One browser: a connection that is kept, and the cookie of the form."""

    def __init__(self, address: str, run_id: int):
        self.host = urlsplit(address).netloc
        self.path = f"/training/runs/{run_id}/book/"
        self.connection = None
        self.cookie = self.token = ""

    def ask(self, method: str, path: str, data: dict | None = None) -> Answer:
        """One request. Raises OSError or HTTPException when nobody answers."""
        self.connection = self.connection or http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            self.connection.request(method, path, data and urlencode(data), headers)
            response = self.connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        if cookie := response.headers.get("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        if token := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text):
            self.token = token[1]
        state = re.search(r'data-booking="(\w+)"', text)
        return Answer(
            response.status, state[1] if state else "", response.headers.get("Location", "")
        )

    def book(self, name: str, places: int = 1, key: UUID | None = None) -> Answer:
        """Confirms a booking as the page “check your answers” would."""
        if not self.token:
            first = self.ask("GET", self.path)
            if first.state != "form":
                return first
        confirmed = {"places": places, "confirmed": "1", "key": key or uuid4()}
        return self.ask("POST", self.path, self.answers(name) | confirmed)

    def answers(self, name: str) -> dict:
        """What somebody of this name fills in."""
        return {
            "csrfmiddlewaretoken": self.token,
            "name": name,
            "email": f"{name}@example.org",
            "organisation": "Library",
            "sector": "libraries",
        }

    def walk(self, name: str) -> list[Answer]:
        """The whole way of a booking: questions, check, confirmation, the booking's own page."""
        steps = [self.ask("GET", self.path)]
        if steps[-1].state == "form":
            steps.append(self.ask("POST", self.path, self.answers(name)))
            steps.append(self.book(name))
            if steps[-1].location:
                steps.append(self.ask("GET", steps[-1].location))
        return steps

    def hang_up(self) -> None:
        """Ends the connection."""
        if self.connection:
            self.connection.close()
        self.connection = None


def race(addresses: list[str], run_id: int, tries: int, at_once: int = 32, attempt=None) -> list:
    """So many tries by so many people at once, spread over the web processes; their answers."""
    attempt = attempt or (lambda visitor, number: visitor.book(f"person{number}"))

    def go(place: int) -> list:
        visitor = Visitor(addresses[place % len(addresses)], run_id)
        # Half of what there is to do in order, half by chance: threads drift apart.
        numbers = list(range(place, tries, at_once))
        random.Random(place).shuffle(numbers)
        answers = [attempt(visitor, number) for number in numbers]
        visitor.hang_up()
        return answers

    with ThreadPoolExecutor(at_once) as people:
        return [answer for answers in people.map(go, range(at_once)) for answer in answers]
