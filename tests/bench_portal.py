"""A portal with many series to measure, in a database and a process of its own (SQLite)."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Portal:
    """The demo neighbourhood with so many series in all."""

    def __init__(self, size: int):
        self.environment = {
            **os.environ,
            "DATA_DIR": str(ROOT / "var" / "bench" / str(size)),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DEBUG": "0",
        }
        self.environment.pop("DATABASE_URL", None)
        self.manage("migrate", "-v0")
        self.manage("demo", f"--series={size}")
        self.manage("collectstatic", "--noinput", "-v0")

    def manage(self, *words: str) -> str:
        """A management command's output; it shows its progress on standard error."""
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def measure(self, code: str):
        """What a piece of code gives in a process of the portal: it must be fit for JSON."""
        return json.loads(self.manage("shell", "-v0", "-c", code))
