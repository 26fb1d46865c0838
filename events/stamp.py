"""A stamp on everything that the finder lists: while it is the same, the list is the same.

Every process keeps the finder's table in its memory and asks for the stamp before it looks. The
stamp is written in the transaction of what changed, so no process can miss a change.
"""

from uuid import uuid4

from django.db import models


class Stamp(models.Model):
    """The one row with the stamp; at random, so that no two states share one."""

    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value


def read_stamp() -> str:
    """The stamp of what is listed now."""
    return Stamp.objects.filter(pk=1).values_list("value", flat=True).first() or ""


def stamp_anew() -> None:
    """Says that something the finder lists has changed, in the transaction that changes it."""
    if not Stamp.objects.filter(pk=1).update(value=uuid4().hex):
        Stamp.objects.update_or_create(pk=1, defaults={"value": uuid4().hex})
