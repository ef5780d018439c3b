"""Limits on the YAML file of a standard, many times what the largest published one needs.

They keep every command within seconds and 500 MB for any file: see tests/test_bad_inputs.py. A file of another format,
a baseline and a configuration have limits of their own where they are read.
"""

MAX_BYTES = 16 * 1024 * 1024
"""Size of the file."""
MAX_DEPTH = 50
"""Levels of nesting."""
MAX_NODES = 250_000
"""Values in the file, aliases followed."""
MAX_REPEATED = 1_000_000
"""Characters that aliases repeat. A large standard has a tenth of it altogether."""
MAX_CITED = 5_000_000
"""Characters in the wordings of all citations, which most output repeats in full.

A large standard has a hundredth of it. A file of 100 KB that cites a long definition often can have a hundred times it.
"""
MAX_DUTIES = 1_000
MAX_OPTIONS = 100
MAX_METHODS = 100
"""With the limit on duties and options, these bound the size of tables such as `ksb matrix`."""
