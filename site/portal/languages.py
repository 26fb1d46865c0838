"""Which languages are on: those with a live home page. A language without one has no address."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, get_language_from_path
from wagtail.models import Site


class OnlyLanguagesWithAHomeMiddleware:
    """Answers 404 below the prefix of a language whose page tree does not exist."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        code = get_language_from_path(request.path_info)
        if code and code != settings.LANGUAGE_CODE and code not in codes_in_use(request):
            raise Http404


def codes_in_use(request: HttpRequest) -> list[str]:
    """The codes of the languages with a live home page, in the order of the settings."""
    if len(settings.LANGUAGES) == 1:
        return [settings.LANGUAGE_CODE]
    site = Site.find_for_request(request)
    if site is None:
        return []
    homes = site.root_page.get_translations(inclusive=True).live()
    live = set(homes.values_list("locale__language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in live]


def other_languages(request: HttpRequest) -> list[dict]:
    """A link to this page in each other language: code, name in itself, address."""
    codes = codes_in_use(request)
    if len(codes) < 2:
        return []
    bare = request.path_info
    active = get_language()
    if active != settings.LANGUAGE_CODE:
        bare = bare.removeprefix(f"/{active}")
    names = dict(settings.LANGUAGES)
    return [
        {
            "code": code,
            "name": names[code],
            "url": bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}",
        }
        for code in codes
        if code != active
    ]
