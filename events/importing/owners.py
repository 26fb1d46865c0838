"""For whom a source is imported: said, or found by the one organisation that it names."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.lines import fold
from home.models import Organisation
from home.organisations import pages_with_facts

from .proposals import Reading


def find_owner(reading: Reading, slug: str, *, must_be: bool) -> Organisation | None:
    """The organisation of this slug, else the one that the source names alone.

    Raises ValidationError where there is none; None where that may be so.
    """
    partners = Organisation.objects.filter(**pages_with_facts())
    if slug:
        if found := partners.filter(slug=slug).first():
            return found
        raise ValidationError(_("There is no organisation “%s” here.") % slug[:80])
    names = {fold(name) for name in reading.organisations}
    found = [page for page in partners if fold(page.title) in names]
    if len(found) == 1:
        return found[0]
    if must_be and reading.proposals:
        raise ValidationError(
            _("Say with --for whose this is: the last part of the organisation’s address here.")
        )
    return None
