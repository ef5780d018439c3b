"""What the tests of the page share: a browser, where there is one, and pages to open in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb.exporters.html import Content, render
from ksb.standard import Standard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE, LAPTOP = (390, 844), (1366, 820)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system, without a network."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    path = os.environ.get("KSB_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium is installed, and KSB_BROWSER names none")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def troubles() -> list[str]:
    """What went wrong in pages: errors, and use of a network."""
    return []


@pytest.fixture(scope="session")
def new_page(browser: Browser, troubles: list[str]) -> Callable[..., Page]:
    """Open an empty page in a context of its own, which has nothing of other pages."""

    def open_(**options: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", accept_downloads=True, **options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: troubles.append(request.url) if request.url.startswith("http") else None)
        return page

    return open_


@pytest.fixture(scope="session")
def shared_page(new_page: Callable[..., Page]) -> Page:
    return new_page()


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(shared_page: Page, new_page: Callable[..., Page], troubles: list[str], tmp_path: Path) -> Iterator[Visit]:
    """Open a standard's page, or a file, at an address, where nothing is kept; fail at the end if anything went wrong.

    The page is the same for all, since a new one takes longer than most tests. It is a `fresh` one, or one with
    `options` of its context, for a test that changes more than what the browser keeps for the page.
    """
    own: list[Page] = []

    def open_(
        what: Standard | Path, at: str = "", *, size: tuple[int, int] = LAPTOP, fresh: bool = False, **options: Any
    ) -> Page:
        page = shared_page
        if fresh or options:
            page = new_page(**options)
            own.append(page)
        else:
            page.goto("about:blank")
            page.mouse.move(0, 0)
            kept = {"origin": "file://", "storageTypes": "all"}
            page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if isinstance(what, Standard):
            file = tmp_path / "page.html"
            file.write_text(render(Content(what)), encoding="utf-8")
            what = file
        page.goto(f"{what.as_uri()}{at}")
        return page

    yield open_
    for page in own:
        page.context.close()
    found = troubles.copy()
    troubles.clear()
    assert not found


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds. Playwright's own way evaluates text in the page, which its policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


@pytest.fixture
def small() -> Standard:
    """Two options, three duties, five KSBs and an assessment plan."""
    return Standard.model_validate(
        {
            "format": 1,
            "title": "Lamp lighter",
            "reference": "ST0001",
            "version": "1.0",
            "options": [{"number": 1, "title": "Gas"}, {"number": 2, "title": "Oil"}],
            "ksbs": {
                "K1": "How light bends",
                "K2": "The flow of gas",
                "K3": "The grades of oil",
                "S1": "Trim a wick’s end",
                "B1": "Works with care",
            },
            "duties": [
                {"number": 1, "title": "Light lamps", "cites": ["K1", {"S1": "Trim the wick’s end"}, "B1"]},
                {"number": 2, "title": "Open valves", "options": [1], "cites": ["K2", "B1"]},
                {"number": 3, "title": "Fill lamps", "options": [2], "cites": ["K3", {"K1": "How light bends."}]},
            ],
            "assessment": {
                "methods": [
                    {"number": 1, "title": "Interview", "portfolio": True, "ksbs": ["K1", "K2", "K3"]},
                    {"number": 2, "title": "Observation", "ksbs": ["S1", "B1"]},
                ]
            },
        }
    )
