"""A language-blind matcher over Universal Dependencies trees; what matches carries its Because.

``compile_rules(raw, tables)`` makes a :class:`RuleSet`; ``RuleSet.find(parsed)`` yields :class:`Match`.
"""

from .compile import RuleSet, compile_rules
from .match import Match, replay

__all__ = ["Match", "RuleSet", "compile_rules", "replay"]
