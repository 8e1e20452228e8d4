"""One page for the management: where a company stands, and what has to be decided next.

Every row carries a mark, and every number in it a trace: what it is, how it is computed, and where its inputs stand.
The page prints marks; :mod:`kiframework.output.management.explanation` prints the traces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import cover
from kiframework.output.management.budget import budget
from kiframework.output.management.decisions import decisions
from kiframework.output.management.goals import goals
from kiframework.output.management.head import head
from kiframework.output.management.parts import ManagementView
from kiframework.output.management.phases import phases
from kiframework.output.management.pilot import pilot
from kiframework.output.management.readiness import readiness
from kiframework.output.management.room import (
    BLOCKS,
    BOLD,
    FULL,
    SHEET,
    block_height,
    foot_height,
    head_height,
    pair_height,
)
from kiframework.output.management.words import ManagementWords

if TYPE_CHECKING:
    from kiframework.output.management.parts import Block

__all__ = ["ManagementView", "ManagementWords", "management_view"]

_MASTHEAD = FULL // 2 - 40


def management_view(words: ManagementWords) -> ManagementView:
    """Turn what is known of a company into its page."""
    texts, wording = words.texts, words.wording
    company = wording.edition.branding.company
    subject = wording.plain(company) if company else texts("team.subject")
    top = cover(wording, "management", subject, ())
    purpose = words.short(wording.text(wording.framework.purpose), FULL, 3)
    return ManagementView(
        title=f"{texts('cover.kind.management')}: {subject}",
        cover=top._replace(
            company=words.short(top.company, _MASTHEAD) if top.company else None,
            confidentiality=words.short(top.confidentiality, _MASTHEAD),
        ),
        head=head(words),
        blocks=_blocks(
            words, head_height(head(words)) + foot_height(purpose, f"{texts('management.follow')} {words.command}")
        ),
        purpose=purpose,
        command=words.command,
    )


def _blocks(words: ManagementWords, taken: int) -> tuple[Block, ...]:
    """Return all blocks; goals get the room that the others leave."""
    made = (make(words) for make in (readiness, decisions, phases, pilot, budget))
    people, steps, way, first, money = (_with_short_headline(words, one) for one in made)
    taken += pair_height(people, steps) + block_height(way) + pair_height(first, money)
    return people, steps, way, goals(words, SHEET - taken), first, money


def _with_short_headline(words: ManagementWords, block: Block) -> Block:
    """Shorten a headline that would take more than two lines of a column, or more than one of the sheet."""
    width = BLOCKS[block.id]
    room = (width - 100, 1) if width == FULL else (width, 2)
    return block._replace(headline=words.short(block.headline, *room, BOLD))
