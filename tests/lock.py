"""The lock file: hashes for everything, no address, and nothing that pyproject does not ask for."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def problems(lock: str, project: dict) -> list[str]:
    """What is wrong with a lock file, each in a sentence."""
    found = []
    if re.search(r"https?://|--index|--find-links|file:", lock):
        found.append("The lock file carries an address.")
    names = re.findall(r"^([a-z0-9._-]+)(?:\[[a-z0-9,]+\])?==", lock, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9._-]+(?:\[[a-z0-9,]+\])?==)", lock, flags=re.MULTILINE)[1:]
    found += [
        f"{block.split()[0]} has no hash." for block in blocks if "--hash=sha256:" not in block
    ]
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    for line in wanted:
        name = re.match(r"[A-Za-z0-9._-]+", line)[0].lower().replace("_", "-")
        if name not in names:
            found.append(f"{name} stands in pyproject.toml and not in the lock file: make lock.")
    return found


if __name__ == "__main__":
    text = (ROOT / "requirements.lock").read_text()
    sentences = problems(text, tomllib.loads((ROOT / "pyproject.toml").read_text()))
    print("\n".join(sentences))
    sys.exit(bool(sentences))
