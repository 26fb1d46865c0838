"""Contents of the resources room; each noun has a file of its own."""

from .learning_modules import LearnPage, ModulePage
from .materials import Material

__all__ = ["LearnPage", "Material", "ModulePage"]
