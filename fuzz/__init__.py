"""Fuzzing: inputs without end for what `ksb` reads, and what must hold whatever they are. `python -m fuzz.run`."""
