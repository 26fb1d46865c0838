"""What every command of ours does with bad input."""

from django.core.management.base import BaseCommand


class PlainCommand(BaseCommand):
    """One clear line and exit code 1, where Python's own reading of arguments says five and 2."""

    def create_parser(self, prog_name, subcommand, **options):
        parser = super().create_parser(prog_name, subcommand, **options)
        if self._called_from_command_line:
            parser.error = lambda message: parser.exit(1, f"{subcommand}: {message}\n")
        return parser
