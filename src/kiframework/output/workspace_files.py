"""The files of a new workspace, and of a new pilot in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output import editor_schema
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILES = {
    "kiframework.toml": "kiframework.toml",
    "framework/framework.yaml": "framework.yaml",
    "skills/P-001.yaml": "skills.yaml",
    ".gitignore": "gitignore",
    "README.md": "README.md",
}
"""File of the workspace -> template."""
_CI = {"github": (".github/workflows/kiframework.yml", "github.yml"), "gitlab": (".gitlab-ci.yml", "gitlab.yml")}


def workspace_files(values: Mapping[str, object], ci: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file; ``ci`` is ``github``, ``gitlab`` or None."""
    from kiframework.output.sandbox import environment

    templates = environment([data_folder("templates") / "workspace"], str)
    wanted = {**_FILES, **dict([_CI[ci]] if ci else [])}
    for name, template in wanted.items():
        yield name, templates.get_template(f"{template}.j2").render(values).encode()
    yield "schemas/overlay.schema.json", editor_schema.render_overlay_schema().encode()
    yield "schemas/skills.schema.json", editor_schema.render_skills_schema().encode()


def pilot_file(values: Mapping[str, object], lang: str) -> bytes:
    """Return the file of a new pilot, with what has to be filled in."""
    from kiframework.output.sandbox import environment

    templates = environment([data_folder("templates") / "workspace"], str)
    return templates.get_template("pilot.yaml.j2").render({**values, "lang": lang}).encode()
