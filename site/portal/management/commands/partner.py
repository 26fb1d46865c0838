"""Make a partner: its page, its editors' group and files, and an invitation by letter."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from home.models import NeighbourhoodPage, Organisation
from home.welcoming import welcome_partner
from portal.plain_command import PlainCommand


class Command(PlainCommand):
    help = (
        "Makes an organisation's page, its group and its collection of files, and invites the "
        "first editor by letter: the worker sends it, with a link to choose a password."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the organisation's name")
        parser.add_argument("email", help="whom to invite")
        parser.add_argument("--first-name", default="", help="how the letter greets them")
        parser.add_argument("--kind", default="charity", choices=Organisation.Kind.values)
        parser.add_argument("--summary", default="", help="who they are, in one sentence")
        parser.add_argument("--neighbourhood", default="", help="the last part of its address")
        parser.add_argument(
            "--trusted",
            action="store_true",
            help="what they publish is public at once; without it the team looks first",
        )

    def handle(self, *args, name, email, neighbourhood, **options):
        place = None
        if neighbourhood:
            place = NeighbourhoodPage.objects.filter(slug=neighbourhood, alias_of=None).first()
            if place is None:
                raise CommandError(f"There is no neighbourhood “{neighbourhood}”.")
        try:
            page = welcome_partner(
                name=name,
                email=email,
                neighbourhood=place,
                kind=options["kind"],
                summary=options["summary"] or name,
                first_name=options["first_name"],
                trusted=options["trusted"],
            )
        except ValidationError as error:
            raise CommandError(say(error)) from error
        self.stdout.write(f"Made {page.url_path.removeprefix('/home')} and invited {email}.")


def say(error: ValidationError) -> str:
    """What is wrong in one line, each with the name of what it is about."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    named = {name: " ".join(said) for name, said in error.message_dict.items()}
    return " ".join(f"{name}: {said}" for name, said in named.items())
