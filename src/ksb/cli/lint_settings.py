"""`ksb lint --show-settings`: print the settings for each file."""

from __future__ import annotations

from ksb.cli.lint_call import Call
from ksb.cli.output import Output
from ksb.escape import for_log
from ksb.linter.config import as_toml


def print_settings(call: Call) -> None:
    """Print the settings for each file, as TOML."""
    [(_, file)] = call.targets
    run = call.run(file)
    parts = [f"# {for_log(name)}\n{as_toml(run.settings_for(name))}" for name in run.names]
    Output(file, call.color).write("\n".join(parts))
