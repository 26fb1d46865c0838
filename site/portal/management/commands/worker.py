"""The background worker: letters, and what the clock asks for while nobody looks."""

import logging
import math
import signal
import threading
import time
from collections.abc import Callable
from datetime import date

from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from events.expanding import roll_horizon
from events.following import forget_followers
from events.host_rounds import ask_about_bank_holidays, write_the_evening_before
from events.still_right import ask_whether_still_right
from home.delivery import send_due_letters
from home.letters import Letter
from home.suggesting import forget_ideas
from home.transports import NoConnection
from home.update_followers import forget_update_followers
from portal.plain_command import PlainCommand
from training.introducing import arrange_introductions, forget_introductions

SECONDS_BETWEEN_LETTERS = 2
SECONDS_OF_LETTERS = 10  # then the other chores have their turn, however many letters wait
SECONDS_BETWEEN_ROUNDS = 20
SECONDS_WITHOUT_SERVER = 30
SECONDS_BETWEEN_ALARMS = 3600
SECONDS_BETWEEN_CLEANINGS = 3600

logger = logging.getLogger("portal.worker")


class Chore:
    """Something to do again and again. One that fails waits for its next turn, as if done."""

    def __init__(self, do: Callable[[], int | None], every: int):
        self.do, self.every, self.due = do, every, 0.0

    def do_if_due(self) -> None:
        """Does it when its time has come. `do` may say in how many seconds it wants to be next."""
        if time.monotonic() < self.due:
            return
        wait = None
        try:
            wait = self.do()
        except Exception as error:
            logger.error("%s failed: %s; trying again", self.do.__name__, type(error).__name__)
        self.due = time.monotonic() + (wait or self.every)


class Command(PlainCommand):
    help = (
        "Sends letters, publishes scheduled pages, keeps every series' dates a year ahead and "
        "writes to hosts the evening before; deletes what is kept no longer. Runs until SIGTERM or "
        "SIGINT, which let the letter under way go out; --once does what is due and ends."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due, then end")

    def handle(self, *args, once, **options):
        self.stop = threading.Event()
        self.once = once
        self.no_server = False
        self.rolled_on: date | None = None
        self.asked_on: date | None = None
        if not once:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: self.stop.set())
        chores = [
            Chore(self.write_to_hosts, SECONDS_BETWEEN_ROUNDS),
            Chore(arrange_introductions, SECONDS_BETWEEN_ROUNDS),
            Chore(self.send_letters, SECONDS_BETWEEN_LETTERS),
            Chore(self.keep_pages, SECONDS_BETWEEN_ROUNDS),
            Chore(self.raise_alarm, SECONDS_BETWEEN_ROUNDS),
            Chore(forget_followers, SECONDS_BETWEEN_CLEANINGS),
            Chore(forget_update_followers, SECONDS_BETWEEN_CLEANINGS),
            Chore(forget_ideas, SECONDS_BETWEEN_CLEANINGS),
            Chore(forget_introductions, SECONDS_BETWEEN_CLEANINGS),
        ]
        while not self.stop.is_set():
            for chore in chores:
                chore.do_if_due()
            if once:
                return
            close_old_connections()
            self.stop.wait(SECONDS_BETWEEN_LETTERS)

    def send_letters(self) -> int | None:
        """Sends what is due; without a mail server, waits a while before trying the next one."""
        end = math.inf if self.once else time.monotonic() + SECONDS_OF_LETTERS
        try:
            sent = send_due_letters(lambda: self.stop.is_set() or time.monotonic() > end)
        except NoConnection as trouble:
            if not self.no_server:
                logger.warning("No mail server (%s): letters wait", trouble)
            self.no_server = True
            return SECONDS_WITHOUT_SERVER
        if sent and self.no_server:
            logger.info("The mail server is back")
            self.no_server = False
        return None

    def keep_pages(self) -> None:
        """Each part can be repeated at any time without harm."""
        call_command("publish_scheduled", verbosity=0)
        today = timezone.localdate()
        if self.rolled_on != today:
            roll_horizon()
            self.rolled_on = today

    def write_to_hosts(self) -> None:
        """The evening before; and once a day, what nobody has answered for long."""
        write_the_evening_before()
        today = timezone.localdate()
        if self.asked_on != today:
            ask_about_bank_holidays()
            ask_whether_still_right()
            self.asked_on = today

    def raise_alarm(self) -> int | None:
        """Says when letters have waited for more than an hour: counts, and nobody's name."""
        stuck = Letter.objects.stuck().count()
        if not stuck:
            return None
        logger.error("%d letters have waited for more than an hour", stuck)
        return SECONDS_BETWEEN_ALARMS
