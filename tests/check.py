"""`make check`: everything that can be seen without running a test. Says all that is wrong."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "a-long-key-for-this-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
}
CHECKS = {
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "templates": [BIN / "djlint", "--lint", "--quiet", "site/templates"],
    "import floors": [BIN / "lint-imports", "--no-cache"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [sys.executable, "-m", "tests.translations"],
    "deploy check": [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "lock file": [sys.executable, "-m", "tests.lock"],
}


def main() -> int:
    """Runs every check, then lists those that failed."""
    failed = []
    for name, command in CHECKS.items():
        extra = PRODUCTION if name == "deploy check" else {}
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", **extra}
        result = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        print(f"{'ok  ' if result.returncode == 0 else 'FAIL'} {name}")
        if result.returncode:
            failed.append(name)
            print(result.stdout)
    if failed:
        print(f"\nTo mend: {', '.join(failed)}. Some of it `make fix` can do.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
