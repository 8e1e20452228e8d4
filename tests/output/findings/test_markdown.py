from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from markdown_it import MarkdownIt
from tests.output.findings.samples import CLEAN, SAMPLE, run, runs

from kiframework.diagnostics import Diagnostic, Location
from kiframework.output.findings.markdown import render_markdown

if TYPE_CHECKING:
    from kiframework.model.validation import Validation

READER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")

EXPECTED = """\
## kiframework: 2 errors, 1 warning, 1 info

| severity | rule | place | message and help |
| --- | --- | --- | --- |
| info | KIF230 missing-language | -:1:8 | The title is missing in English. |
| error | KIF202 unknown-competency-reference | framework/roles/helper.yaml:4:3 | \
Unknown competency 'diging'.<br>help: did you mean 'digging'?<br>fixable with --fix |
| warning | KIF005 duplicate-key | framework/roles/helper.yaml:6:3 | The key 'hoeing' stands twice.\
<br>help: remove one of the two<br>note: first written here: framework/roles/helper.yaml:5:3 |
| error | KIF001 | team/müller, 1.yaml | This does not exist. |

Found 2 errors, 1 warning, 1 info. \\[\\*\\] 1 fixable with --fix. 2 hidden by suppressions.
"""


def test_every_finding_has_a_row() -> None:
    assert render_markdown(SAMPLE) == EXPECTED


def test_a_clean_run_has_no_table() -> None:
    assert render_markdown(CLEAN) == "## kiframework: all checks passed\n\nAll checks passed (4 files).\n"


def test_hostile_words_stay_words() -> None:
    text = "a | b `c` <script> [x](http://example.org) @all\n| # d ##[error]x"
    rendered = render_markdown(run(Diagnostic("KIF001", text, Location("a|b.yaml", 1, 1))))
    cells = [token.children or [] for token in READER.parse(rendered) if token.type == "inline"][-3:-1]
    assert ["".join(token.content for token in children) for children in cells] == [
        "a|b.yaml:1:1",
        "a | b `c` <script> [x](http://example.org) @all\\n| # d #·[error]x",
    ]


@given(runs())
def test_every_finding_has_one_row_of_plain_words_whatever_it_says(validation: Validation) -> None:
    text = render_markdown(validation)
    assert all(line.isprintable() for line in text.split("\n"))
    tokens = READER.parse(text)
    assert sum(token.type == "tr_open" for token in tokens) == (
        1 + len(validation.findings) if validation.findings else 0
    )
    assert sum(token.type == "td_open" for token in tokens) == 4 * len(validation.findings)
    inline = [child for token in tokens for child in token.children or []]
    assert {token.type for token in inline} <= {"text", "text_special", "html_inline"}
    assert {token.content for token in inline if token.type == "html_inline"} <= {"<br>"}
