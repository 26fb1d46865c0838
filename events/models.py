"""Contents of the events room; each noun has a file of its own."""

from .checks import Check
from .closures import Closure
from .drop_ins import DropInPage
from .followers import Follower, Told
from .freshness import Freshness
from .hosts import Host
from .importing.imports import Import, Imported
from .learning_sessions import LearningSessionPage
from .occurrences import Occurrence
from .pauses import Pause
from .people import SeriesPerson
from .series import SeriesPage
from .slots import Slot
from .stamp import Stamp

__all__ = [
    "Check", "Closure", "DropInPage", "Follower", "Freshness", "Host", "Import", "Imported",
    "LearningSessionPage", "Occurrence", "Pause", "SeriesPage", "SeriesPerson", "Slot", "Stamp",
    "Told",
]  # fmt: skip
