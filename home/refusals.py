"""Rules that refuse, and the forms in which their refusals are read."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def is_done(form: BaseForm, do: Callable[[dict], object]) -> bool:
    """Whether a form's answers were good and `do` has done it; a refusal stands in the form.

    What a refusal says of a field stands beside it; of a field that is not asked, above the form.
    """
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except ValidationError as error:
        known = not hasattr(error, "error_dict") or set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
        return False
    return True
