"""A real server with the demo, in a process and a folder of its own, and a real browser."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
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
