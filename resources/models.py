"""Contents of the resources room; each noun has a file of its own."""

from .downloads import Download
from .learning_modules import LearnPage, ModulePage
from .materials import Material

__all__ = ["Download", "LearnPage", "Material", "ModulePage"]
