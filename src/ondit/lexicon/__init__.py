"""The only reader of ``languages/``: validates everything and reports every fault with file:line.

``load(code)`` gives the :class:`Lexicon` of a language; ``languages()`` lists what is installed;
``faults(code)`` checks a folder without raising.
"""

from .folder import LanguageInfo, language_folder, languages
from .frames import Frame, Frames, LightVerb, Trigger
from .load import Lexicon, faults, load
from .table import Row, Table

__all__ = ["Frame", "Frames", "LanguageInfo", "Lexicon", "LightVerb", "Row", "Table", "Trigger", "faults", "language_folder", "languages", "load"]
