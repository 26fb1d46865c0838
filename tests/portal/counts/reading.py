"""Reads the dashboard and its file as somebody would."""

import csv
from io import StringIO

from bs4 import BeautifulSoup


def dashboard(client, query: dict | None = None):
    """The page as it is answered."""
    answer = client.get("/admin/counts/", query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def table(page, key: str) -> dict[str, list[str]]:
    """The rows of a figure's table by their label, the sum among them as “All”."""
    rows = page.select(f'section[aria-labelledby="{key}"] :is(tbody, tfoot) tr')
    return {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in rows
    }


def export(client, query: dict | None = None, name: str = "export") -> list[dict[str, str]]:
    """The rows of a file by the names of its columns."""
    answer = client.get(f"/admin/counts/{name}.csv", query)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
