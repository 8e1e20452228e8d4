"""``ci/gitlab.yml``: its job, run line by line as a runner of GitLab runs it; only pip is a stand-in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from tests.integrations.workshop import NEEDED, WRONG_LEVEL, read_yaml

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from tests.integrations.workshop import Workshop

pytestmark = NEEDED
JOB = "kiframework-validate"


@pytest.fixture
def template() -> Any:
    return read_yaml("ci/gitlab.yml")


def run_job(shop: Workshop, template: Any, **variables: str) -> CompletedProcess[str]:
    shop.command("python3", 'printf "%s\\n" "$@" > pip-call')
    own = {**template["variables"], "KIFRAMEWORK_PACKAGE": "kiframework-1.0.0.whl"}
    known = {"CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(shop.folder), **own}
    lines = [*template[JOB]["before_script"], *template[JOB]["script"]]
    return shop.script(*lines, **{**known, **variables})


def test_the_template_holds_one_job_and_its_settings(template: Any) -> None:
    assert set(template) == {"variables", JOB}
    assert all(name.startswith("KIFRAMEWORK_") for name in template["variables"])
    scripts = " ".join([*template[JOB]["before_script"], *template[JOB]["script"]])
    assert all(f"${name}" in scripts for name in template["variables"])


def test_findings_reach_the_log_and_both_reports(shop: Workshop, template: Any) -> None:
    shop.put(**{"skills__P-001": WRONG_LEVEL})
    done = run_job(shop, template)
    assert done.returncode == 1
    assert "KIF104" in done.stdout
    assert "skills/P-001.yaml:7:" in done.stdout
    reports = template[JOB]["artifacts"]["reports"]
    (finding,) = json.loads((shop.folder / reports["codequality"]).read_text("utf-8"))
    assert finding["check_name"].startswith("KIF104")
    assert finding["location"]["path"] == "skills/P-001.yaml"
    assert finding["location"]["lines"]["begin"] == 7
    assert finding["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert len(finding["fingerprint"]) >= 32
    suites = ET.parse(shop.folder / reports["junit"]).getroot()
    assert [one.get("message") or "" for one in suites.iter("failure")]


def test_a_clean_repository_leaves_empty_reports(shop: Workshop, template: Any) -> None:
    done = run_job(shop, template)
    assert done.returncode == 0, done.stdout + done.stderr
    reports = template[JOB]["artifacts"]["reports"]
    assert json.loads((shop.folder / reports["codequality"]).read_text("utf-8")) == []
    assert [*ET.parse(shop.folder / reports["junit"]).getroot().iter("failure")] == []


def test_artifacts_are_kept_whatever_was_found(template: Any) -> None:
    artifacts = template[JOB]["artifacts"]
    assert artifacts["when"] == "always"
    assert set(artifacts["reports"].values()) == set(artifacts["paths"])


def test_variables_choose_package_paths_and_options(shop: Workshop, template: Any) -> None:
    shop.put(**{"skills__P-001": WRONG_LEVEL})
    assert run_job(shop, template, KIFRAMEWORK_PATHS="framework").returncode == 0
    assert run_job(shop, template, KIFRAMEWORK_PATHS="framework skills").returncode == 1
    assert run_job(shop, template, KIFRAMEWORK_ARGS="--ignore KIF104 --fail-on warning").returncode == 0
    refused = run_job(shop, template, KIFRAMEWORK_PACKAGE="")
    assert "set it to what pip is to install" in refused.stderr
    run_job(shop, template, KIFRAMEWORK_PACKAGE="kiframework==1.0.0")
    assert (shop.folder / "pip-call").read_text("utf-8").splitlines()[-1] == "kiframework==1.0.0"
