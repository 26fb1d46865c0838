"""A throw-away PostgreSQL cluster on loopback, where its binaries are installed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def find_binaries() -> Path | None:
    """The folder of initdb and postgres: on the path, or where Debian keeps it."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "postgres")):
            return folder
    return None


def free_port() -> int:
    """A port that nothing listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def cluster() -> Iterator[str]:
    """Runs a new cluster; gives its DATABASE_URL; stops it and removes its files."""
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    # initdb and postgres refuse to run as root: Debian's package made a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    port = free_port()
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "user": user,
        "cwd": folder,
    }
    subprocess.run(
        [binaries / "initdb", "-D", folder / "data", "-U", "portal", "-A", "trust", "-E", "UTF8"],
        check=True,
        **quiet,
    )
    settings = [
        "fsync=off",
        f"port={port}",
        "listen_addresses=127.0.0.1",
        f"unix_socket_directories={folder}",
    ]
    server = subprocess.Popen(
        [binaries / "postgres", "-D", folder / "data", *[w for s in settings for w in ("-c", s)]],
        **quiet,
    )
    try:
        address = f"postgres://portal@127.0.0.1:{port}/postgres"
        wait_until_ready(address)
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # does not wait for whoever is still connected
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(address: str) -> None:
    """Waits for the cluster to take connections. Raises TimeoutError after half a minute."""
    for _attempt in range(100):
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError("PostgreSQL did not start.")
