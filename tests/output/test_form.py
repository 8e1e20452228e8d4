"""The form as a file: nothing of a key in it, a policy that fits its two blocks, and the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.api.quiz import QUESTIONS, put_garden
from tests.browser.forms import BASELINE, GARDEN, write_form

from kiframework.api.questionnaire import prepare
from kiframework.output.edition import Branding

if TYPE_CHECKING:
    from pathlib import Path


def block(page: str, opening: str, tag: str) -> str:
    found = re.search(rf"<{re.escape(opening)}>(.*?)</{tag}>", page, re.DOTALL)
    assert found is not None
    return found[1]


def data(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(block(page, 'script type="application/json" id="data"', "script"))
    return found


def test_the_policy_allows_the_two_blocks_of_the_page_and_nothing_else(tmp_path: Path) -> None:
    page = write_form(tmp_path, GARDEN).read_text("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert found is not None

    def hashed(text: str) -> str:
        return f"&#39;sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}&#39;"

    assert found[1].split("; ") == [
        "default-src &#39;none&#39;",
        f"style-src {hashed(block(page, 'style', 'style'))}",
        f"script-src {hashed(block(page, 'script', 'script'))}",
        "base-uri &#39;none&#39;",
        "form-action &#39;none&#39;",
    ]


def test_a_logo_may_be_shown_and_comes_from_the_page_itself(tmp_path: Path) -> None:
    page = write_form(tmp_path, GARDEN, Branding(company="Garden Ltd", logo="data:image/png;base64,AA==")).read_text(
        "utf-8"
    )
    assert "; img-src data:; " in page
    assert '<img src="data:image/png;base64,AA==" alt="Garden Ltd">' in page


def test_keys_do_not_change_a_single_byte(tmp_path: Path) -> None:
    before = write_form(tmp_path, GARDEN).read_bytes()
    other = QUESTIONS.replace("key: 1", "key: 7").replace("key: 2", "key: 1").replace("key: 7", "key: 2")
    other = other.replace("key: 1\n      rationale: {en: It lifts", "key: 3\n      rationale: {en: It lifts")
    assert other.count("key: 2") == QUESTIONS.count("key: 1")
    put_garden(tmp_path, questions=other.replace("right_from: 2", "right_from: 1"))
    assert write_form(tmp_path, GARDEN).read_bytes() == before


def test_the_same_request_makes_the_same_bytes(tmp_path: Path) -> None:
    assert write_form(tmp_path, GARDEN).read_bytes() == write_form(tmp_path, GARDEN).read_bytes()


def test_nothing_of_reasons_requirements_or_sources_travels(tmp_path: Path) -> None:
    page = write_form(tmp_path, BASELINE).read_text("utf-8")
    questionnaire, _ = prepare(BASELINE).asked[0]
    reasons = [text for ladder in questionnaire.ladders.values() for item in ladder for text in item.rationale.values()]
    assert reasons
    assert [text for text in reasons if " ".join(text.split())[:40] in page] == []
    assert not re.search(
        r"must.have|Pflicht\w*kompetenz|\"(key|rationale|required|requirement|weight|right_from)\"", page
    )


def test_what_travels_is_a_closed_list(tmp_path: Path) -> None:
    known = data(write_form(tmp_path, GARDEN).read_text("utf-8"))
    assert {key for one in known["competencies"] for key in one} == {"id", "pillar", "title", "stem", "levels"}
    assert {key for one in known["items"] for key in one} == {"id", "competency", "stem", "options", "parts"}
    assert set(known["start"]["asked"]) == {"digging-1", "digging-2", "pruning-1"}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_both_languages_travel_and_every_text_has_words(tmp_path: Path, lang: str) -> None:
    known = data(write_form(tmp_path, BASELINE, lang=lang).read_text("utf-8"))
    assert known["lang"] == lang
    assert set(known["texts"]) == {"de", "en"}
    titles = [one["title"] for one in known["competencies"]]
    assert all(title["de"] and title["en"] for title in titles)
    assert titles[0]["de"] != titles[0]["en"]


def test_a_company_lays_its_own_looks_and_texts_over(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "quickcheck.css").write_text("body { color: navy }", "utf-8")
    looks = Branding(accent="#aa0000", templates=tmp_path / "own", texts={"form.kind": {"en": "Skills round"}})
    page = write_form(tmp_path, GARDEN, looks).read_text("utf-8")
    assert "body { color: navy }" in block(page, "style", "style")
    assert "--accent:#aa0000" in page
    assert "<title>Skills round: Gardener</title>" in page
