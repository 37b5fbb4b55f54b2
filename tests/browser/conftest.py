"""A real Chromium with no network.  Without one the tests are skipped, under CI they fail."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhengtu.view import page

sys.path.insert(0, str(Path(__file__).parents[1]))  # the fixtures lie beside the other tests
from view_readings import readings, store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def _refuse(reason: str) -> None:
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        _refuse("no Chromium on the PATH")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  may be missing
    except ImportError:
        _refuse("playwright is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], Page]]:
    """Open a page from disk with the network off; nothing may reach out or go wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    faults: list[str] = []

    def open_page(html: str) -> Page:
        file = tmp_path / "graph.html"
        file.write_text(html, encoding="utf-8")
        tab = context.new_page()
        tab.on("request", lambda request: _note(faults, request.url, file.as_uri()))
        tab.on("console", lambda message: faults.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: faults.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: (faults.append("dialog"), dialog.dismiss()))
        tab.goto(file.as_uri())
        return tab

    yield open_page
    context.close()
    assert not faults


def _note(faults: list[str], url: str, own: str) -> None:
    if not url.startswith((own, "data:")):
        faults.append(f"request: {url}")


@pytest.fixture(scope="session")
def html() -> str:
    return page(store_of(*readings()))


@pytest.fixture
def tab(show: Callable[[str], Page], html: str) -> Page:
    return show(html)
