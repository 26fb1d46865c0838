"""Facts that are chosen, never typed: their words come from gettext in every language."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class YesNo(models.TextChoices):
    """A fact about a place. Not known is an answer too, and is said aloud."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("Not known")


class Language(models.TextChoices):
    """Languages that people at a session speak (ISO 639-1), each named in itself."""

    ENGLISH = "en", "English"
    ARABIC = "ar", "العربية"
    BENGALI = "bn", "বাংলা"
    GUJARATI = "gu", "ગુજરાતી"
    HINDI = "hi", "हिन्दी"
    POLISH = "pl", "Polski"
    PUNJABI = "pa", "ਪੰਜਾਬੀ"
    ROMANIAN = "ro", "Română"
    SOMALI = "so", "Soomaali"
    TAMIL = "ta", "தமிழ்"
    TURKISH = "tr", "Türkçe"
    UKRAINIAN = "uk", "Українська"
    URDU = "ur", "اردو"


class SeveralField(models.CharField):
    """Several choices in one column, kept as `,en,ur,` so that `contains ',ur,'` finds one.

    In Python it is a list of the chosen values, in the order of the choices.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if value is None or isinstance(value, list):
            return value or []
        return [part for part in str(value).split(",") if part]

    def get_prep_value(self, value):
        if isinstance(value, str):
            return value
        return f",{','.join(value)}," if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value, model_instance):
        value = self.to_python(value)
        self.validate(value, model_instance)
        return value

    def validate(self, value, model_instance):
        allowed = {key for key, _label in self.flatchoices}
        if unknown := [part for part in value if part not in allowed]:
            raise ValidationError(_("Choose from the list. Not on it: %s.") % ", ".join(unknown))
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.choices,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
