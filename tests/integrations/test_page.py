"""``docs/editors-and-ci.md``: what it shows fits together, and its commands run in a shell."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.integrations.workshop import NEEDED, ROOT, read_yaml
from tests.test_readme import Block, blocks

from kiframework import __version__
from kiframework.cli.schema import Document

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.integrations.workshop import Workshop

PAGE = ROOT / "docs" / "editors-and-ci.md"
PRINTED = (
    Document.ASSESSMENT,
    Document.DIFF,
    Document.CURRICULUM,
    Document.TRAINING,
    Document.PILOTS,
    Document.STANDING,
    Document.POPULATION,
)
EDITED = [document.value for document in Document if document not in PRINTED]


def schema_of(path: Path) -> str:
    """Return the schema for a file of a framework."""
    parts = path.relative_to(ROOT / "framework").parts
    if parts[0] == "training":
        return "catalogue" if parts[1] == "catalogue.yaml" else "modules"
    if parts[0] == "pilots":
        return "method" if parts[1] == "method.yaml" else "templates"
    return parts[0] if len(parts) > 1 else "framework"


def shown(title: str) -> str:
    (block,) = (block for block in blocks(PAGE) if block.title == title)
    return block.text


def scripts() -> list[Block]:
    return [block for block in blocks(PAGE) if block.language == "bash"]


@NEEDED
def test_the_commands_of_the_page_run(shop: Workshop) -> None:
    done: list[subprocess.CompletedProcess[str]] = [shop.script(block.text) for block in scripts()]
    assert [(one.returncode, one.stderr) for one in done if one.returncode] == []
    assert len(done) == 2
    written = {path.name for path in (shop.folder / "schemas").iterdir()}
    assert written == {f"{name}.schema.json" for name in EDITED}
    assert (shop.folder / "kiframework.xml").is_file()


def test_the_line_in_a_file_leads_to_its_schema() -> None:
    title = "skills/P-001.yaml"
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", shown(title))
    assert found
    assert (PurePosixPath(title).parent / found[1]).as_posix() == "skills/../schemas/skills.schema.json"


def test_the_settings_name_every_schema_and_the_files_it_is_for() -> None:
    associations = json.loads(shown(".vscode/settings.json"))["yaml.schemas"]
    # An overlay lies where a framework lies: it names its schema in its first line.
    by_folder = set(EDITED) - {Document.OVERLAY.value}
    assert set(associations) == {f"schemas/{name}.schema.json" for name in by_folder}
    for path in sorted((ROOT / "framework").rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        fitting = [schema for schema, pattern in associations.items() if fits(name, pattern)]
        kind = schema_of(path)
        assert fitting == [f"schemas/{kind}.schema.json"]


def fits(name: str, pattern: str) -> bool:
    folder, stars, _ = pattern.partition("**/*.yaml")
    return name.startswith(folder) and name.endswith(".yaml") if stars else name == pattern


def test_the_hook_of_the_page_exists() -> None:
    (repository,) = yaml.safe_load(shown(".pre-commit-config.yaml"))["repos"]
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    assert [one["id"] for one in repository["hooks"]] == [hook["id"]]
    assert repository["rev"] == f"v{__version__}"


def rows(heading: str) -> dict[str, str]:
    """Return name and default of the rows of the first table below a heading."""
    section = PAGE.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([\w-]+)` \| (.+?) \| ", section, re.MULTILINE))


def default(value: str) -> str:
    return f"`{value}`" if value else "none"


def test_the_action_is_documented_input_by_input() -> None:
    inputs = read_yaml("action.yml")["inputs"]
    assert rows("GitHub") == {name: default(one["default"]) for name, one in inputs.items()}
    workflow: Any = yaml.safe_load(shown(".github/workflows/kiframework.yml"))
    used = workflow["jobs"]["validate"]["steps"][-1]
    assert used["uses"].endswith(f"/kiframework@v{__version__}")
    assert set(used["with"]) <= set(inputs)


PACKAGE = "KIFRAMEWORK_PACKAGE"


def test_the_template_is_documented_variable_by_variable() -> None:
    variables = read_yaml("ci/gitlab.yml")["variables"]
    assert rows("GitLab") == {**{name: default(value) for name, value in variables.items()}, PACKAGE: "to be set"}
    settings = yaml.safe_load(shown(".gitlab-ci.yml"))
    (included,) = settings["include"]
    assert (ROOT / included["file"]).is_file()
    assert included["ref"] == f"v{__version__}"
    assert set(settings["variables"]) <= set(variables)


@pytest.mark.parametrize("document", Document)
def test_every_schema_is_named(document: Document) -> None:
    assert f"`{document.value}`" in PAGE.read_text("utf-8")
