"""Sets up what is measured: a fresh environment with the wheel in it, as a user would get it."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from measure import environment

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
SAMPLE = ROOT / "examples" / "musterwerk"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and with what to measure."""

    python: Path
    """Interpreter of the environment kiframework is installed in."""
    peers: Path
    """Interpreter of the environment other tools are installed in."""
    folder: Path
    """Empty folder for generated data and for output."""
    rounds: int
    """Rounds of short commands; long ones take ``rounds`` too unless they say otherwise."""

    @property
    def kiframework(self) -> Path:
        """The console script that pip wrote."""
        return self.python.with_name("kiframework")


def make_environment(folder: Path) -> Path:
    """Make an environment with the newest pip, install the wheel into it, and return its interpreter.

    Dependencies come in the versions that ``requirements/dev.txt`` pins.
    """
    python = folder / "environment" / "bin" / "python"
    wheels = folder / "wheels"
    _call(sys.executable, "-m", "venv", folder / "environment")
    _call(python, "-m", "pip", "install", "--quiet", "--upgrade", "pip")
    _call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT)
    pins = folder / "pins.txt"
    # Without the hashes: pip could not check one for the wheel that was just built.
    found = re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / "requirements" / "dev.txt").read_text("utf-8"), re.MULTILINE)
    pins.write_text("\n".join(found), encoding="utf-8")
    _call(
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "-c",
        pins,
        *(f"{wheel}[bulk,curriculum,excel]" for wheel in wheels.glob("*.whl")),
    )
    return python


def _call(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], env=environment(), check=True)


def versions(python: Path, *names: str) -> dict[str, str]:
    """Return the installed versions of some distributions; those that are missing are left out."""
    code = (
        "import importlib.metadata as m, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try: print(name, m.version(name))\n"
        "    except m.PackageNotFoundError: pass"
    )
    done = subprocess.run([python, "-c", code, *names], capture_output=True, text=True, check=True, env=environment())
    return dict(line.split() for line in done.stdout.splitlines())


def describe(setting: Setting) -> str:
    """Return one line about machine and versions."""
    known = versions(setting.python, "kiframework", "typer", "pydantic", "pyyaml", "rich", "jinja2", "pip")
    return f"{_processor()}, {platform.system()}, Python {platform.python_version()}; " + ", ".join(
        f"{name} {version}" for name, version in known.items()
    )


def _processor() -> str:
    import os

    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", info.read_text()) if info.is_file() else None
    return f"{found[1] if found else platform.machine()}, {os.cpu_count()} cores"
