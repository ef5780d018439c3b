"""Fuzzing: endless inputs for everything that `ksb` reads, and what must hold for all. `python -m fuzz.run`."""
