"""Write docs/page.png, the README's picture of the page: `python docs/page_picture.py`.

It needs the extra `browser` and Chromium (KSB_BROWSER names one that is not on the path). The picture depends on the
fonts of the machine, so that no test compares it; Debian's fonts-inter gives the one in the repository.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from ksb import export, load

ROOT = Path(__file__).parents[1]
VIEW = "?pathway=2&q=workflow#ksbs"
TICKED = ("K1", "K28", "K30")


def main() -> int:
    """Write the picture."""
    browser = os.environ.get("KSB_BROWSER") or shutil.which("chromium")
    if not browser:
        print("no Chromium: set KSB_BROWSER", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(export(load(ROOT / "data" / "standard.yaml"), "html"), encoding="utf-8")
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = started.new_page(
            viewport={"width": 1280, "height": 860}, device_scale_factor=1.5, reduced_motion="reduce"
        )
        page.goto(f"{file.as_uri()}{VIEW}")
        for code in TICKED:
            page.check(f"#{code} input[type=checkbox]")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.wait_for_timeout(300)
        page.screenshot(path=ROOT / "docs" / "page.png")
        started.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
