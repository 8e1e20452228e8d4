"""The page about what has changed in a framework; the same for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.sheet import Listing, Section, Sheet

if TYPE_CHECKING:
    from kiframework.model.changes import Impact
    from kiframework.output.diff_words import DiffWords
    from kiframework.output.frame_view import Frame


def diff_view(words: DiffWords, impact: Impact | None, shown: tuple[str, ...], frame: Frame) -> Sheet:
    """Turn a comparison into a page. ``shown`` are sentences about pseudonyms, where they were asked for."""
    texts, wording, diff = words.texts, words.wording, words.diff
    subject = wording.text(wording.framework.title)
    facts = (
        Fact(texts("diff.old"), f"{diff.old.id} {diff.old.version} ({diff.old.sha256[:12]})"),
        Fact(texts("diff.new"), f"{diff.new.id} {diff.new.version} ({diff.new.sha256[:12]})"),
    )
    lists = list(words.lists())
    sections = [
        Section(step, texts(f"diff.{step}.nav"), texts(f"diff.{step}.headline"), lists=(Listing("", sentences),))
        for step, sentences in lists
    ]
    if impact is not None:
        named = (Listing(texts("diff.people.shifts"), shown),) if shown else ()
        nav, note = texts("diff.people.nav"), texts("diff.people.note")
        headline = texts("diff.people.headline")
        sections.append(Section("people", nav, headline, (note,), tables=(words.people(impact),), lists=named))
    return Sheet(
        f"{texts('cover.kind.diff')}: {subject}",
        cover(wording, "diff", subject, facts),
        texts("diff.headline", n=sum(len(sentences) for _, sentences in lists)),
        words.verdict(),
        tuple(sections),
        frame,
    )
