"""Makes `python -m ksb` the same as `ksb`."""

import sys

if not sys.flags.safe_path:
    # The current folder, where a file such as `yaml.py` would take the place of a library.
    del sys.path[0]

from ksb.cli import main

main()
