"""The counts in the admin: all of them for the programme team, a partner's own for a partner."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.walls import is_central

from .asking import CountsForm
from .counting import Atom, beginning, count, count_materials
from .exporting import counts_file, dictionary_file
from .figures import figures_of
from .grouping import Groups
from .measures import Measure, measures_of
from .owners import owners_of


class Visit:
    """Somebody at the counts: what they ask, and what there is to say. Raises Http404.

    To a partner no other organisation exists, whatever it asks by.
    """

    def __init__(self, request: HttpRequest):
        self.is_central = is_central(request.user)
        owners = owners_of(request.user)
        if not (self.is_central or owners):
            raise Http404
        asked = request.GET.get("organisation", "")
        if not self.is_central and asked and asked not in {owner.key for owner in owners}:
            raise Http404
        self.form = CountsForm(request.GET.dict(), owners=owners, since=beginning())

    @property
    def whole_programme(self) -> bool:
        """Whether it is about everything, and not about some organisations."""
        return self.is_central and not self.form.is_narrowed

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What can be said of whom they ask about."""
        return measures_of(whole_programme=self.whole_programme)

    @cached_property
    def atoms(self) -> list[Atom]:
        """What may be said, week by week and organisation by organisation."""
        form = self.form
        return count(form.period, form.chosen, whole_programme=self.whole_programme)


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Pictures first, each with its table."""
    visit = Visit(request)
    form, period = visit.form, visit.form.period
    by = form.answer("by")
    groups = Groups(visit.atoms, period, by)
    materials = count_materials(period) if visit.whole_programme else None
    first_column = _("Week from") if by == "week" else dict(form.fields["by"].choices)[by]
    context = {
        "form": form,
        "period": period,
        "is_central": visit.is_central,
        "is_narrowed": form.is_narrowed,
        "chosen": form.chosen_names,
        "figures": list(figures_of(groups, first_column, materials)),
        "query": request.GET.urlencode(),
    }
    return render(request, "portal/counts/dashboard.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    visit = Visit(request)
    return counts_file(visit.atoms, visit.measures, visit.form.period)


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each column of that file is."""
    return dictionary_file(Visit(request).measures)
