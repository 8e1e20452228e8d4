"""Every number of the page for the management with its terms, and the file and line its inputs stand in: plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.typography import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiframework.diagnostics import Places
    from kiframework.output.management.parts import ManagementView, Trace
    from kiframework.output.management.words import ManagementWords


def explain_management(words: ManagementWords, view: ManagementView, places: Mapping[str, Places]) -> str:
    """Return the explanation. ``places`` finds inputs by the name of their document."""
    return "".join(f"{printable(line)}\n" for line in _lines(words, view, places))


def _lines(words: ManagementWords, view: ManagementView, places: Mapping[str, Places]) -> Iterator[str]:
    yield view.title
    yield words.texts("management.explain.intro")
    yield from _marked(((row.mark, row.cells, row.traces) for row in view.head), places)
    for block in view.blocks:
        yield from _marked([(block.mark, (block.headline, block.note), block.traces)], places)
        yield from _marked(((row.mark, row.cells, row.traces) for row in block.rows), places)


def _marked(
    entries: Iterable[tuple[str, tuple[str, ...], tuple[Trace, ...]]], places: Mapping[str, Places]
) -> Iterator[str]:
    for mark, cells, traces in entries:
        yield ""
        yield f"{mark}  {' · '.join(cell for cell in cells if cell)}"
        for trace in dict.fromkeys(traces):
            yield f"    {trace.figure}  = {trace.terms}"
            for ref in trace.refs:
                yield f"        {places[ref.document].value(ref.path)}"
