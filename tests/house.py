"""The house itself: its floors, its sizes, and what must never lie in it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import brotli
import pytest

from tests.lock import problems as lock_problems

ROOT = Path(__file__).resolve().parents[1]
GIVEN = {
    "manage.py", "site", "home", "events", "resources", "training", "pyproject.toml", "tests",
    "README.md", "Makefile", "requirements.lock", "LICENSE", "NOTICE", "docs", "deploy",
}  # fmt: skip
TEXT = {".py", ".html", ".css", ".md", ".toml", ".txt", ".lock", ""}


def tracked() -> list[Path]:
    """Every file of the repository that git knows or would know."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    lines = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [ROOT / line for line in lines.splitlines() if (ROOT / line).is_file()]


def texts():
    return [(path, path.read_text()) for path in tracked() if path.suffix in TEXT]


def lint_imports(folder: Path) -> int:
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{folder / 'site'}"}
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode


def copy_of_the_house(folder: Path) -> Path:
    for name in ("home", "events", "resources", "training", "site"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.jpg", "*.gz"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_top_level_is_as_given():
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} == GIVEN


def test_site_is_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_does_not_hide_the_site():
    assert subprocess.run(["git", "check-ignore", "-q", "site/portal"], cwd=ROOT).returncode == 1


def test_imports_run_downhill(tmp_path):
    assert lint_imports(copy_of_the_house(tmp_path)) == 0


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("home/venues.py", "import events.series"),
        ("home/venues.py", "import portal.search"),
        ("events/series.py", "import resources.materials"),
        ("resources/materials.py", "import events.series"),
        ("events/series.py", "import portal.search"),
        ("training/__init__.py", "import events.series"),
    ],
)
def test_the_check_fails_on_an_import_that_runs_uphill(tmp_path, file, line):
    house = copy_of_the_house(tmp_path)
    path = house / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    assert lint_imports(house) != 0


def test_no_file_has_more_than_300_lines():
    long = {
        str(path.relative_to(ROOT)): len(text.splitlines())
        for path, text in texts()
        if path.suffix in {".py", ".html", ".md"}
        and "migrations" not in path.parts
        # The modules' words are prose in a Python file; splitting them helps nobody.
        and path.name != "modules.py"
    }
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_indexes_settings_and_readme_stay_short():
    for path in ROOT.glob("*/models.py"):
        assert len(path.read_text().splitlines()) <= 24, path
    for path in (ROOT / "site/portal/settings").glob("*.py"):
        assert len(path.read_text().splitlines()) <= 250, path
    assert len((ROOT / "README.md").read_text().splitlines()) < 120


def test_every_dependency_says_why():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    wanted = [line for line in lines if re.match(r'^\s+"[A-Za-z0-9\[\],._-]+[~=]=', line)]
    assert len(wanted) > 20
    assert [line for line in wanted if "#" not in line and "django-storages" not in line] == []


def test_the_lock_file_carries_hashes_and_no_addresses():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    text = (ROOT / "requirements.lock").read_text()
    assert lock_problems(text, project) == []
    assert lock_problems(text.replace("granian==", "gone=="), project) != []
    assert lock_problems("--index-url https://example.org\n" + text, project) != []


def test_no_path_of_somebodys_machine_is_in_the_repository():
    paths = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/\w")
    found = [str(path) for path, text in texts() if paths.search(text) and path.name != "house.py"]
    assert found == []


@pytest.mark.parametrize("name", ["portal.css", "poster.css"])
def test_css_is_one_small_file_without_sides(name):
    css = (ROOT / "site/static" / name).read_text()
    words = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert not re.search(r"\b(left|right)\b", words)
    assert not re.match(r"\s*@layer", words)
    assert len(brotli.compress(css.encode())) <= 8_000


def test_every_setting_of_the_environment_is_in_the_readme():
    names = set()
    for path, text in texts():
        if path.suffix == ".py" and "tests" not in path.parts:
            names |= set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_0-9]+)"', text))
            names |= set(re.findall(r'required\("([A-Z_0-9]+)"', text))
            names |= set(re.findall(r'environ\.get\("([A-Z_]+)"', text))
    readme = (ROOT / "README.md").read_text()
    assert {name for name in names if f"`{name}`" not in readme} == set()


def test_nothing_unfinished_is_left():
    words = re.compile(r"\b(lorem ipsum|TODO|FIXME|XXX|coming soon)\b", re.IGNORECASE)
    found = [str(path) for path, text in texts() if words.search(text) and path.name != "house.py"]
    assert found == []


def test_the_demo_uses_only_numbers_and_addresses_that_nobody_has():
    demo = "\n".join(path.read_text() for path in (ROOT / "site/portal/demo").glob("*.py"))
    numbers = re.findall(r"\b0\d{4} \d{6}\b", demo)
    assert numbers
    assert all(number.startswith("01632 960") for number in numbers)
    assert all(mail.endswith(".example") for mail in re.findall(r"[\w.]+@[\w.]+\w", demo))


def test_a_form_in_a_part_of_a_page_gets_its_token():
    """`{% include … only %}` hands on no token: every press of its button would be refused."""
    pages = {path: path.read_text() for path in (ROOT / "site" / "templates").rglob("*.html")}
    names = [
        str(path.relative_to(ROOT / "site" / "templates"))
        for path, text in pages.items()
        if "{% csrf_token %}" in text
    ]
    alone = re.compile(rf'include "(?:{"|".join(map(re.escape, names))})"[^%]* only %')
    assert [path.name for path, text in pages.items() if alone.search(text)] == []
    assert alone.search('{% include "events/admin/pauses.html" with pauses=pauses only %}')
