"""Word pieces: BERT's cutting with exact offsets, the surface features beside it, and packing into windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.claims.windows import FEATURES, cut_units, feature_of, pack
from tui_reader.claims.wordpiece import CASES, QUOTES, WordPiece, case_of, cut, split_words

VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "mayor", "said", "un", "##break", "##able", "cafe", "naive",
    "“", "”", '"', "'", "’", "s", ".", ",", "a", "b", "##b", "c", "4", "##2",
]  # fmt: skip
PIECES = WordPiece(VOCABULARY)


def words(text: str) -> list[tuple[str, str]]:
    """Folded form and surface of every word."""
    return [(form, text[b:e]) for form, b, e in split_words(text, 0, len(text))]


def names(text: str) -> list[str]:
    """The pieces of a text, readable."""
    return [VOCABULARY[row] for row in PIECES.encode(text, 0, len(text)).ids]


def test_words_fall_apart_at_space_and_punctuation() -> None:
    assert words("The mayor’s “no.”") == [
        ("the", "The"), ("mayor", "mayor"), ("’", "’"), ("s", "s"), ("“", "“"), ("no", "no"), (".", "."), ("”", "”"),
    ]  # fmt: skip


def test_accents_go_and_offsets_stay() -> None:
    assert words("Café naïve") == [("cafe", "Café"), ("naive", "naïve")]
    assert words("cafe\u0301 a") == [("cafe", "cafe"), ("a", "a")]


def test_controls_vanish_inside_a_word() -> None:
    assert words("may\u00ador\x00 x") == [("mayor", "may\u00ador"), ("x", "x")]


def test_ideographs_stand_alone() -> None:
    assert words("北京 ab") == [("北", "北"), ("京", "京"), ("ab", "ab")]


def test_longest_piece_first_and_unknown_words() -> None:
    assert names("unbreakable") == ["un", "##break", "##able"]
    assert names("unknowable") == ["[UNK]"]
    assert names("42") == ["4", "##2"]
    assert names("a" * 101) == ["[UNK]"]


def test_offsets_are_of_the_document() -> None:
    text = "xx\nThe mayor said."
    pieces = PIECES.encode(text, 3, len(text))
    assert [text[b:e] for b, e in zip(pieces.begins, pieces.ends, strict=True)] == ["The", "mayor", "said", "."]


def test_a_word_goes_on_over_accents_and_what_is_dropped() -> None:
    text = "The ca\u0301fe\u00ad4You, naïveté"
    pieces = split_words(text, 0, len(text))
    assert [(form, text[b:e]) for form, b, e in pieces] == [
        ("the", "The"), ("cafe4you", "ca\u0301fe\u00ad4You"), (",", ","), ("naivete", "naïveté"),
    ]  # fmt: skip


def test_case_is_seen() -> None:
    seen = [CASES[case_of(word)] for word in ("mayor", "Mayor", "A", "NATO", "McCoy", "4th", "“", "北")]
    assert seen == ["lower", "title", "title", "upper", "mixed", "digit", "punctuation", "other"]


def test_quotation_marks_open_and_close() -> None:
    def states(text: str) -> list[str]:
        return [QUOTES[q] for q in PIECES.encode(text, 0, len(text)).quote]

    assert states('a "b" c') == ["outside", "open", "double", "close", "outside"]
    assert states("a “b” c") == ["outside", "open", "double", "close", "outside"]
    assert states("a 'b' c") == ["outside", "open", "single", "close", "outside"]
    assert states("a’s b") == ["outside"] * 4


def test_space_before_a_word_is_seen() -> None:
    assert PIECES.encode("a, b", 0, 4).space == [1, 0, 1]


def test_a_cut_is_what_its_words_alone_would_be() -> None:
    text = "the unbreakable mayor said"
    part = cut(PIECES.encode(text, 0, len(text)), 1, 3)
    assert [VOCABULARY[row] for row in part.ids] == ["un", "##break", "##able", "mayor"]
    assert part.words == [0, 3]
    assert [text[b:e] for b, e in zip(part.begins, part.ends, strict=True)] == ["unbreakable", "mayor"]


def test_feature_rows_are_distinct() -> None:
    rows = {
        feature_of(c, q, s, p) for c in range(len(CASES)) for q in range(len(QUOTES)) for s in (0, 1) for p in range(4)
    }
    assert rows == set(range(FEATURES))


@given(st.text(max_size=300))
def test_any_text_gives_ordered_words_that_hold_no_space(text: str) -> None:
    pieces = PIECES.encode(text, 0, len(text))
    last = 0
    for begin, end in zip(pieces.begins, pieces.ends, strict=True):
        assert last <= begin < end <= len(text)
        assert not text[begin].isspace()
        last = end
    assert len(pieces.ids) == len(pieces.case) == len(pieces.quote) == len(pieces.space)
    assert pieces.words == sorted(set(pieces.words))


@given(st.lists(st.integers(1, 90), max_size=12), st.integers(40, 120), st.integers(0, 30))
def test_windows_hold_every_unit_once_and_fit(sizes: list[int], capacity: int, context: int) -> None:
    text = "\n".join("a " * size for size in sizes)
    spans, at = [], 0
    for size in sizes:
        spans.append((at, at + 2 * size))
        at += 2 * size + 1
    units = cut_units(PIECES, text, spans, longest=35)
    windows = pack(PIECES, units, capacity, context)
    assert [number for window in windows for number, _ in window.units] == list(range(len(units)))
    assert sum(len(u.words) for u in units) == sum(sizes)
    for window in windows:
        assert len(window.ids) == len(window.features)
        assert len(window.ids) <= max(capacity, context + 35 + 3)
        for number, start in window.units:
            assert window.ids[start : start + len(units[number].ids)] == units[number].ids


def test_long_paragraphs_are_cut_after_a_sentence() -> None:
    text = "a b c. the mayor said a b c a b c."
    units = cut_units(PIECES, text, [(0, len(text))], longest=9)
    assert text[units[0].begins[0] : units[0].ends[-1]] == "a b c."
