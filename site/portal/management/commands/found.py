"""Make the pages that every new site needs, at the addresses that links rely on."""

from portal.founding import found_site
from portal.plain_command import PlainCommand


class Command(PlainCommand):
    help = "Makes the home page, the fixed pages and the programme team's group; nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="", help="the programme's name")

    def handle(self, *args, name, **options):
        home = found_site(name)
        self.stdout.write(f"Ready: {home.title}")
