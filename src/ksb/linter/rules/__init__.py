"""The rules, a module for each family; importing this package fills the table of rules."""

from ksb.linter.rule import RULES
from ksb.linter.rules import claims, document, metadata, numbering, references, style, wording

__all__ = ["RULES", "claims", "document", "metadata", "numbering", "references", "style", "wording"]
