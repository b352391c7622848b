"""Text to tree: a tokenizer and a recursive descent whose errors point at the character and say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final, Literal, cast

from tui_reader.errors import QueryError
from tui_reader.query.tree import And, Field, Flag, Node, Not, Or, Query, Regex, When, Words, duration
from tui_reader.query.vocabulary import FIELDS, FLAGS, TIMES, VALUES, FieldName, FlagName

MAX_LENGTH: Final = 2_000  # of a whole filter, in characters
MAX_DEPTH: Final = 32  # of parentheses and ~ inside each other
MAX_REGEX: Final = 200  # of one regular expression

Kind = Literal["(", ")", "~", "word", "phrase", "regex", "field"]

TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<mark>[()~])
    | (?P<quote>["“”])
    | (?P<slash>/)
    | (?P<field>[A-Za-z][A-Za-z-]*):
    | (?P<word>[^\s()"“”]+)
    """,
    re.VERBOSE,
)
VALUE: Final = re.compile(r"""[^\s()"“”]*""")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text."""

    kind: Kind  #: what it is
    text: str  #: what it says, without quotes and slashes; of a field its value
    at: int  #: where it begins
    name: str = ""  #: of a field, its name in lower case


def parse(text: str) -> Query:
    """Parse a filter; an empty one matches everything.

    Raises QueryError with the position of the character that is wrong.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the filter is longer than {MAX_LENGTH} characters: shorten it", MAX_LENGTH)
    reader = Descent(list(tokens(text)), len(text))
    if not reader.tokens:
        return Query(None, text)
    root = reader.any_of(0)
    if reader.here is not None:
        raise QueryError("this ) closes nothing: remove it or open a ( before it", reader.here.at)
    return Query(root, text)


def tokens(text: str) -> Iterator[Token]:
    """Cut `text` into tokens. Raises QueryError on quotes and slashes that do not close."""
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found is not None  # the classes of TOKEN cover every character
        match found.lastgroup:
            case "space":
                at = found.end()
            case "mark":
                yield Token(cast(Kind, found[0]), found[0], at)
                at = found.end()
            case "quote":
                phrase, end = read_phrase(text, at)
                yield Token("phrase", phrase, at)
                at = end
            case "slash":
                pattern, end = read_regex(text, at)
                yield Token("regex", pattern, at)
                at = end
            case "field":
                value, end = read_value(text, found.end())
                yield Token("field", value, at, found["field"].lower())
                at = end
            case _:
                yield Token("word", found[0], at)
                at = found.end()


def read_phrase(text: str, at: int) -> tuple[str, int]:
    """The words between the quotes that open at `at`, and where the text goes on. A doubled quote stands for one."""
    closing = '"' if text[at] == '"' else "”“"
    pieces, begin = [], at + 1
    for i in range(at + 1, len(text)):
        if text[i] not in closing or i < begin:
            continue
        pieces.append(text[begin:i])
        if text[i] == '"' and text[i + 1 : i + 2] == '"':
            pieces.append('"')
            begin = i + 2
            continue
        return "".join(pieces), i + 1
    raise QueryError('this quote is never closed: add " after the phrase', at)


def read_regex(text: str, at: int) -> tuple[str, int]:
    r"""The pattern between the slashes that open at `at`, and where the text goes on. `\/` stands for a slash."""
    found = re.compile(r"/((?:[^/\\]|\\.)*)/", re.DOTALL).match(text, at)
    if found is None:
        raise QueryError("this / begins a regular expression that is never closed: add / after it", at)
    return found[1].replace(r"\/", "/"), found.end()


def read_value(text: str, at: int) -> tuple[str, int]:
    """The value that begins at `at`, after a field's colon: a quoted phrase or letters up to the next blank."""
    if at < len(text) and text[at] in '"“”':
        return read_phrase(text, at)
    found = VALUE.match(text, at)
    assert found is not None  # VALUE matches the empty text too
    return found[0], found.end()


class Descent:
    """One pass over the tokens: a method a rule of the grammar."""

    def __init__(self, tokens: Sequence[Token], length: int) -> None:
        self.tokens = tokens
        self.length = length
        self.place = 0

    @property
    def here(self) -> Token | None:
        """The token to read next, None at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def says(self, keyword: str) -> bool:
        """Whether the next token is the bare word `keyword`, in any case."""
        return self.here is not None and self.here.kind == "word" and self.here.text.lower() == keyword

    def any_of(self, depth: int) -> Node:
        """query := all ("or" all)*"""
        parts = [self.all_of(depth)]
        while self.says("or"):
            self.place += 1
            parts.append(self.all_of(depth))
        flat = [p for part in parts for p in (part.parts if isinstance(part, Or) else (part,))]
        return flat[0] if len(flat) == 1 else Or(tuple(flat))

    def all_of(self, depth: int) -> Node:
        """all := piece (["and"] piece)*"""
        parts = [self.piece(depth)]
        while self.here is not None and self.here.kind != ")" and not self.says("or"):
            self.place += self.says("and")
            parts.append(self.piece(depth))
        flat = [p for part in parts for p in (part.parts if isinstance(part, And) else (part,))]
        return flat[0] if len(flat) == 1 else And(tuple(flat))

    def piece(self, depth: int) -> Node:
        """piece := "~" piece | "(" query ")" | atom"""
        token = self.here
        if token is None:
            raise QueryError("something is missing at the end: add a word, or remove the last one", self.length)
        if depth > MAX_DEPTH:
            raise QueryError(f"more than {MAX_DEPTH} parentheses or ~ inside each other: simplify", token.at)
        if token.kind == ")" or self.says("or") or self.says("and"):
            raise QueryError(f"{token.text} has nothing before it: add a condition, or quote the word", token.at)
        self.place += 1
        if token.kind == "~":
            return Not(self.piece(depth + 1))
        if token.kind == "(":
            inside = self.any_of(depth + 1)
            if self.here is None:
                raise QueryError("this ( is never closed: add )", token.at)
            self.place += 1
            return inside
        return atom(token)


def atom(token: Token) -> Node:
    """One condition. Raises QueryError where the token means nothing."""
    if token.kind == "phrase":
        if not token.text.strip():
            raise QueryError("nothing between the quotes: write the words to find", token.at)
        return Words(token.text, is_phrase=True)
    if token.kind == "regex":
        return regex(token)
    if token.kind == "field":
        return field(token)
    word = token.text.lower()
    if word == "today":
        return When("newer", "today")
    if word in FLAGS:
        return Flag(cast(FlagName, word))
    if word in FIELDS or word in TIMES:
        raise QueryError(f'{word} wants a value: {word}:..., or "{word}" for the word', token.at)
    return plain_words(token)


def plain_words(token: Token) -> Node:
    """A bare word; with a * at its end, a beginning of words."""
    stem = token.text.rstrip("*")
    if not stem:
        raise QueryError("* needs letters before it", token.at)
    if "*" in stem:
        raise QueryError("* may stand at the end of a word only: /regex/ can do more", token.at + stem.index("*"))
    return Words(stem, is_prefix=stem != token.text)


def regex(token: Token) -> Regex:
    """A regular expression that compiles."""
    if not token.text:
        raise QueryError("nothing between the slashes: write what to find", token.at)
    if len(token.text) > MAX_REGEX:
        raise QueryError(f"the regular expression is longer than {MAX_REGEX} characters", token.at)
    try:
        re.compile(token.text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        where = getattr(error, "pos", None) or 0
        raise QueryError(f"the regular expression is wrong: {error}", token.at + 1 + where) from None
    return Regex(token.text)


def field(token: Token) -> Node:
    """A field with its value."""
    if token.name in ("newer", "older"):
        return when(token)
    if token.name not in FIELDS:
        near = get_close_matches(token.name, [*FIELDS, "newer", "older"], 1)
        hint = f"did you mean {near[0]}:?" if near else f"one of {', '.join([*FIELDS, 'newer', 'older'])}."
        raise QueryError(f"no field is called {token.name}: {hint} Quote it to find the words themselves", token.at)
    name = cast(FieldName, token.name)
    at = token.at + len(name) + 1
    if not token.text.strip():
        raise QueryError(f"{name}: wants a value after the colon ({FIELDS[name]})", at)
    if name not in VALUES:
        return Field(name, token.text.strip())
    for value in VALUES[name]:
        if value.lower() == token.text.lower():
            return Field(name, value)
    known = [value.lower() for value in VALUES[name]]
    near = get_close_matches(token.text.lower(), known, 1)
    hint = f"did you mean {near[0]}?" if near else "one of " + ", ".join(known)
    raise QueryError(f"{name}:{token.text} does not exist: {hint}", at)


def when(token: Token) -> When:
    """`newer:` or `older:` with a time that can be read."""
    written = token.text.lower()
    if duration(written) is None and written not in ("today", "yesterday"):
        try:
            written = date.fromisoformat(written).isoformat()
        except ValueError:
            hint = "write it like 30m, 6h, 2d, 3w, today, yesterday or 2026-11-20"
            at = token.at + len(token.name) + 1
            raise QueryError(f"{token.name}:{token.text} is not a time: {hint}", at) from None
    return When("newer" if token.name == "newer" else "older", written)
