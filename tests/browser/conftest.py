"""A browser for each file, a Constellation and its windows for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch_options
from tests.browser.served import served
from tests.browser.window import Window

Windows = Callable[..., Window]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[str]:
    """The address of a Constellation without anybody in it."""
    with served(tmp_path / "var") as address:
        yield address


@pytest.fixture
def windows(browser: Browser, house: str) -> Iterator[Windows]:
    """Opens windows on it; at the end none has seen a fault, a foreign request or a blocked resource."""
    opened: list[Window] = []
    with _context(browser) as fresh:

        def window(locale: str = "en", size: tuple[int, int] = (1280, 800)) -> Window:
            opened.append(Window(fresh(locale, size), house, locale))
            return opened[-1]

        yield window
        faults = [fault for each in opened for fault in each.faults]
    assert not faults, faults


@contextmanager
def _context(browser: Browser) -> Iterator[Callable[..., object]]:
    contexts = []

    def fresh(locale: str, size: tuple[int, int]) -> object:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=f"{locale}-CA", timezone_id="America/Edmonton"
        )
        contexts.append(context)
        return context.new_page()

    yield fresh
    for context in contexts:
        context.close()
