"""Print the oldest versions that `pyproject.toml` allows, as constraints for pip: `name==1.2` for each `name>=1.2`."""

import re
import tomllib
from pathlib import Path

document = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
project = document["project"]
for requirements in (
    document["build-system"]["requires"],
    project["dependencies"],
    *project["optional-dependencies"].values(),
):
    for requirement in requirements:
        if floor := re.match(r"([\w.-]+)>=([\w.]+)", requirement):
            print(f"{floor[1]}=={floor[2]}")
