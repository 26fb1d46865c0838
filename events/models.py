"""Contents of the events room; each noun has a file of its own."""

from .drop_ins import DropInPage, DropInPerson
from .occurrences import Occurrence
from .series import SeriesPage
from .slots import Slot

__all__ = ["DropInPage", "DropInPerson", "Occurrence", "SeriesPage", "Slot"]
