"""What every command does with bad input: one clear line and exit code 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = sorted(path.stem for path in ROOT.glob("site/portal/management/commands/[a-z]*.py"))


@pytest.mark.parametrize("name", OURS)
def test_what_it_does_not_understand_is_one_line_and_code_1(name):
    command = [sys.executable, "manage.py", name, "--no-such-option"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith(f"{name}: ")


@pytest.mark.parametrize("name", OURS)
def test_it_tells_what_it_does(name):
    command = [sys.executable, "manage.py", name, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "usage" in done.stdout
