"""One import: what was read from where, who said yes to it, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import Organisation
from home.personal import Personal


class Import(models.Model):
    """A source that was read for an organisation, with the consent of whoever publishes it.

    Until drafts are made, `proposals` holds what was understood; then `lines` tells what became
    of each.
    """

    wagtail_reference_index_ignore = True
    personal_heading = _("When you agree that your dates are taken over from elsewhere")
    personal = {
        "consent": Personal(
            _("So that we can show who agreed to it, and how."),
            _("As long as your organisation has a page here."),
        ),
        "agreed_by": Personal(
            _("It is the login that ticked the box."),
            _("As long as your organisation has a page here, or until the login is deleted."),
        ),
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="imports")
    source = models.CharField(_("file or address"), max_length=1000)
    consent = models.CharField(_("who agreed, and how"), max_length=300)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("login that agreed"),
    )
    read_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    proposals = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    remarks = models.JSONField(default=list)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="an_import_was_agreed_to", condition=~models.Q(consent=""))
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class Imported(models.Model):
    """What a key of a source has become here: a series or a venue; neither once it is deleted.

    `said` is what the source said when it was last taken over; `revision_id` the page's version
    that followed from it. While that is the newest, nobody has worked on the page.
    """

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="imported"
    )
    key = models.CharField(max_length=40)
    page = models.ForeignKey(
        "events.SeriesPage", on_delete=models.SET_NULL, null=True, related_name="imported"
    )
    venue = models.ForeignKey(
        "home.Venue", on_delete=models.SET_NULL, null=True, related_name="imported"
    )
    revision_id = models.BigIntegerField(null=True)
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="one_of_an_organisation_and_key"
            ),
            models.CheckConstraint(
                name="a_series_or_a_venue",
                condition=models.Q(page=None) | models.Q(venue=None),
            ),
        ]

    def __str__(self) -> str:
        return f"imported {self.pk}"
