"""The demo's import: a table that a partner has sent, waiting for its yes."""

from events.importing.drafting import keep_reading
from events.importing.reading import read
from home.models import Organisation

FOR = "eastgate-library"
SOURCE = "spring-groups.csv"
CONSENT = "Demo: the library's editor sent the table and agreed by telephone."
TABLE = """\
name,what,venue,street,town,postcode,day,starts,ends,from,until,every,phone,language
Knit and natter,Wool and needles are here. Sit with us and rest your shoulders.,Eastgate Library,,,,\
Wednesday,2pm,3.30pm,,,week,01632 960111,English
Chair yoga taster,Slow moves on a chair.,Eastgate Library,,,,first Friday,10.30am,11.15am,,,month,\
01632 960111,English and Urdu
Garden morning,Light work with long tools.,The shed behind the park,,Eastgate,,\
Saturday,10am,,09/01/2027,,2 weeks,01632 960111,English
Back care talk,A talk with time for questions.,Eastgate Library,,,,now and then,6pm,7pm,,,,,English
"""


def build_imports() -> None:
    """Reads the table once; a second call finds that it is there."""
    organisation = Organisation.objects.get(slug=FOR, alias_of=None)
    if not organisation.imports.filter(source=SOURCE).exists():
        keep_reading(
            read(TABLE.encode()), organisation=organisation, source=SOURCE, consent=CONSENT
        )
