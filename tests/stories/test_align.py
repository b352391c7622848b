"""Rows of claims, and the whole comparison of a story."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.samples import FLOOD, STRIKE, document
from tui_reader.model import Comparison
from tui_reader.stories.align import align
from tui_reader.stories.compare import compare, compared
from tui_reader.stories.documents import Document


def places(found: Comparison) -> list[tuple[int, int]]:
    """Every claim of every row."""
    return [(cell.article_id, cell.index) for row in found.rows for cell in (*row.cells, *row.also)]


def test_each_row_says_why_and_how_sure() -> None:
    rows = align(STRIKE)
    assert rows
    assert all(0 < row.score <= 1 for row in rows)
    reopening = next(row for row in rows if any(unit.claim == 1 for unit in row.units))
    assert "names: lena, ortiz" in reopening.why
    assert "reopen" in reopening.why


def test_one_outlet_corroborates_nothing() -> None:
    assert align([replace(document, outlet="Courier") for document in STRIKE]) == []


def test_hidden_and_labelled_claims_take_no_part() -> None:
    silent = [
        replace(d, claims=tuple(replace(claim, shown=False) for claim in d.claims)) if d.id == 2 else d for d in STRIKE
    ]
    assert all(cell.article_id != 2 for row in compare(silent).rows for cell in row.cells)


def test_a_repeated_claim_joins_its_row_as_also() -> None:
    lead = "Dock workers at the port of Salvo walked out over pay on Tuesday."
    again = "The dock workers walked out on Tuesday over pay at the port of Salvo."
    found = compare([document(1, "Courier", f"{lead} {again}"), document(2, "Post", lead, hours=1)])
    rows = [[(cell.article_id, cell.index) for cell in (*row.cells, *row.also)] for row in found.rows]
    assert rows == [[(1, 0), (2, 0), (1, 1)]]


def test_columns_are_oldest_first_and_rows_most_corroborated_first() -> None:
    found = compare([*reversed(STRIKE), *FLOOD])
    assert found.article_ids == (1, 4, 2, 3, 5)
    sizes = [len(row.cells) for row in found.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 1


def test_every_claim_is_in_one_row() -> None:
    found = places(compare([*STRIKE, *FLOOD]))
    assert len(found) == len(set(found)) == sum(len(d.claims) for d in (*STRIKE, *FLOOD))


def test_text_ids_become_positions() -> None:
    named = [replace(document, id=f"doc-{document.id}") for document in STRIKE]
    found = compared(named)
    assert found.comparison.article_ids == (0, 1, 2)
    assert [document.id for document in found.documents] == ["doc-1", "doc-2", "doc-3"]


def test_nothing_to_compare_is_no_error() -> None:
    assert compare([]) == Comparison((), ())
    assert compare([document(1, "A", "")]).rows == ()


PROSE = [sentence for d in (*STRIKE, *FLOOD) for sentence in d.text.split(". ")]
SENTENCES = st.sampled_from([*PROSE, "", "Port.", "12", "«Да» 港口 🙂", "a" * 90])
TEXTS = st.lists(SENTENCES, max_size=6).map(". ".join) | st.text(max_size=120)
DOCUMENTS = st.lists(st.tuples(st.sampled_from("ABC"), TEXTS, st.integers(0, 9)), max_size=6)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_any_documents_are_compared_alike_and_each_claim_once(made: list[tuple[str, str, int]]) -> None:
    documents: list[Document] = [document(n, outlet, text, hours=h) for n, (outlet, text, h) in enumerate(made)]
    found = compare(documents)
    assert found == compare(list(reversed(documents)))
    assert len(places(found)) == len(set(places(found)))
    for row in found.rows:
        columns = [cell.article_id for cell in row.cells]
        assert columns == sorted(columns, key=found.article_ids.index)
        assert len(columns) == len(set(columns))
    members = [id_ for group in found.copies for id_ in group]
    assert len(members) == len(set(members))
    for difference in found.differs:
        assert len({cell.claim.article_id for cell in difference.cells}) == len(difference.cells) > 1
        for cell in difference.cells:
            assert 0 <= cell.span[0] <= cell.span[1] <= len(documents[cell.claim.article_id].text)
