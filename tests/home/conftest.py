"""What tests of the ground floor share: two partners; for letters a database and a mail server."""

import pytest

from tests.own_database import empty, own_database
from tests.smtp_sink import running_sink


@pytest.fixture(scope="module")
def outbox_address(tmp_path_factory, django_db_blocker):
    """The DATABASE_URL of a database that holds letters and nothing else."""
    from home.models import Letter, OutgoingMail

    with (
        django_db_blocker.unblock(),
        own_database(tmp_path_factory.mktemp("outbox"), Letter, OutgoingMail) as address,
    ):
        yield address


@pytest.fixture
def outbox(outbox_address):
    """That database, empty."""
    from home.models import Letter, OutgoingMail

    empty(Letter, OutgoingMail)
    return outbox_address


@pytest.fixture
def letter_files(db, settings, tmp_path):
    """No letters but the test's own; those that are sent become files in a folder of its own."""
    from home.models import Letter

    settings.SITE_URL = "https://portal.example.org"
    settings.LETTER_FOLDER = tmp_path / "mail"
    Letter.objects.all().delete()


@pytest.fixture
def sink(settings):
    """A mail server that the settings name."""
    with running_sink() as server:
        settings.LETTER_TRANSPORT = "home.transports.SmtpTransport"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 5
        yield server


@pytest.fixture
def note(monkeypatch):
    """A kind of letter: number n goes to reader-n. Its writer can be given another."""
    from home.letters import WRITERS, Writer
    from tests.factories.letters import write_note

    def use(write=None, forget=None):
        writer = Writer(write or write_note, "Note", forget)
        monkeypatch.setitem(WRITERS, "test.note", writer)
        return "test.note"

    return use


@pytest.fixture
def nobody_wrote_yet(db):
    """The demo's own ideas are not there."""
    from home.models import Idea

    Idea.objects.all().delete()


@pytest.fixture
def library(db):
    """partner1's organisation; the demo's own offer to it is not there."""
    from home.models import Handover, Organisation

    Handover.objects.all().delete()
    return Organisation.objects.get(slug="eastgate-library", alias_of=None)


@pytest.fixture
def kitchen(db):
    """partner2's organisation."""
    from home.models import Organisation

    return Organisation.objects.get(slug="lantern-street-kitchen", alias_of=None)


@pytest.fixture
def series(library):
    """A drop-in of the library."""
    from tests.factories import make_drop_in

    return make_drop_in(library, slug="tea", title="Tea and knees", summary="Old words.")


@pytest.fixture
def team(log_in):
    """Somebody of the programme team at the admin."""
    return log_in("team")
