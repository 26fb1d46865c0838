"""`make run`: prepare the data, then serve the demo with the worker beside it until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
MANAGE = [str(BIN / "python"), str(ROOT / "manage.py")]
PORT = os.environ.get("PORT", "8000")
ADDRESS = f"http://127.0.0.1:{PORT}"
LOGINS = [
    ("admin", "everything"),
    ("team", "the programme team: all pages"),
    ("partner1", "Eastgate Library, publishes"),
    ("partner2", "Lantern Street Community Kitchen, publishes"),
    ("newpartner", "Kestrel Park Sports Club, sends for review"),
]


def main() -> int:
    """Prepares, serves, and ends both processes together."""
    began = time.monotonic()
    # Static files know nothing of the database: both are made at once.
    static = subprocess.Popen([*MANAGE, "collectstatic", "--noinput", "-v0"], cwd=ROOT)
    for words in (["migrate", "--verbosity=0"], ["demo"]):
        print(f"… {words[0]}", flush=True)
        code = subprocess.run([*MANAGE, *words], cwd=ROOT).returncode
        if code:
            static.terminate()
            return code
    if static.wait():
        return static.returncode
    paths = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"}
    processes = [
        subprocess.Popen(serve(), cwd=ROOT, env=paths),
        subprocess.Popen([*MANAGE, "worker"], cwd=ROOT),
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if not wait_until_ready(processes[0]):
            print(f"The server did not start. Is port {PORT} taken? Try: make run PORT=8001")
            return 1
        tell(time.monotonic() - began)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        end(processes)


def serve() -> list[str]:
    """The command of the web server."""
    return [
        str(BIN / "granian"),
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        PORT,
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--log-level",
        "warning",
        "--no-access-log",
        "portal.wsgi:application",
    ]


def wait_until_ready(server: subprocess.Popen) -> bool:
    """Whether the server answers before it ends or half a minute is over."""
    for _attempt in range(150):
        if server.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"{ADDRESS}/-/ready", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def tell(seconds: float) -> None:
    """Says where everything is."""
    password = os.environ.get("DEMO_PASSWORD", "eastgate-demo")
    print(f"\nReady in {seconds:.0f} seconds. Ctrl-C ends it.\n")
    print(f"  Residents   {ADDRESS}/")
    print(f"  Finder      {ADDRESS}/drop-ins/?near=LE5+1AA")
    print(f"  Partners    {ADDRESS}/admin/\n")
    print(f"  Logins, password {password}:")
    for name, what in LOGINS:
        print(f"    {name:<11} {what}")
    print(flush=True)


def end(processes: list[subprocess.Popen]) -> None:
    """Ends the processes and waits until they are gone."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
