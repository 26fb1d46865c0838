"""The letter that invites somebody to edit for an organisation."""

from email.message import EmailMessage

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .composing import compose
from .letters import Letter, writes
from .organisations import Organisation
from .passwords import password_link
from .welcoming import INVITATION, editors_of, is_trusted


@writes(INVITATION, label=_("Invitation to edit for a partner"))
def write_invitation(letter: Letter) -> EmailMessage | None:
    """Who may do what, and the link: to choose a password, or to log in with the one they have."""
    organisation = Organisation.objects.filter(pk=letter.about_id).first()
    if organisation is None:
        return None
    user = editors_of(organisation).filter(pk=letter.reader_id).first()
    if user is None:
        return None
    return compose(
        user.email,
        "invitation",
        user=user,
        organisation=organisation,
        is_new=not user.has_usable_password(),
        trusted=is_trusted(organisation),
        link=settings.SITE_URL + first_link(user),
        days=settings.PASSWORD_RESET_TIMEOUT // 86_400,
        again=settings.SITE_URL + reverse("wagtailadmin_password_reset"),
    )


def first_link(user) -> str:
    """Where somebody chooses their first password; or, if they have one, the admin's first page."""
    if user.has_usable_password():
        return reverse("wagtailadmin_home")
    return password_link(user)
