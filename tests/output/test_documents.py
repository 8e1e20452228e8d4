from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt
from tests.output import samples

from kiframework.errors import KiframeworkError
from kiframework.output.documents import Branding, Documents, Edition
from kiframework.output.edition import Audience, Form

LONG = "Wort" * 2500
VOID = {"meta", "img", "br", "hr", "col", "input", "link"}
LOGO = "data:image/png;base64,iVBORw0KGgo="


class Page(HTMLParser):
    """Reads a page strictly: every element is closed in order, every id stands once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "aria-labelledby"}:
                self.targets += [target.removeprefix("#") for target in (value or "").split()]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def every_document(form: Form, **more: Any) -> list[str]:
    return [
        samples.person_document(form, **more),
        samples.person_document(form, samples.all_met("belegschaft-basis"), **more),
        samples.person_document(form, samples.assessed([]), **more),
        samples.team_document(form, **more),
        samples.team_document(form, samples.group(3), **more),
    ]


@pytest.mark.parametrize("audience", get_args(Audience))
@pytest.mark.parametrize("lang", ["de", "en"])
def test_pages_are_sound(lang: str, audience: str) -> None:
    for text in every_document("html", lang=lang, audience=audience):
        page = Page(text)
        assert len(page.ids) == len(set(page.ids))
        assert set(page.targets) <= set(page.ids)
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
        assert {"main", "header", "footer", "nav"} <= page.tags
        assert f'<html lang="{lang}">' in text


def test_pages_load_and_run_nothing() -> None:
    for text in every_document("html", branding=Branding("Musterwerk", logo=LOGO, accent="#ff0000")):
        assert "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in text
        assert not re.search(r"<script|<link|<iframe|<object|@import|url\(|https?:", text)


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_placeholder_and_no_id_is_left_in_the_text(form: Form, lang: str) -> None:
    for text in every_document(form, lang=lang, audience="self"):
        words = Page(text).words if form == "html" else text
        assert not re.search(
            r"[{}]|None\b(?!\))|Undefined|must-have-open|not-assessable", words.replace("0 (None)", "")
        )


def test_both_forms_say_the_same() -> None:
    """Every figure of the Markdown stands on the page too, and the other way round."""
    figures = re.compile(r"\d+(?:,\d+)? %|× \d(?:,\d)?|\d,\d")
    for html, markdown in zip(
        every_document("html", audience="self"), every_document("md", audience="self"), strict=True
    ):
        page = Page(html)
        assert set(figures.findall(page.words)) == set(figures.findall(" ".join(markdown.split())))
        for heading in re.findall(r"^#{1,2} (.*)$", markdown, re.MULTILINE):
            assert " ".join(heading.replace("\\", "").split()) in page.words


@pytest.mark.parametrize("form", ["html", "md"])
def test_hostile_text_stays_text(form: Form) -> None:
    hostile = samples.HOSTILE
    remark = {"level": 2, "evidence": hostile, "comment": hostile, "objection": hostile}
    given = [samples.rating("manager", {"lead-database": remark}, note=hostile)]
    assessment = samples.assessed(given, reasons={"works-council": hostile})
    more: dict[str, Any] = {"audience": "self", "names": {"P-001": hostile}, "branding": Branding(hostile, hostile)}
    text = samples.person_document(form, assessment, **more)
    if form == "md":
        text = MarkdownIt("commonmark").enable("table").render(text)
    page = Page(text)
    assert "script" not in page.tags
    assert page.words.count('<script>alert("x")</script>') >= 7
    assert page.words.count("**b** [c](http://example.org)") >= 7
    # Marks of direction are held in by isolates, opened and closed as often.
    assert text.count("\u2068") == text.count("\u2069") >= 7
    assert "\u2067" not in text


@pytest.mark.parametrize("form", ["html", "md"])
def test_text_of_the_framework_is_no_markup_either(form: Form) -> None:
    base = samples.framework().model_dump()
    for part in (base["competencies"]["lead-database"], base["pillars"][0], base["roles"][samples.ROLE], base):
        part["title"] = {"de": samples.HOSTILE}
    base["purpose"] = {"de": samples.HOSTILE}
    hostile = samples.changed(**base)
    text = samples.person_document(form, samples.assessed(base=hostile), framework=hostile)
    if form == "md":
        text = MarkdownIt("commonmark").enable("table").render(text)
    page = Page(text)
    assert "script" not in page.tags
    assert "alert" in page.words


@pytest.mark.parametrize("form", ["html", "md"])
def test_long_names_stay_whole(form: Form) -> None:
    assert LONG in samples.person_document(form, names={"P-001": LONG})
    assert LONG in samples.team_document(form, audience="manager", names={"P-001": LONG})


@pytest.mark.parametrize("form", ["html", "md"])
def test_words_of_peers_are_in_no_document(form: Form) -> None:
    for audience in get_args(Audience):
        text = samples.person_document(form, audience=audience)
        assert "nicht zu lesen" not in text
        assert "R-1" not in text
        assert ("Quelle war bekannt" in text) == (audience == "self")


def test_team_documents_name_nobody_but_to_managers() -> None:
    for form in get_args(Form):
        named: dict[str, Any] = {"names": {"P-001": "Erika Beispiel"}}
        assert not re.search(r"P-\d{3}|Erika", samples.team_document(form, **named))
        assert "Erika Beispiel" in samples.team_document(form, audience="manager", **named)


def test_looks_of_a_company() -> None:
    text = samples.person_document(branding=Branding("Müller & Co", "Streng vertraulich", "#ffff00", LOGO))
    assert f'<img src="{LOGO}" alt="Müller &amp; Co">' in text
    assert "Streng vertraulich" in text
    accent = re.search(r"--accent:(#\w{6})", text)
    assert accent is not None
    assert accent[1] != "#ffff00", "yellow on white would not be legible"


def test_a_company_lays_templates_over_ours(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "notice.html.j2").write_text("<p>{{ view.frame.purpose }} Hausregel</p>", "utf-8")
    (tmp_path / "style.css").write_text("body { color: red; }", "utf-8")
    looks = Branding(templates=tmp_path, texts={"cover.role": {"de": "Funktion"}})
    text = samples.person_document(branding=looks)
    assert "Hausregel" in text
    assert "body { color: red; }" in text
    assert "<dt>Funktion</dt>" in text
    assert 'id="pillars"' in text, "what is not replaced stays"


@pytest.mark.parametrize(
    ("template", "place", "reason"),
    [
        ("x\n{% if %}", "person.html.j2, line 2", "Expected an expression"),
        ("x\n\n{{ view.unknown }}", "person.html.j2, line 3", "has no attribute 'unknown'"),
        ("{{ nothing }}", "person.html.j2, line 1", "'nothing' is undefined"),
        ("{{ ().__class__ }}", "person.html.j2, line 1", "unsafe"),
        ("{{ view.__class__ }}", "person.html.j2, line 1", "unsafe"),
        ("{{ view.cover.kind.format.__globals__ }}", "person.html.j2, line 1", "unsafe"),
        ("\n{{ 1 / 0 }}", "person.html.j2, line 2", "division by zero"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", "person.html.j2, line 1", "Range too big"),
        ("{% include 'missing.j2' %}", "person.html.j2", "missing.j2"),
        ("{% include '../secret' %}", "person.html.j2", "secret"),
        (b"\xff", "person.html.j2", "can't decode"),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    tmp_path: Path, template: str | bytes, place: str, reason: str
) -> None:
    content = template if isinstance(template, bytes) else template.encode()
    (tmp_path / "person.html.j2").write_bytes(content)
    with pytest.raises(KiframeworkError) as caught:
        samples.person_document(branding=Branding(templates=tmp_path))
    assert caught.value.message.startswith(f"The template {place}")
    assert reason in caught.value.message
    assert str(tmp_path) in str(caught.value.help)


def test_a_template_cannot_change_what_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "person.md.j2").write_text("{{ t.clear() }}", "utf-8")
    with pytest.raises(KiframeworkError, match="unsafe"):
        samples.person_document("md", branding=Branding(templates=tmp_path))


def test_values_in_a_company_template_are_escaped_without_asking(tmp_path: Path) -> None:
    for form in get_args(Form):
        (tmp_path / f"person.{form}.j2").write_text("{{ view.cover.subject }}", "utf-8")
    more: dict[str, Any] = {"names": {"P-001": "<b>*x*"}, "branding": Branding(templates=tmp_path)}
    assert samples.person_document("html", **more) == "&lt;b&gt;*x* (P-001)"
    assert samples.person_document("md", **more) == "\\<b>\\*x\\* (P-001)"


def test_an_unreadable_style_sheet_is_named(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_bytes(b"\xff")
    with pytest.raises(KiframeworkError, match=r"style\.css"):
        samples.person_document(branding=Branding(templates=tmp_path))


def test_the_same_input_makes_the_same_bytes() -> None:
    """Whatever came before in the run, and whatever the hash seed."""
    documents = Documents(samples.edition())
    other = samples.all_met()
    first = documents.team(samples.team(samples.group()), (), "html")
    documents.person(other, {}, "html")
    assert documents.team(samples.team(samples.group()), (), "html") == first
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]; from tests.output import samples as s; import hashlib; "
        "print(hashlib.sha256((s.person_document() + s.team_document('md')).encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", script, str(root / "src"), str(root)]
    made = {
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_jinja_is_loaded_only_when_a_document_is_made() -> None:
    script = "import sys, kiframework.output.documents; print('jinja2' in sys.modules)"
    env = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", script], env=env, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_an_edition_needs_little() -> None:
    base = samples.edition()
    plain = Edition(base.framework, base.stamp, base.date, "de", "aggregate")
    assert "P-001" in Documents(plain).person(samples.assessed(), {}, "md")
