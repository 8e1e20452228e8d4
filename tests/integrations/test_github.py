"""``action.yml``: its script, run as a runner of GitHub runs it; only pip is a stand-in."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.integrations.workshop import NEEDED, ROOT, WRONG_LEVEL, read_yaml
from tests.loading.samples import SKILLS, edited

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

    from tests.integrations.workshop import Workshop

pytestmark = NEEDED

EXPRESSION = re.compile(r"\$\{\{\s*inputs\.([a-z-]+)\s*\}\}")
# Notes how pip is called, and runs everything else; what pip would have put there comes from this checkout.
PYTHON = """\
case " $* " in *" -m pip "*) printf '%s\\n' "$@" > "$RUNNER_TEMP/pip"; exit "${PIP_ENDS_WITH:-0}" ;; esac
case " $* " in *" -m kiframework "*)
  printf '%s' "$PYTHONPATH" > "$RUNNER_TEMP/path"
  export PYTHONPATH="{source}" ;;
esac
exec "{python}" "$@"
"""


@pytest.fixture
def action() -> Any:
    return read_yaml("action.yml")


@pytest.fixture
def runner(shop: Workshop, tmp_path: Path) -> Workshop:
    """Return the repository on a machine with Python and nothing else."""
    script = PYTHON.replace("{source}", str(ROOT / "src")).replace("{python}", sys.executable)
    shop.command("python3", script)
    shop.command("kiframework", "exit 97")
    temporary = tmp_path / "runner temp"
    temporary.mkdir()
    known = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(temporary)}
    shop.environment.update(known, GITHUB_WORKSPACE=str(shop.folder), RUNNER_OS="Linux")
    return shop


def run_action(
    runner: Workshop, action: Any, environment: dict[str, str] | None = None, **given: str
) -> CompletedProcess[str]:
    """Run the steps with the inputs given, the others at their defaults."""
    values = {name: given.pop(name.replace("-", "_"), one["default"]) for name, one in action["inputs"].items()}
    assert not given
    (step,) = action["runs"]["steps"]
    variables = {name: EXPRESSION.sub(lambda found: values[found[1]], text) for name, text in step["env"].items()}
    return runner.script(step["run"], **variables, **(environment or {}))


def test_the_action_is_made_of_scripts_that_no_input_is_written_into(action: Any) -> None:
    assert action["runs"]["using"] == "composite"
    used = set()
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        used |= {name for text in step["env"].values() for name in EXPRESSION.findall(text)}
        assert all(name in step["run"] for name in step["env"] if name.startswith("INPUT_"))
    assert used == set(action["inputs"])
    assert all(one["description"] and not one["required"] for one in action["inputs"].values())


def test_the_action_installs_its_own_checkout_beside_everything_else(runner: Workshop, action: Any) -> None:
    done = run_action(runner, action)
    assert done.returncode == 0, done.stdout + done.stderr
    folder = f"{runner.environment['RUNNER_TEMP']}/kiframework"
    called = (runner.folder.parent / "runner temp" / "pip").read_text("utf-8").splitlines()
    assert called[:4] == ["-P", "-m", "pip", "install"]
    assert called[-3:] == ["--target", folder, str(ROOT)]
    assert (runner.folder.parent / "runner temp" / "path").read_text("utf-8") == folder


def test_findings_become_annotations(runner: Workshop, action: Any) -> None:
    runner.put(**{"skills__P-001": WRONG_LEVEL})
    done = run_action(runner, action)
    assert done.returncode == 1
    assert re.search(r"^::error file=skills/P-001\.yaml,line=7,.*KIF104", done.stdout, re.MULTILINE), done.stdout


def test_paths_stand_one_a_line_and_may_hold_blanks(runner: Workshop, action: Any) -> None:
    runner.put(**{"skills__P-001": WRONG_LEVEL, "team nord__P-002": edited(SKILLS, ("P-001", "P-002"))})
    assert run_action(runner, action, paths="team nord\nframework\n").returncode == 0
    assert run_action(runner, action, paths="team nord\nskills/P-001.yaml").returncode == 1


def test_options_reach_the_command(runner: Workshop, action: Any) -> None:
    runner.put(**{"skills__P-001": WRONG_LEVEL})
    assert run_action(runner, action, args="--ignore KIF104").returncode == 0
    assert run_action(runner, action, args="--exit-zero\n--output-format concise").returncode == 0
    assert run_action(runner, action, args="--no-such-option").returncode == 2


def test_a_sarif_file_is_written_on_request(runner: Workshop, action: Any) -> None:
    runner.put(**{"skills__P-001": WRONG_LEVEL})
    done = run_action(runner, action, sarif_file="findings.sarif")
    assert done.returncode == 1
    assert "::error file=skills/P-001.yaml" in done.stdout
    report = json.loads((runner.folder / "findings.sarif").read_text("utf-8"))
    assert report["version"] == "2.1.0"
    places = [one["locations"][0]["physicalLocation"] for one in report["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"skills/P-001.yaml"}


@pytest.mark.parametrize(
    "hostile", ["$(touch taken)", "`touch taken`", "; touch taken", "' ; touch taken #", "-o json=taken"]
)
def test_an_input_is_never_a_command(runner: Workshop, action: Any, hostile: str) -> None:
    done = run_action(runner, action, paths=f".\n{hostile}", sarif_file=f"{hostile}.sarif")
    assert done.returncode == 2
    run_action(runner, action, args=hostile if not hostile.startswith("-o") else "")
    assert not (runner.folder / "taken").exists()


def test_modules_of_the_checked_repository_are_not_taken_for_ours(runner: Workshop, action: Any) -> None:
    for name in ("yaml.py", "typer.py", "kiframework.py", "pip.py"):
        runner.write(name, "raise SystemExit(55)\n")
    assert run_action(runner, action).returncode == 0


def test_a_machine_without_a_new_enough_python_is_told_what_to_do(runner: Workshop, action: Any) -> None:
    runner.command("python3", "exit 1")
    runner.command("python", "exit 1")
    done = run_action(runner, action)
    assert done.returncode == 2
    assert "::error title=kiframework::Python 3.11" in done.stdout


def test_a_failed_installation_ends_the_step(runner: Workshop, action: Any) -> None:
    done = run_action(runner, action, {"PIP_ENDS_WITH": "1"})
    assert done.returncode == 1
    assert not (runner.folder.parent / "runner temp" / "path").exists()
