"""What users install: source archive and wheel are complete, and the wheel works without the checkout."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kiframework import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

ROOT = Path(__file__).resolve().parents[1]
DATA = ("framework", "templates")
SAMPLE = ROOT / "examples" / "musterwerk"
GENERATED = (".git", ".venv", "build", "dist", "htmlcov", "__pycache__", ".coverage*", ".*_cache", ".hypothesis")

SKILL_FILE = """\
person: P-001
role: lead-generator
ratings:
  - source: self
    date: 2026-10-12
    levels: {ai-fundamentals: 3, eu-ai-act: 2}
  - source: manager
    date: 2026-10-15
    levels: {ai-fundamentals: 2}
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command in a clean environment and return what it printed."""
    # Without PYTHONPATH and the like nothing leads back to the checkout or to the environment of the tests.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    environment["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def files_of(folder: str) -> set[str]:
    """Return the files of a folder of the checkout, by their path from its top."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


# --- The archives -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive from a copy of the checkout, and the wheel from the source archive."""
    top = tmp_path_factory.mktemp("packaging")
    copy = top / "check out"  # the blank is meant
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*GENERATED))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", top / "dist", copy, cwd=top)
    return top / "dist"


@pytest.fixture(scope="module")
def wheel(archives: Path) -> Path:
    (path,) = archives.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return message_from_string(archive.read(f"kiframework-{__version__}.dist-info/METADATA").decode())


def test_source_archive_holds_everything_needed_to_build_and_test(archives: Path) -> None:
    (path,) = archives.glob("*.tar.gz")
    assert path.name == f"kiframework-{__version__}.tar.gz"
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    single = {"CHANGELOG.md", "LICENSE", "LICENSE-content.md", "Makefile", "README.md", "SECURITY.md", "pyproject.toml"}
    folders = ("src", *DATA, "tests", "examples", "docs", "requirements")
    expected = single.union(*(files_of(folder) for folder in folders))
    assert expected - names == set()


def test_wheel_holds_the_code_and_both_data_folders_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    data = {f"kiframework/_data/{name}" for folder in DATA for name in files_of(folder)}
    code = {name.removeprefix("src/") for name in files_of("src")}
    assert data, "no data: the comparison would prove nothing"
    assert names == data | code


def test_wheel_says_what_it_is(metadata: Message) -> None:
    assert metadata["Name"] == "kiframework"
    assert metadata["Version"] == __version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert metadata.get_all("License-File") == ["LICENSE", "LICENSE-content.md"]


def test_wheel_asks_for_the_core_and_nothing_else(metadata: Message) -> None:
    needed = [Requirement(text) for text in metadata.get_all("Requires-Dist") or []]
    core = {needs.name for needs in needed if needs.marker is None or "extra" not in str(needs.marker)}
    assert core == {"jinja2", "pydantic", "pyyaml", "rich", "typer"}


# --- The installed wheel ----------------------------------------------------------------------------------------------


def closure(requirements: Iterable[str]) -> dict[str, importlib.metadata.Distribution]:
    """Return the installed distributions that the requirements lead to, each by its name."""
    found: dict[str, importlib.metadata.Distribution] = {}
    pending = [(Requirement(text), "") for text in requirements]
    while pending:
        needs, extra = pending.pop()
        name = canonicalize_name(needs.name)
        if needs.marker is not None and not needs.marker.evaluate({"extra": extra}):
            continue
        if name not in found:
            found[name] = importlib.metadata.distribution(name)
        assert needs.specifier.contains(found[name].version, prereleases=True), f"{needs} is not installed"
        wanted = found[name].requires or []
        pending += [(Requirement(text), asked) for text in wanted for asked in ("", *sorted(needs.extras))]
    return found


def copy_distribution(distribution: importlib.metadata.Distribution, target: Path) -> None:
    """Copy what a distribution has installed, scripts left out."""
    for file in distribution.files or []:
        source = Path(str(distribution.locate_file(file)))
        if ".." in file.parts or "__pycache__" in file.parts or not source.is_file():
            continue
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / file)


@pytest.fixture(scope="module")
def bare(wheel: Path, metadata: Message, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scripts of an environment with the wheel and exactly what it declares to need, made offline.

    The dependencies are copied from the environment of the tests, so an import that is not declared fails here.
    """
    top = tmp_path_factory.mktemp("bare")
    run(sys.executable, "-m", "venv", "--without-pip", top, cwd=top)
    variables = {"base": str(top), "platbase": str(top)}
    scripts = Path(sysconfig.get_path("scripts", "venv", variables))
    for distribution in closure(metadata.get_all("Requires-Dist") or []).values():
        copy_distribution(distribution, Path(sysconfig.get_path("purelib", "venv", variables)))
    install = ("install", "--quiet", "--disable-pip-version-check", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", scripts / "python", *install, cwd=top)
    return scripts


def test_nothing_leads_back_to_the_checkout(bare: Path, tmp_path: Path) -> None:
    code = "import sys, kiframework, kiframework.resources as r; print(kiframework.__file__, *sys.path, sep='\\n')\n"
    code += "".join(f"print(r.data_folder({name!r}))\n" for name in DATA)
    lines = run(bare / "python", "-c", code, cwd=tmp_path).splitlines()
    top = bare.parent.resolve()
    places = [Path(line).resolve() for line in (lines[0], *lines[-len(DATA) :])]
    assert all(place.is_relative_to(top) and place.exists() for place in places), places
    assert [line for line in lines if line and Path(line).resolve().is_relative_to(ROOT)] == []
    assert not [
        line for line in lines if line.endswith("site-packages") and not Path(line).resolve().is_relative_to(top)
    ]


def test_the_tools_of_the_tests_are_absent(bare: Path, tmp_path: Path) -> None:
    code = "import importlib.util as u; print([n for n in ('hypothesis', 'packaging', 'pytest') if u.find_spec(n)])"
    assert run(bare / "python", "-c", code, cwd=tmp_path).strip() == "[]"


def test_the_installed_command_says_its_version(bare: Path, tmp_path: Path) -> None:
    assert run(bare / "kiframework", "--version", cwd=tmp_path).split()[-1] == __version__


def test_the_main_job_on_one_person(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "person.yaml").write_text(SKILL_FILE, "utf-8")
    options = ("--format", "json", "--date", "2026-12-01", "--lang", "de", "-o", "out")
    run(bare / "kiframework", "assess", "person.yaml", *options, cwd=tmp_path)
    document = json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))
    assert document["framework"]["id"] == "ki-mittelstand"
    assert document["date"] == "2026-12-01"
    assert document["left_out"] == []
    (assessment,) = document["assessments"]
    assert (assessment["person"], assessment["role"]) == ("P-001", "lead-generator")
    level = {line["competency"]: line["level"] for line in assessment["competencies"]}["ai-fundamentals"]
    assert level["exact"] == "7/3"  # (1 * 3 + 2 * 2) / 3


def test_the_main_job_on_the_sample_company(bare: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "musterwerk")
    formats = [part for name in ("html", "md", "json", "csv") for part in ("--format", name)]
    run(bare / "kiframework", "assess", "musterwerk", *formats, "--date", "2026-12-01", "-o", "out", cwd=tmp_path)
    made = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {path.suffix for path in made} == {".html", ".md", ".json", ".csv"}
    assert [path for path in made if not path.stat().st_size] == []
    document = json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))
    people = {assessment["person"] for assessment in document["assessments"]}
    assert len(people) == len({path.stem[: len("P-000")] for path in (SAMPLE / "skills").glob("P-*.yaml")})
