"""Unmasks wires: which articles of a story are one text, which credit an agency, how many origins are independent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from tui_reader.stories.documents import Document
from tui_reader.stories.linkage import components
from tui_reader.stories.tables import lines

SHINGLE = 4  #: words in a row that make one shingle
LEAST_SHINGLES = 8  #: shorter texts are no evidence of copying
COPIED = 0.5  #: share of the shorter text's shingles found in the longer that makes a copy
HEAD = 300  #: characters in which a dateline or byline stands
TAIL = 400  #: characters at the end in which a credit line stands
WORDS = re.compile(r"\w+")
DASH = r"(?:[-–—]{1,2}|\.-|:)"


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency of the table."""

    name: str  #: short name
    marks: str  #: regular expression of what a credit line calls it
    why: str  #: how its credits look


@cache
def agencies() -> tuple[Agency, ...]:
    """The table of agencies, in its order."""
    rows = (line.split("\t") for line in lines("agencies.tsv"))
    return tuple(Agency(name, marks, why) for name, marks, why in rows)


@cache
def _credits() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    marks = "|".join(f"(?P<a{number}>{agency.marks})" for number, agency in enumerate(agencies()))
    again = marks.replace("?P<a", "?P<b")
    dateline = re.compile(rf"(?:\((?:{marks})\)\s*{DASH}?|/(?:{again})/)")
    byline = re.compile(rf"(?:^|\n)\s*(?:by|from|source|credit)\b[^\n.]{{0,60}}?\b(?:{marks})\s*(?:\n|$)", re.I)
    opening = r"(?:^|\n|[.!?”\"]\s)\s*(?:[-–—=(\[/]|©|\(c\)|copyright|source:|credit:|with|via)[^\n]{0,24}?\b"
    closing = r"\b(?:\s*\d{4})?[^\n\w]{0,4}(?:\s*(?:All rights|\n|$))"
    report = rf"\bThis (?:report|story|article) by (?:{again})\b"
    return dateline, byline, re.compile(rf"(?:{opening}(?:{marks}){closing}|{report})", re.I)


REUTERS_TAIL = re.compile(
    r"\(?(?:Additional )?Reporting by [^\n]{3,160}?;? ?(?:Writing by [^\n]{3,80})?;? ?Editing by ", re.I
)


def credited(document: Document) -> str:
    """Short name of the agency that `document` credits its text to, "" where no credit line names one."""
    for agency in agencies():
        if re.fullmatch(rf"(?:{agency.marks})(?: news)?", document.outlet.strip()):
            return agency.name
    dateline, byline, tail = _credits()
    end = document.text[-TAIL:]
    for pattern, text in ((dateline, document.text[:HEAD]), (byline, document.text[:HEAD]), (tail, end)):
        if match := pattern.search(text):
            number = next(int(key[1:]) for key, value in match.groupdict().items() if value)
            return agencies()[number].name
    return "Reuters" if REUTERS_TAIL.search(end) else ""


def shingles(text: str) -> frozenset[str]:
    """Runs of `SHINGLE` words of `text`, lower case."""
    found = WORDS.findall(text.lower())
    return frozenset(" ".join(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that is in the larger (Broder 1997, containment); 0 where it is too small to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= LEAST_SHINGLES else 0.0


def copies(documents: Sequence[Document]) -> list[tuple[int, ...]]:
    """Groups of two or more documents, by position, that are near-copies of one text. Sets are exact, not sketched:
    a story has few articles, and exact sets of 20 cost less than signatures do."""
    sets = [shingles(document.text) for document in documents]
    edges = [
        (one, other)
        for one, other in combinations(range(len(sets)), 2)
        if documents[one].outlet != documents[other].outlet and overlap(sets[one], sets[other]) >= COPIED
    ]
    return [tuple(group) for group in components(range(len(sets)), edges) if len(group) > 1]


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the texts of a story come from."""

    copies: tuple[tuple[int, ...], ...]  #: groups of positions that are one text
    credits: tuple[tuple[int, str], ...]  #: position and agency where a credit line names one
    count: int  #: independent origins: outlets, less those that share a text or an agency


def origins(documents: Sequence[Document]) -> Origins:
    """Copies, credits and the number of independent origins among `documents`."""
    groups = copies(documents)
    credit = [(at, agency) for at, document in enumerate(documents) if (agency := credited(document))]
    edges = [(group[0], other) for group in groups for other in group[1:]]
    firsts: dict[tuple[str, str], int] = {}
    for at, agency in credit:
        edges.append((firsts.setdefault(("agency", agency), at), at))
    for at, document in enumerate(documents):
        edges.append((firsts.setdefault(("outlet", document.outlet), at), at))
    return Origins(tuple(groups), tuple(credit), len(components(range(len(documents)), edges)))
