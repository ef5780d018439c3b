"""Lets `python -m ksb` do what `ksb` does."""

from ksb.cli import main

main()
