"""A real server with the demo, in a process and a folder of its own, and a real browser."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
URDU = """
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization
urdu = Locale.objects.create(language_code="ur")
LocaleSynchronization.objects.create(locale=urdu, sync_from=Locale.get_default())
"""

# A host of Noor House, whose session is today and begins in an hour; another host each time.
# Late in the evening it begins in a minute.
LETTER = """
from datetime import time, timedelta
from django.utils import timezone
from events.host_rounds import TOMORROW
from events.models import DropInPage, Host
from events.recurrence import Recurrence
from home.letters import post
now = timezone.localtime().replace(second=0, microsecond=0)
start = now + timedelta(hours=2 if now.hour == 0 else 1)
if start.date() != now.date() or start.hour > 21:
    start = now + timedelta(minutes=1)
series = DropInPage.objects.get(slug="monday-morning", alias_of=None)
series.recurrence = Recurrence(now.date() - timedelta(days=7), (now.weekday(),))
series.bank_holidays, series.start_time = "open", start.time()
series.end_time = time(23, 59) if start.hour > 21 else (start + timedelta(hours=2)).time()
series.save_revision().publish()
host, _made = Host.objects.get_or_create(
    series=series, email="{name}@host.example", defaults={"first_name": "Amina"}
)
post(TOMORROW, series.occurrences.upcoming().first().pk, host.pk)
"""


def pytest_collection_modifyitems(items):
    """Every journey is a browser test, and all share one server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def manage(environment, *words):
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True)


def environment_for(folder, settings):
    names = ("DATABASE_URL", "DEBUG")
    kept = {key: value for key, value in os.environ.items() if key not in names}
    return {
        **kept,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
    }


@contextmanager
def serving(environment):
    """Runs the web server; gives its address; ends it as a site's owner would, by SIGTERM."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "granian"),
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--blocking-threads",
        "4",
        "--log-level",
        "error",
        "portal.wsgi:application",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/-/ready")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address):
    """Waits until an address answers. Raises TimeoutError after half a minute."""
    for _attempt in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """A data folder with the demo in it."""
    folder = tmp_path_factory.mktemp("demo")
    environment = environment_for(folder, "portal.settings.dev")
    for words in (["migrate", "-v0"], ["demo"], ["collectstatic", "--noinput", "-v0"]):
        manage(environment, *words)
    return folder


@pytest.fixture(scope="session")
def urdu_site(demo_folder, tmp_path_factory):
    """The address of the demo with Urdu switched on."""
    folder = tmp_path_factory.mktemp("urdu") / "data"
    shutil.copytree(demo_folder, folder)
    environment = environment_for(folder, "portal.settings.test")
    manage(environment, "shell", "-v0", "-c", URDU)
    with serving(environment) as address:
        yield address


@pytest.fixture(scope="session")
def demo_environment(demo_folder):
    """What every process of the demo is started with."""
    return environment_for(demo_folder, "portal.settings.dev")


@pytest.fixture(scope="session")
def site(demo_environment, urdu_site):
    """The address of the demo. Urdu's copy is made first, before any journey changes a thing."""
    with serving(demo_environment) as address:
        yield address


@pytest.fixture
def read_letters(demo_environment, demo_folder):
    """Sends what is due and gives the letters to an address, oldest first."""

    def read(address):
        manage(demo_environment, "worker", "--once")
        files = sorted((demo_folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime)
        letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return [letter for letter in letters if letter["To"] == address]

    return read


@pytest.fixture
def link(demo_environment, read_letters, request):
    """The link in the letter of a new host of Noor House, whose session begins in an hour."""
    name = re.sub(r"\W", "-", request.node.name)
    manage(demo_environment, "shell", "-v0", "-c", LETTER.replace("{name}", name))
    return link_in(read_letters(f"{name}@host.example")[-1], "/host/")


def link_in(letter, below):
    """The first link of a letter to an address below this one, without the portal's own part."""
    return re.search(rf"^http\S+({below}\S+/)\s*$", letter.get_content(), re.MULTILINE)[1]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    """Opens a page of a new visitor: `visit(address, width, scripts, colours)`."""
    contexts = []

    def open_page(address, viewport=PHONE, javascript=False, colours="light"):
        context = browser.new_context(
            viewport=viewport,
            java_script_enabled=javascript,
            color_scheme=colours,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
