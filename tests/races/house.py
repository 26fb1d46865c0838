"""A portal of its own for each race: a copy of the test database, and real processes on it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from django.db import connection, connections

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
ALIAS = "race"


class House:
    """Where the race's data is, and the environment of every process that works on it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DEBUG"},
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        }
        if connection.vendor == "postgresql":
            self.environment["DATABASE_URL"] = self.copy_postgres()
        else:
            self.environment.pop("DATABASE_URL", None)
            self.copy_sqlite()

    def copy_sqlite(self) -> None:
        """A copy by SQLite's own backup, which no writer can spoil."""
        name = self.folder / "portal.sqlite3"
        there, here = sqlite3.connect(connection.settings_dict["NAME"]), sqlite3.connect(name)
        with there, here:
            there.backup(here)
        there.close()
        here.close()
        connections.databases[ALIAS] = connection.settings_dict | {"NAME": str(name)}

    def copy_postgres(self) -> str:
        """A database made from the test's own as a template."""
        address = urlsplit(os.environ["DATABASE_URL"])
        # Folders are numbered by each of pytest's processes; the server is theirs together.
        template, name = connection.settings_dict["NAME"], f"race_{uuid4().hex}"
        connections.close_all()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        connections.databases[ALIAS] = connection.settings_dict | {"NAME": name}
        return urlunsplit(address._replace(path=f"/{name}"))

    def close(self) -> None:
        """Lets go of the database."""
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]

    def start(self, *words: str, settings: str = "") -> subprocess.Popen:
        """A process of the portal in a group of its own, so that all of it can be killed."""
        environment = self.environment | ({"DJANGO_SETTINGS_MODULE": settings} if settings else {})
        return subprocess.Popen(
            words, cwd=ROOT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL
        )

    def start_web(self, port: int, settings: str = "") -> subprocess.Popen:
        """A web process with four threads."""
        return self.start(
            str(Path(sys.executable).parent / "granian"),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--blocking-threads", "4", "--log-level", "critical", "portal.wsgi:application"),
            settings=settings,
        )

    @contextmanager
    def serving(self, count: int = 2, settings: str = ""):
        """Several web processes on one database; gives their addresses."""
        ports = [free_port() for _number in range(count)]
        servers = [self.start_web(port, settings) for port in ports]
        try:
            addresses = [f"http://127.0.0.1:{port}" for port in ports]
            for address in addresses:
                wait_for(address)
            yield addresses
        finally:
            for server in servers:
                server.terminate()
            for server in servers:
                server.wait(timeout=20)


def wait_for(address: str) -> None:
    """Waits until a web process answers. Raises TimeoutError after half a minute."""
    for _attempt in range(600):
        try:
            with urllib.request.urlopen(f"{address}/-/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to the process and everything that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
