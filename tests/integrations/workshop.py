"""A repository of a company with real git, and ``kiframework`` on the path as if it had been installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.loading.samples import GARDEN, SKILLS, edited

ROOT = Path(__file__).resolve().parents[2]
NEEDED = pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="needs git and bash")

WRONG_LEVEL = edited(SKILLS, ("digging: 2", "digging: 7"))
"""A skill file with one error, on line 7."""
GIT = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def read_yaml(name: str) -> Any:
    """Return what a file at the top of this repository holds."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Workshop:
    """A repository, and the folder of commands that stand first on the path."""

    folder: Path
    commands: Path
    environment: dict[str, str] = field(default_factory=dict)

    def put(self, **texts: str) -> None:
        """Write YAML files; ``__`` in a name leads into a folder."""
        for name, text in texts.items():
            self.write(f"{name.replace('__', '/')}.yaml", text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def command(self, name: str, script: str) -> None:
        """Put a command on the path."""
        path = self.commands / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def script(self, *lines: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run lines as the machines of GitHub and GitLab do: bash that stops at the first error."""
        return self.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(lines), **environment)

    def git(self, *arguments: str) -> str:
        done = self.run("git", *GIT, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


def opened(top: Path) -> Workshop:
    """Return a repository with a small framework and a skill file that are fine, all of it committed."""
    folder, commands = top / "firm", top / "bin"
    folder.mkdir()
    commands.mkdir()
    # What a build machine or a hook says about itself must not reach from outside into the tests.
    quiet = ("GIT_", "GITHUB_", "RUNNER_", "INPUT_", "CI_", "GITLAB_", "KIFRAMEWORK_", "PRE_COMMIT")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(quiet) and name != "CI"}
    paths = os.pathsep.join([str(commands), os.environ["PATH"]])
    fixed = {"PATH": paths, "SOURCE_DATE_EPOCH": "1796083200", "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1"}
    shop = Workshop(folder, commands, {**inherited, **fixed})
    shop.command("kiframework", f'PYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m kiframework "$@"')
    # Only errors: what rules about content think of the small framework is not the point here.
    shop.write("kiframework.toml", 'framework = "framework"\n[checks]\nselect = ["KIF0", "KIF1", "KIF20"]\n')
    top_file, competencies, others = split(GARDEN)
    shop.put(framework__framework=top_file + others, framework__competencies__all=competencies)
    shop.put(**{"skills__P-001": SKILLS})
    shop.git("init", "--quiet", "--initial-branch", "main")
    shop.git("add", ".")
    shop.git("commit", "--quiet", "--no-verify", "--message", "begin")
    return shop


def split(text: str) -> tuple[str, str, str]:
    """Return a framework without its competencies, the competencies as a file of their own, and the rest."""
    before, _, after = text.partition("competencies:\n")
    inside, _, rest = after.partition("roles:\n")
    return before, "".join(f"{line[2:]}\n" for line in inside.splitlines()), f"roles:\n{rest}"
