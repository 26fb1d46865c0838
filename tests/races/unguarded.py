"""The same crowded portal without the guard: what the race must catch."""

from .crowded import *  # noqa: F403

WITHOUT_GUARD = True
