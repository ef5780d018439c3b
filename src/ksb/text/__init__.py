"""Comparing, counting and phrasing English text; nothing here knows a standard."""
