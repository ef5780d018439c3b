"""Write the pictures of the sheets in docs/tracker.md: `python docs/sheet_pictures.py`.

It needs the extra `all`, LibreOffice Calc and poppler (pdftoppm); on Debian, fonts-crosextra-carlito gives the letters
of Calibri. The pictures depend on the fonts of the machine, so that no test compares them.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ksb import load
from ksb.exporters import skills_scan
from ksb.query import part

ROOT = Path(__file__).parents[1]
FILLED_IN = ROOT / "tests/data/apprentice/tracker.xlsx"
PAGES = {"tracker-start": 1, "tracker-evidence": 2, "tracker-progress": 4}
"""The pictures of the filled-in tracker, and the pages of its printout that they show."""


def main() -> int:
    """Write the pictures."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office or not shutil.which("pdftoppm"):
        print("LibreOffice and pdftoppm are needed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan = folder / "skills-scan.xlsx"
        scan.write_bytes(skills_scan.export(part(load(ROOT / "data" / "standard.yaml"), pathway=2)))
        for file, pictures in ((FILLED_IN, PAGES), (scan, {"skills-scan": 1})):
            printed = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
            subprocess.run([*printed, "--outdir", str(folder), str(file)], check=True, stdout=subprocess.DEVNULL)
            for picture, page in pictures.items():
                pages = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "90", "-png"]
                pdf, target = folder / f"{file.stem}.pdf", ROOT / "docs" / picture
                subprocess.run(["pdftoppm", *pages, str(pdf), str(target)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
