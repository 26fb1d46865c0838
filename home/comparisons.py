"""How two versions of a page are compared in the admin where a column holds more than a text."""

from django.db.models import TimeField
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from .templatetags.words import clock


class WordsComparison(FieldComparison):
    """Former and new value in the words in which people know them."""

    def htmldiff(self):
        former, new = self.words(self.val_a), self.words(self.val_b)
        parts = [("deletion", former), ("addition", new)] if former != new else [("equal", new)]
        return TextDiff([(kind, words) for kind, words in parts if words]).to_html()

    def words(self, value) -> str:
        """A value as text; nothing for none."""
        return str(value) if value else ""


class ClockComparison(WordsComparison):
    """Times of day as residents read them."""

    def words(self, value) -> str:
        return clock(value) if value else ""


class SeveralComparison(WordsComparison):
    """Several choices by their labels."""

    def words(self, value) -> str:
        labels = dict(self.field.flatchoices)
        return ", ".join(str(labels.get(key, key)) for key in value or [])


register_comparison_class(TimeField, comparison_class=ClockComparison)
