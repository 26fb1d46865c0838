"""How often a material was fetched: one number for a document and a day, and nothing else."""

from datetime import date

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DownloadQuerySet(models.QuerySet):
    def add_one(self, document_id: int, on: date) -> None:
        """Raises the number of a document on a day by one, whoever else does so right now."""
        rows = self.filter(document_id=document_id, on=on)
        if rows.update(count=F("count") + 1):
            return
        try:
            with transaction.atomic():
                self.create(document_id=document_id, on=on)
        except IntegrityError:  # somebody else fetched it first today, a moment ago
            rows.update(count=F("count") + 1)


class Download(models.Model):
    """How often a document was fetched on a day in Europe/London. Nobody's traces are in it.

    The number outlives the document: a handout that is replaced was fetched all the same.
    """

    wagtail_reference_index_ignore = True

    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("document"),
    )
    on = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("how often"), default=1)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        constraints = [
            models.UniqueConstraint(
                name="one_number_for_a_document_and_a_day", fields=["document", "on"]
            ),
            models.CheckConstraint(name="a_counted_day_has_a_download", condition=Q(count__gte=1)),
        ]
        indexes = [models.Index(fields=["on"], name="download_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
