"""`make test`: every test that can run here, then a loud list of what did not.

SQLite first, with the browser journeys; then everything but those on a throw-away PostgreSQL.
With CI set, a list that is not empty is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.postgres import cluster, find_binaries

ROOT = Path(__file__).resolve().parents[1]
NOTHING_COLLECTED = 5


def main() -> int:
    """Runs pytest on each database."""
    missing = []
    has_browser = bool(shutil.which("chromium") or os.environ.get("CHROMIUM"))
    if not has_browser:
        missing.append(
            "browser journeys: chromium is not installed (Debian: apt-get install chromium)"
        )
    print("── SQLite" + (" and a real browser" if has_browser else ""), flush=True)
    codes = [run_pytest({}, [] if has_browser else ["-m", "not browser"])]
    if find_binaries():
        print("── PostgreSQL", flush=True)
        with cluster() as address:
            codes.append(run_pytest({"DATABASE_URL": address}, ["-m", "not browser"]))
    else:
        missing.append("PostgreSQL: initdb was not found (Debian: apt-get install postgresql)")
    if missing:
        print("\n!!! DID NOT RUN\n" + "\n".join(f"!!!   {line}" for line in missing), flush=True)
    return 1 if any(codes) or (missing and os.environ.get("CI")) else 0


def run_pytest(extra: dict[str, str], words: list[str]) -> int:
    """One run over both cores. Returns pytest's exit code."""
    environment = {
        "DATA_DIR": str(ROOT / "var" / "tests"),
        **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
        **extra,
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "--dist",
        "loadgroup",
        "--create-db",
        *words,
    ]
    return subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
