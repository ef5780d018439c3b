"""Compare, count and phrase English text. Nothing here depends on a standard."""
