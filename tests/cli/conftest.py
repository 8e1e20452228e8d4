"""A workplace of its own for every test, and the command line without a process of its own."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
from tests.loading.samples import GARDEN

from kiframework.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

FIRST_OF_DECEMBER_2026 = "1796083200"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str


class Kif(Protocol):
    """Runs ``kiframework`` with arguments; no run may ever show a traceback."""

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Outcome: ...


@pytest.fixture(autouse=True)
def _no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget where the tests run: what a CI service says about itself changes the output."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "KIFRAMEWORK_OUTPUT_FORMAT", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder with the small framework in it; it is the first of December 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_DECEMBER_2026)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "garden.yaml").write_text(GARDEN, "utf-8")
    return tmp_path


@pytest.fixture
def kif(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kif:  # noqa: ARG001
    def call(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(one) for one in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Outcome(code, out, err)

    return call
