"""One browser for all tests, and the reports they open."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import pytest
from tests.browser.reports import KINDS, make_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = 1280
"""Width of a usual screen."""
DOTS = 50
"""Dots per inch at which printed pages are looked at."""

_PROBES = Path(__file__).with_name("probes.js").read_text("utf-8")


def missing(reason: str) -> NoReturn:
    """Skip for want of a tool, or fail where tools have been promised."""
    if os.environ.get("KIFRAMEWORK_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and KIFRAMEWORK_REQUIRE_BROWSER asks for it")
    pytest.skip(reason)


@dataclass
class Opened:
    """A report in the browser, with whatever happened while it was open."""

    page: Page
    kind: str
    url: str
    said: list[str] = field(default_factory=list)
    """Lines on the console and uncaught errors."""
    asked: list[str] = field(default_factory=list)
    """Addresses that were requested."""

    def show(
        self,
        width: float = DESK,
        scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
    ) -> Opened:
        """Show the page on another screen, or as on paper."""
        self.page.set_viewport_size({"width": int(width), "height": 900})
        self.page.emulate_media(media=media, color_scheme=scheme)
        return self

    def probe(self, name: str, argument: Any = None) -> Any:
        """Measure something on the page; ``probes.js`` says what there is."""
        return self.page.evaluate(f"argument => ({_PROBES}).{name}(argument)", argument)


@dataclass(frozen=True)
class Reader:
    """Opens reports."""

    browser: Browser
    reports: dict[str, Path]

    @contextmanager
    def opened(self, kind: str, scripts: bool = True) -> Iterator[Opened]:
        """Open a report of a kind, as a file, in a fresh profile."""
        context = self.browser.new_context(java_script_enabled=scripts)
        try:
            page = context.new_page()
            found = Opened(page, kind, self.reports[kind].as_uri())
            page.on("console", lambda line: found.said.append(f"{line.type}: {line.text}"))
            page.on("pageerror", lambda error: found.said.append(f"error: {error}"))
            page.on("request", lambda request: found.asked.append(request.url))
            found.show()
            page.goto(found.url)
            yield found
        finally:
            context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        missing("Chromium is not installed")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(browser, make_reports(tmp_path_factory.mktemp("reports")))


@pytest.fixture(scope="session", params=KINDS)
def shared(request: pytest.FixtureRequest, reader: Reader) -> Iterator[Opened]:
    """Open a report once for all tests that only look at it; pytest runs these one after the other."""
    with reader.opened(request.param) as report:
        yield report


@pytest.fixture
def report(shared: Opened) -> Opened:
    return shared.show()


@pytest.fixture(scope="session")
def printed(shared: Opened, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print a report from a dark screen."""
    path = tmp_path_factory.mktemp("print") / "report.pdf"
    shared.show(scheme="dark", media="print").page.pdf(path=path, prefer_css_page_size=True)
    return Printed(shared.kind, path, shared.probe("ends"))


class Printed:
    """A report on paper."""

    def __init__(self, kind: str, path: Path, ends: list[str]) -> None:
        self.kind = kind
        self.path = path
        self.ends = ends
        """First and last row of every table."""

    @cached_property
    def text(self) -> str:
        """Its text, page by page."""
        return _run("pdftotext", "-raw", str(self.path), "-").decode()

    @cached_property
    def pages(self) -> list[tuple[int, int, bytes]]:
        """Width, height and grey dots of every page."""
        data = _run("pdftoppm", "-gray", "-r", str(DOTS), str(self.path))
        found = []
        while data:
            kind, size, most, rest = data.split(b"\n", 3)
            assert (kind, most) == (b"P5", b"255")
            width, height = map(int, size.split())
            found.append((width, height, rest[: width * height]))
            data = rest[width * height :]
        return found


def _run(tool: str, *arguments: str) -> bytes:
    if shutil.which(tool) is None:
        missing(f"{tool} (of poppler-utils) is not installed")
    return subprocess.run([tool, *arguments], capture_output=True, check=True, timeout=60).stdout
