"""The rules, a module for each family; importing this package fills the table of rules."""

from ksb.lint.rule import RULES
from ksb.lint.rules import claims, document, numbering, references, wording

__all__ = ["RULES", "claims", "document", "numbering", "references", "wording"]
