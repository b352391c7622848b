"""The comparison of one story: rows, differences, origins."""

from __future__ import annotations

from tests.stories.samples import FLOOD, STRIKE
from tui_reader.stories.compare import compare


def test_rows_line_up_what_two_outlets_say() -> None:
    found = compare(STRIKE)
    assert found.article_ids == (1, 2, 3)
    rows = [{(cell.article_id, cell.index) for cell in row.cells} for row in found.rows]
    assert any({(1, 0), (2, 0)} <= row for row in rows)
    assert any({(1, 1), (2, 1)} <= row for row in rows)
    assert {(2, 2)} in rows


def test_figures_that_cannot_both_hold_differ() -> None:
    found = compare(STRIKE)
    assert [(difference.what, [cell.value for cell in difference.cells]) for difference in found.differs] == [
        ("workers", ["1200 workers", "~ 900 workers"])
    ]
    cell = found.differs[0].cells[1]
    assert STRIKE[1].text[slice(*cell.span)] == "About 900 dock workers"
    assert compare(FLOOD).differs == ()
