"""Skill files for the small framework, and the command line as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MUSTERWERK = ROOT / "examples" / "musterwerk"

GARDEN = ("--framework", "garden.yaml")
FIT = {"digging": "3", "composting": "3", "pruning": "3"}
OPEN = {"digging": "0", "composting": "3", "pruning": "3"}


def skills(person: str = "P-001", role: str | None = "gardener", levels: dict[str, str] = FIT, extra: str = "") -> str:
    """Return a skill file in which the boss has rated somebody."""
    rated = ", ".join(f"{name}: {level}" for name, level in levels.items())
    named = f"role: {role}\n" if role else ""
    return f"person: {person}\n{named}ratings:\n- {{source: boss, date: 2026-11-20, levels: {{{rated}}}}}\n{extra}"


def put(folder: Path, **texts: str) -> None:
    """Write files; ``__`` in a name leads into a folder."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def put_settings(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kiframework.toml").write_text(text, "utf-8")


def files_below(folder: Path) -> dict[str, bytes]:
    """Return name and content of everything below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def start(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own on the first of December 2026."""
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    settings = {**os.environ, "SOURCE_DATE_EPOCH": "1796083200", "PYTHONPATH": paths, **environment}
    command = [sys.executable, "-m", "kiframework", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=settings, capture_output=True, check=False, timeout=120)
