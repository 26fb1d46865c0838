"""Four imports of one table at the same moment, in processes of their own: each draft once."""

import sys
from collections import Counter

from events.models import DropInPage, Import, Imported
from home.models import Venue
from tests.events.importing.bringing import HEADING, TEA
from tests.races.house import ALIAS

AT_ONCE, LINES = 4, 6


def test_imports_at_once_make_each_draft_and_venue_once(house, tmp_path):
    table = tmp_path / "dates.csv"
    table.write_text(HEADING + "".join(TEA.replace("Tea", f"Tea {n}") for n in range(LINES)))
    options = ["--for", "eastgate-library", "--consent", "Ann, by telephone"]
    command = [sys.executable, "manage.py", "open_referral_import", str(table), *options]
    started = [house.start(*command) for _number in range(AT_ONCE)]
    assert [process.wait(120) for process in started] == [0] * AT_ONCE
    pages = DropInPage.objects.using(ALIAS).filter(title__endswith="and moving")
    expected = {f"Tea {n} and moving": 1 for n in range(LINES)}
    assert Counter(pages.values_list("title", flat=True)) == expected
    assert Venue.objects.using(ALIAS).filter(name="Moat Hall").count() == 1
    assert Imported.objects.using(ALIAS).count() == LINES + 1
    done = Import.objects.using(ALIAS).exclude(done_at=None)
    states = Counter(line["state"] for row in done for line in row.lines)
    assert states == {"new": LINES, "same": LINES * (AT_ONCE - 1)}
