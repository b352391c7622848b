"""Reads what stands around a number: the counted noun, the state of those counted, and what bounds the count."""

from __future__ import annotations

import re

from tui_reader.model import Span
from tui_reader.stories import dates, units
from tui_reader.stories.numbers import VAGUE, Amount
from tui_reader.stories.terms import FUNCTION_WORDS, VOCABULARY, is_name

NEXT_WORD = re.compile(r"[\s-]*(%|[^\W\d_]+(?:['’.][^\W\d_]+)*\.?/?[^\W\d_]*)")
BREAK = re.compile(r"[,;:()“”\"—]|\.\s")
PART_BEFORE = re.compile(
    r"(?:including|among them|among the \w+|of them|of whom|amongst them|with)\s+(?:\w+\s+){0,2}$", re.I
)
PART_AFTER = re.compile(r"\s+(?:\w+\s+)?(?:of (?:the|them|whom|those|its|his|her|their)\b|out of\b)", re.I)
OF_WHOLE = re.compile(r"\b(?:of|out of) (?:the|its|their|all)\s+$", re.I)
BACKGROUND = re.compile(
    r"\b(?:last (?:year|month|week|summer|winter|spring|autumn|season)(?:['’]s)?|years? ago|months? ago|a year earlier"
    r"|years? (?:after|before|earlier)|months? (?:after|before|earlier)|(?:in|of) (?:1[89]|20)\d\d|previously"
    r"|in recent years|the previous|since (?:1[89]|20)\d\d|earlier this year|historically|on record)\b",
    re.I,
)
WHOLE = re.compile(r"\s*(?:(?:of|in)\s+)?(?:(?:the|all|its|his|her|their|our)\s+)*")
PLACED = re.compile(r"\b(?:in|at|near|of|from|outside|around|on)\s+(?:[\w'’-]+\s+){0,2}$")
AGE_AFTER = re.compile(r"\s?-\s?years?\s?-?\s?old\b|\s+years? old\b", re.I)
AGED_BEFORE = re.compile(r"\baged\s+$", re.I)
MONTH = re.compile(rf"\b(?:in|for|since|during|of)\s+({'|'.join(dates.MONTHS).title()})\b")
LOOSE = re.compile(r"\d,\s\d{3}\b")


def words_after(text: str, at: int, most: int) -> list[tuple[str, Span]]:
    """Up to `most` words that follow `at` without a break or another number between."""
    found: list[tuple[str, Span]] = []
    while len(found) < most:
        match = NEXT_WORD.match(text, at)
        if not match:
            break
        found.append((match[1].rstrip("."), match.span(1)))
        at = match.end()
    return found


def noun(following: list[tuple[str, Span]], is_vague: bool = False) -> tuple[str, int]:
    """The counted noun among the words after a number and where it ends; ("", -1) where there is none."""
    for position, (word, span) in enumerate(following[:5]):
        lower = word.lower()
        if lower == "of" and position == 0 and is_vague:
            continue
        if lower in units.STOPS:
            break
        if lower in units.IRREGULAR or (len(lower) > 3 and lower.endswith("s") and lower[-2] not in "sui'’"):
            if lower in units.NO_NOUNS:
                break
            if position + 1 < len(following) and lower == "police" and following[position + 1][0].endswith("s"):
                continue
            return lower, span[1]
    return "", -1


def clause(text: str, amount: Amount, left: int, right: int) -> tuple[int, int]:
    """The stretch around a figure that no break and no other figure cuts."""
    begin = max([left, *(match.end() for match in BREAK.finditer(text, left, amount.span[0]))])
    after = BREAK.search(text, amount.span[1], right)
    return begin, after.start() if after else right


def state(before: str, after: str, noun: str) -> str:
    """What became of the counted ("dead", "missing"): by the noun itself, else the nearest word for it, "" for none."""
    if noun in units.STATE_NOUNS:
        return units.STATE_NOUNS[noun]
    left = re.findall(r"[^\W\d_]+", before.lower())
    right = re.findall(r"[^\W\d_]+", after.lower())
    stop = next((k for k, word in enumerate(right) if word in ("when", "while", "and", "after", "as")), len(right))
    for words in (left[-3:][::-1], right[: min(stop, 7)], left[::-1], right[stop:][:6]):
        for word in words:
            if word in units.STATES:
                return units.STATES[word]
    return ""


def is_name_part(text: str, amount: Amount) -> bool:
    """True where the word before a bare number makes it part of a name ("Flight 417", "an AK 47") or a broken one."""
    if LOOSE.search(text, max(0, amount.number[0] - 5), amount.number[1] + 5):
        return True
    previous = re.search(r"([^\W\d_]+)\s?$", text[: amount.number[0]])
    if not previous or amount.span[0] != amount.number[0] or amount.is_word:
        return False
    return previous[1].lower() in units.BEFORE_NAMES or (previous.start() > 0 and is_name(previous[1]))


def stands_alone(text: str, amount: Amount, before: str, after: str, state: str) -> bool:
    """True for a number without a noun that plainly counts people: "the toll rose to 21", "killing 17"."""
    if not state or amount.is_pair:
        return False
    if amount.low == amount.high == 0:
        return state in ("killed", "hurt", "missing")
    if re.search(r"\btoll\b", before, re.I):
        return True
    near = re.findall(r"[^\W\d_]+", before.lower())[-4:] + re.findall(r"[^\W\d_]+", after.lower())[:2]
    return any(units.STATES.get(word) == state for word in near) and state in ("killed", "hurt", "missing")


def bearer(text: str, amount: Amount) -> str:
    """Last name of the person an age belongs to: the nearest name before it, or after "-year-old"."""
    before = [word for word in re.findall(r"[^\W\d_]+", text[: amount.span[0]]) if is_name(word)]
    if AGED_BEFORE.search(text[: amount.span[0]]):  # "Mara Quist died in Belver aged 74"
        before = _persons(text[: amount.span[0]]) or before
    after = [word for word in re.findall(r"[^\W\d_]+", text[amount.span[1] :][:80]) if is_name(word)]
    if AGE_AFTER.match(text, amount.span[1]):
        return after[min(1, len(after) - 1)] if after else ""
    return before[-1] if before else ""


def _persons(text: str) -> list[str]:
    """Names in `text` that no preposition makes a place."""
    return [
        match[0]
        for match in re.finditer(r"[^\W\d_]+", text)
        if is_name(match[0]) and not PLACED.search(text[: match.start()])
    ]


def whole(text: str, at: int) -> str:
    """What a share that ends at `at` is a share of, as a few terms: "of the wheat harvest" reads "wheat harvest"."""
    begin = WHOLE.match(text, at)
    following = words_after(text, begin.end() if begin else at, 3)
    found: list[str] = []
    for word, _ in following:
        if word.lower() in FUNCTION_WORDS or word.lower() in units.STOPS:
            break
        found.append(VOCABULARY[word])
    return " ".join(filter(None, found))


def scope(clause: str, claim: str) -> frozenset[str]:
    """What a figure is limited to: words for parts, places, days, months; "*" where its clause says it is the whole."""
    words = re.findall(r"[^\W\d_]+", clause.lower())
    found = {word for word in words if word in units.PART}
    if any(word in units.WHOLE for word in words) or re.search(r"\b(?:so far|in all|a total of)\b", claim):
        found.add("*")
    for match in re.finditer(
        r"\b(?:in|at|near|outside|inside|from)\s+(?:the\s+)?(?:\w+\s+of\s+)?((?:[A-Z][\w'’-]+\s?)+)", clause
    ):
        found |= {word for word in match[1].split() if is_name(word)}
    found |= {f"day:{date.weekday}" for date in dates.stated_dates(clause) if date.weekday is not None}
    found |= {f"month:{dates.MONTHS[match[1].lower()]}" for match in MONTH.finditer(clause)}
    return frozenset(found)


def is_part(text: str, amount: Amount, before: str, after: str) -> bool:
    """True for a count that is part of another: "including three children", "twelve of the 30"."""
    if PART_BEFORE.search(before) or OF_WHOLE.search(text[: amount.span[0]]):
        return True
    return amount.shown not in VAGUE and PART_AFTER.match(after) is not None
