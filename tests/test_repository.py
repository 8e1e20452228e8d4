"""What the repository must never hold, and what its documents promise."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from kiframework import __version__

ROOT = Path(__file__).resolve().parents[1]
GENERATED = {".git", ".venv", "build", "dist", "htmlcov", "__pycache__", ".hypothesis"}
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@cache
def tracked() -> tuple[Path, ...]:
    """Return what is, or is about to be, under version control; without git, whatever is not generated."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
        names = [os.fsdecode(name) for name in listing.split(b"\0") if name]
        return tuple(path for name in sorted(set(names)) if (path := ROOT / name).is_file())
    found = (path for path in sorted(ROOT.rglob("*")) if path.is_file())
    return tuple(path for path in found if not is_generated(path.relative_to(ROOT).parts))


def is_generated(parts: tuple[str, ...]) -> bool:
    return bool(GENERATED & set(parts)) or any(
        part.endswith("_cache") or part.startswith(".coverage") for part in parts
    )


@cache
def texts() -> dict[str, str]:
    """Return path -> content of every text file; pictures and the like are left out."""
    found = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def documents() -> dict[str, str]:
    return {path: text for path, text in texts().items() if path.endswith(".md") and not path.startswith("tests/")}


# --- What must never be in here ---------------------------------------------------------------------------------------

# Assembled from pieces, so that this file does not hold what it looks for.
ADDRESS_OF_INDEX = [
    "python" + "hosted",
    "//py" + "pi.",
    "//test.py" + "pi.",
    "registry." + "npm",
    "npm" + "js.org",
    "deb." + "debian.org",
    "debian.org" + "/debian",
    "--index" + "-url ",
    "--extra-index" + "-url ",
    "--find" + "-links ",
]
PATH_OF_MACHINE = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/ho" + "me/",
    "/Us" + "ers/",
    "C:" + "\\Us",
    "/opt/" + "wheels",
    "/tm" + "p/",
]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "lorem" + " ipsum", "<" * 7 + " ", ">" * 7 + " "]

# What finds such marks in frameworks has to name them.
ABOUT_PLACEHOLDERS = (
    "src/kiframework/model/checks.py",
    "src/kiframework/rules/content/missing_language.py",
    "src/kiframework/rules/content/placeholder_text.py",
    "tests/api/test_fixes.py",
    "tests/fuzz/mutations.py",
    "tests/rules/content_cases.py",
    "docs/checks.md",
)

# Names of persons and firms in the framework's source, as SHA-256 of the word in small letters: the list must not name
# them itself.
NAMES = {
    "03b4638c8dd1995dc9e0f98cf9f2717e21af388281344fb42e85dfb0c0d162c5",
    "a332d41d94ad02a80027f2f8853d4760639ce6f86b875dcbcd22c6fd01c195a0",
    "8d4321d936320802386311d254c4af52951abb880b47fb077edf3d89c150b289",
}


def holding(pieces: list[str]) -> list[str]:
    """Return path and line of everything that holds one of the pieces."""
    pattern = re.compile("|".join(map(re.escape, pieces)))
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts().items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def digest(word: str) -> str:
    return hashlib.sha256(word.lower().encode()).hexdigest()


def test_the_repository_is_found() -> None:
    assert {"pyproject.toml", "tests/test_repository.py", "src/kiframework/__init__.py"} <= set(texts())


def test_no_address_of_a_package_index() -> None:
    assert holding(ADDRESS_OF_INDEX) == []


def test_no_path_of_a_machine() -> None:
    assert holding(PATH_OF_MACHINE) == []


def test_nothing_unfinished() -> None:
    assert [line for line in holding(UNFINISHED) if not line.startswith(ABOUT_PLACEHOLDERS)] == []


def test_no_names_from_the_source() -> None:
    found = {
        path: [word for word in set(re.findall(r"\w+", text)) if digest(word) in NAMES]
        for path, text in texts().items()
    }
    assert {path: words for path, words in found.items() if words} == {}


def test_nothing_generated_is_tracked() -> None:
    assert [path for path in texts() if is_generated(tuple(path.split("/")))] == []


@pytest.mark.parametrize("name", ["dev.txt", "spark.txt"])
def test_pins_have_hashes_and_nothing_else(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert pins
    for number in pins:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+( ; .+)? \\$", lines[number]), lines[number]
        assert re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", lines[number + 1]), lines[number]
    known = re.compile(r"[a-z0-9].* \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$| *# ([^/]|requirements/)*$")
    assert [line for line in lines if not known.match(line)] == []


# --- What documents say -----------------------------------------------------------------------------------------------


def test_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## \[([^]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", texts()["CHANGELOG.md"], re.MULTILINE)
    released = [(version, day) for version, day in versions if version != "Unreleased"]
    assert released[0][0] == __version__
    assert all(day for _, day in released), "a released version has its day"


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decisions_have_their_parts(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]}: ")
    assert re.search(r"^Status: (accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def anchor(heading: str) -> str:
    """Return the anchor that Markdown viewers give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def leads_somewhere(path: str, target: str) -> bool:
    file, _, fragment = target.partition("#")
    place = (ROOT / path).parent / file if file else ROOT / path
    if not fragment or not place.is_file():
        return place.exists()
    headings = re.findall(r"^#+ (.+)$", place.read_text("utf-8"), re.MULTILINE)
    return fragment in map(anchor, headings)


def test_links_between_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\(<?(?![a-z]+:)([^)\s>]+)>?(?:\s[^)]*)?\)")
    links = [(path, target) for path, text in documents().items() for target in link.findall(without_code(text))]
    assert [(path, target) for path, target in links if not leads_somewhere(path, target)] == []


def framework_ids(folder: str) -> set[str]:
    files = (ROOT / "framework" / folder).glob("*.yaml")
    return {
        found for file in files for found in re.findall(r"^([a-z][a-z0-9-]*):", file.read_text("utf-8"), re.MULTILINE)
    }


def test_ids_in_documents_exist() -> None:
    roles, competencies = framework_ids("roles"), framework_ids("competencies")
    assert roles
    assert competencies
    commands = [(r"--role[ =]([a-z][\w-]*)", roles), (r"kiframework show role ([a-z][\w-]*)", roles)]
    commands += [(r"kiframework show competency ([a-z][\w-]*)", competencies)]
    unknown = [
        f"{path}: {name}"
        for path, text in documents().items()
        for pattern, known in commands
        for name in re.findall(pattern, text)
        if name not in known
    ]
    assert unknown == []


def test_codes_in_documents_exist() -> None:
    code = re.compile(r"\bKIF\d{3}\b")
    known = {found for path, text in texts().items() if path.startswith("src/") for found in code.findall(text)}
    unknown = {path: set(code.findall(text)) - known for path, text in documents().items()}
    assert {path: codes for path, codes in unknown.items() if codes} == {}


def test_make_targets_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", texts()["Makefile"], re.MULTILINE))
    command = re.compile(r"(?:`|^\s*\$? ?)make ([a-z]+)\b", re.MULTILINE)
    named = {name for text in documents().values() for name in command.findall(text)}
    assert named - targets == set()
