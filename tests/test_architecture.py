"""The shape of the house: who imports whom, what start-up may load, how large things may grow."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_folders_are_found() -> None:
    assert SOURCES, "no source files: the tests below would prove nothing"
    assert TEMPLATES, "no templates: the tests below would prove nothing"


# --- Imports ----------------------------------------------------------------------------------------------------------


def test_imports_run_in_one_direction(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True)
    assert status == 0, capsys.readouterr().out


def modules_after(code: str, heavy: set[str]) -> set[str]:
    """Return which of the heavy packages a fresh interpreter has loaded after running the code."""
    report = f"import sys; print('\\nloaded:', *sorted({heavy!r} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stdout.rpartition("loaded:")[2].split())


def test_the_probe_sees_what_is_loaded() -> None:
    assert modules_after("import yaml, rich", {"yaml", "rich", "jinja2"}) == {"yaml", "rich"}


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        pytest.param(
            "import sys; sys.argv = ['kiframework', '--version']\n"
            "from kiframework.__main__ import main\n"
            "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code",
            {"jinja2", "pydantic", "rich", "typer", "yaml"},
            id="--version",
        ),
        pytest.param(
            "from kiframework.cli.app import make_app\n"
            "from kiframework.cli.commands import COMMANDS\n"
            "make_app(COMMANDS)",
            {"jinja2", "numpy", "polars", "pyarrow", "pydantic", "pyspark", "rich", "yaml"},
            id="import of the commands",
        ),
        pytest.param(
            "from kiframework.cli.app import run\nassert run(['--help']) == 0",
            {"kiframework.cli.assess", "kiframework.cli.bulk", "kiframework.cli.show", "pydantic"},
            id="--help",
        ),
        pytest.param(
            "from kiframework.cli.app import run\n"
            "assert run(['assess', 'examples/musterwerk', '--date', '2026-12-01', '--format', 'json']) == 0",
            {"kiframework.cli.bulk", "kiframework.cli.show", "numpy", "polars", "pyarrow", "pyspark"},
            id="assess",
        ),
        pytest.param(
            "import pathlib, tempfile\n"
            "from kiframework.cli.app import run\n"
            "with tempfile.TemporaryDirectory() as folder:\n"
            "    table = pathlib.Path(folder, 'people.csv')\n"
            "    table.write_text('person,eu-ai-act\\nP-001,3\\n')\n"
            "    assert run(['bulk', 'score', str(table), '-o', f'{folder}/result']) == 0",
            {
                "jinja2",
                "kiframework.api.assess",
                "kiframework.api.targets",
                "kiframework.model.pilot",
                "kiframework.model.questions",
                "kiframework.rules.catalogue",
                "pandas",
                "pyarrow.compute",
                "pyspark",
            },
            id="bulk score",
        ),
    ],
)
def test_start_up_loads_nothing_heavy(code: str, heavy: set[str]) -> None:
    assert modules_after(code, heavy) == set()


# --- Size -------------------------------------------------------------------------------------------------------------


def test_no_file_is_too_long() -> None:
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def functions(path: Path) -> list[tuple[str, int]]:
    """Return name and length of every function of a file, decorators and docstring included."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            end = node.end_lineno
            assert end is not None
            found.append((f"{relative(path)}:{node.lineno} {node.name}", end - start + 1))
    return found


def test_no_function_is_too_long() -> None:
    lengths = [item for path in SOURCES for item in functions(path)]
    assert [item for item in lengths if item[1] > LONGEST_FUNCTION] == []


def test_no_drawer_for_leftovers() -> None:
    drawers = {"common", "helper", "helpers", "misc", "util", "utils"}
    assert [relative(path) for path in SOURCES if path.stem in drawers] == []


# --- Templates load nothing -------------------------------------------------------------------------------------------

# What may name an address without fetching it: namespaces, and links that a reader may follow.
NOT_FETCHED = re.compile(r"""\bxmlns(:\w+)?=(["'])[^"']*\2|<a\s[^>]*>|\{#.*?#\}|ObjectURL\(""", re.DOTALL)
FETCHED = re.compile(
    r"""(?P<address>https?://|(?<![:\w])//[\w-]+\.)"""
    r"""|(?P<tag><(?:script|link|iframe|object|embed|base)\b)"""
    r"""|(?P<css>@import|url\((?!\s*["']?(?:data:|\#)))""",
    re.IGNORECASE,
)


def fetches(text: str) -> list[str]:
    """Return what a browser would load, or run, if it met this text in a page."""
    return [found[0] for found in FETCHED.finditer(NOT_FETCHED.sub("", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg">', []),
        ('<a href="https://example.org/law">', []),
        ("background: url(data:image/png;base64,AA==)", []),
        ('<img src="https://example.org/x.png">', ["https://"]),
        ('<img src="//cdn.example.org/x.png">', ["//cdn."]),
        ("@import 'fonts.css'; src: url(font.woff2)", ["@import", "url("]),
        ("<script>alert(1)</script>", ["<script"]),
    ],
)
def test_the_check_for_fetches(text: str, expected: list[str]) -> None:
    assert fetches(text) == expected


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_templates_load_nothing(path: Path) -> None:
    # The form is the only page with scripts: its data and its one script, both inside.
    scripts = ["<script", "<script"] if path.name == "quickcheck.html.j2" else []
    assert fetches(path.read_text("utf-8")) == scripts


REACHING_OUT = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(", "Worker")
KEEPING = ("localStorage", "sessionStorage", "indexedDB", "cookie", "caches")
RUNNING_TEXT = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", ".style")


@pytest.mark.parametrize("word", REACHING_OUT + KEEPING + RUNNING_TEXT)
def test_the_script_of_the_form_neither_connects_nor_keeps_nor_runs_text(word: str) -> None:
    assert word not in (ROOT / "templates" / "quickcheck.js").read_text("utf-8")
