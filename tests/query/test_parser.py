"""The filter language: what each line means, and what a wrong line says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.query import And, Field, Flag, Node, Not, Or, Regex, When, Words, leaves, parse
from tui_reader.query.vocabulary import FIELDS, FLAGS, VALUES


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", None),
        ("   ", None),
        ("unread", Flag("unread")),
        ("UNREAD", Flag("unread")),
        ("only-here", Flag("only-here")),
        ("today", When("newer", "today")),
        ("newer:2d", When("newer", "2d")),
        ("older:2026-11-20", When("older", "2026-11-20")),
        ("outlet:bbc", Field("outlet", "bbc")),
        ("badge:anon", Field("badge", "ANON")),
        ("mode:Direct", Field("mode", "direct")),
        ("stance:deny", Field("stance", "deny")),
        ('source:"Gen. Cavoli"', Field("source", "Gen. Cavoli")),
        ("channel:social:X", Field("channel", "social:X")),
        ("tag:to-check", Field("tag", "to-check")),
        ("strike", Words("strike")),
        ("strik*", Words("strik", is_prefix=True)),
        ("10:30", Words("10:30")),
        ("24/7", Words("24/7")),
        ("don't", Words("don't")),
        ('"port talks"', Words("port talks", is_phrase=True)),
        ("“port talks”", Words("port talks", is_phrase=True)),
        ('"say ""no"" now"', Words('say "no" now', is_phrase=True)),
        ('"or"', Words("or", is_phrase=True)),
        (r"/1[,.]?200/", Regex("1[,.]?200")),
        (r"/a\/b/", Regex("a/b")),
        ("~unread", Not(Flag("unread"))),
        ("~~saved", Not(Not(Flag("saved")))),
        ("a b", And((Words("a"), Words("b")))),
        ("a and b", And((Words("a"), Words("b")))),
        ("a or b", Or((Words("a"), Words("b")))),
        ("a b or c", Or((And((Words("a"), Words("b"))), Words("c")))),
        ("a (b or c)", And((Words("a"), Or((Words("b"), Words("c")))))),
        ("a(b)c", And((Words("a"), Words("b"), Words("c")))),
        ("((a or b) or c)", Or((Words("a"), Words("b"), Words("c")))),
        ("~(a b)", Not(And((Words("a"), Words("b"))))),
    ],
)
def test_what_a_filter_means(text: str, root: Node | None) -> None:
    query = parse(text)
    assert query.root == root
    assert query.text == text


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ('strike "port', 7, 'add "'),
        ("/abc", 0, "add /"),
        ("/a(/", 2, "regular expression is wrong"),
        ("//", 0, "between the slashes"),
        ('""', 0, "between the quotes"),
        ("(a or b", 0, "add )"),
        ("a)", 1, "closes nothing"),
        ("or a", 0, "nothing before it"),
        ("a or", 4, "something is missing"),
        ("()", 1, "nothing before it"),
        ("~", 1, "something is missing"),
        ("badge:anno", 6, "did you mean anon?"),
        ("badge:", 6, "wants a value"),
        ("outlet", 0, "wants a value"),
        ("newer", 0, "wants a value"),
        ("newer:soon", 6, "2026-11-20"),
        ("older:2026-13-01", 6, "is not a time"),
        ("outlt:bbc", 0, "did you mean outlet:?"),
        ("https://paper.example/", 0, "Quote it"),
        ("*", 0, "letters before"),
        ("a*b", 1, "end of a word"),
        ("(" * 40 + "a" + ")" * 40, 33, "simplify"),
        ("a" * 3000, 2000, "shorten"),
        ("/" + "a" * 300 + "/", 0, "longer than 200"),
    ],
)
def test_a_wrong_filter_points_at_the_character(text: str, position: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_flag_and_field_is_understood() -> None:
    for flag in FLAGS:
        assert parse(flag).root == Flag(flag)
    for name in FIELDS:
        value = VALUES[name][0] if name in VALUES else "x"
        assert parse(f"{name}:{value}").root == Field(name, value)


def test_times_are_counted_from_now_in_the_readers_zone() -> None:
    east = timezone(timedelta(hours=9))
    now = datetime(2026, 11, 22, 3, 0, tzinfo=east)
    assert When("newer", "2d").bound(now) == now - timedelta(days=2)
    assert When("newer", "90m").bound(now) == now - timedelta(minutes=90)
    assert When("newer", "today").bound(now) == datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    assert When("older", "yesterday").bound(now) == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert When("older", "2026-11-01").bound(now) == datetime(2026, 11, 1, tzinfo=east)


def test_leaves_come_from_left_to_right() -> None:
    assert [str(leaf) for leaf in leaves(parse("~(a or unread) /x/ newer:2d").root)] == [
        "a",
        "unread",
        "/x/",
        "newer:2d",
    ]
    assert list(leaves(parse("").root)) == []


WORDS = st.from_regex(r"[a-z0-9é'’-]{1,8}", fullmatch=True).map(lambda w: Words("w" + w))
PHRASES = st.text(min_size=1, max_size=12).filter(lambda t: bool(t.strip())).map(lambda t: Words(t, is_phrase=True))
VALUED = st.builds(Field, st.sampled_from(["outlet", "source", "tag"]), st.text(min_size=1).map(str.strip).filter(bool))
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from(list(FLAGS)).map(Flag),
    WORDS,
    PHRASES,
    VALUED,
    st.sampled_from(["2d", "90m", "today", "2026-01-31"]).map(lambda w: When("older", w)),
    st.sampled_from(["a/b", r"\d+", r"x\\", "(a|b)*"]).map(Regex),
)


def joined(parts: list[Node], kind: type[And] | type[Or]) -> Node:
    """`parts` as one flat node of `kind`."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat))


TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: joined(parts, And)),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: joined(parts, Or)),
    ),
    max_leaves=12,
)


@given(TREES)
def test_a_tree_written_out_reads_back_the_same(tree: Node) -> None:
    assert parse(str(tree)).root == tree


PIECES = [*'ab~()"“”/\\:*- \t2é', "badge:", " or ", "newer:", "outlet:"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_does_more_than_raise_a_query_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert parse(str(query)).root == query.root


@given(st.text(max_size=80))
def test_any_text_at_all_is_safe(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        assert str(error)
