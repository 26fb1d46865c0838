"""A throw-away PostgreSQL cluster on loopback, where its binaries are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_binaries() -> Path | None:
    """The folder of initdb and postgres: on the path, or where Debian keeps it."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


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
        wait_until_ready(binaries, port)
        yield f"postgres://portal@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(binaries: Path, port: int) -> None:
    """Waits for the cluster to take connections. Raises TimeoutError after half a minute."""
    question = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "2"]
    for _attempt in range(100):
        if subprocess.run(question).returncode == 0:
            return
        time.sleep(0.3)
    raise TimeoutError("PostgreSQL did not start.")
