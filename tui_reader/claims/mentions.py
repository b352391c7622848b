"""Capitalised names in a text: where they stand, what title or role stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tui_reader.claims.appositions import role_after, role_before
from tui_reader.claims.bodies import is_body_beside, joins_name
from tui_reader.claims.lexicon import abbreviations, given_names, organisations, places, roles, titles, verbs, words_in
from tui_reader.claims.quotes import Quote
from tui_reader.claims.words import (
    AUXILIARIES,
    DAYS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Word,
    is_plural_possessive,
)
from tui_reader.model import Span

PARTICLES = words_in("particle")
COMMON = words_in("opener") | words_in("capital word")
LONGEST_TITLE = 5  #: words
CONTRACTION = re.compile(r"[’'](?:ll|ve|re|d|m|s|t)$")
HEADLINE_VERBS = words_in("headline verb")
BEFORE_TITLES = words_in("before title")
ROMAN = re.compile(r"[IVX]{1,4}")
#: A word that tells of what follows it: "UN-recognised", "Paris-based".
COMPOUND = re.compile(r"-(?:[a-z]+ed|led|run|born|style|era|held|made|wide|level)$")
FAMILY = words_in("family")
ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "sir", "dr"})
SMALL = words_in("opener")


@dataclass(frozen=True, slots=True)
class Mention:
    """A capitalised run of words."""

    span: Span  #: of the name alone, without title and possessive
    words: tuple[str, ...]  #: of the name: ("Christopher", "Cavoli")
    title: str = ""  #: verbatim before the name: "Gen.", "Ukraine Foreign Minister"
    role: str = ""  #: verbatim beside the name, in lower-case words: "U.S. European Command leader"
    has_article: bool = False  #: "the" stands before it
    is_possessive: bool = False  #: "Trump’s"
    quote: int = -1  #: number of the quotation it stands in, -1 outside
    is_opening: bool = False  #: the first words of a sentence
    is_listed: bool = False  #: "X and Y", where X is this
    is_body: bool = False  #: a word for a body stands beside it: "the airline Norair"
    is_located: bool = False  #: "in" stands before it
    is_relative: bool = False  #: somebody's wife, son or first lady: "his wife, Ann Roe"

    @property
    def name(self) -> str:
        """The name as one string."""
        return " ".join(self.words).replace(" ’ ", "’ ").replace(" ' ", "' ")


def bare(word: str) -> str:
    """A word without a possessive."""
    for ending in ("’s", "'s"):
        if word.endswith(ending) and len(word) > 3:
            return word[:-2]
    return word[:-1] if word.endswith(("s’", "s'")) else word


def is_name_word(word: Word) -> bool:
    """Whether a word may be part of a name."""
    if not word.text[0].isupper() or (word.lower in DAYS and word.text not in given_names()):
        return False
    if COMPOUND.search(word.text):
        return False
    return CONTRACTION.sub("", word.lower) not in PRONOUNS and word.lower not in HEADLINE_VERBS


def mentions(text: str, words: Sequence[Word], quotes: Sequence[Quote] = ()) -> Iterator[Mention]:
    """The names of one paragraph in order; `words` are its words."""
    at = 0
    while at < len(words):
        if not is_name_word(words[at]):
            at += 1
            continue
        end = run_end(words, at)
        yield from split_run(text, words, at, end)
        at = max(end, at + 1)


def run_end(words: Sequence[Word], begin: int) -> int:
    """Index behind the capitalised run that begins at `begin`; it bridges particles and stops at a possessive."""
    at = begin + 1
    while at < len(words):
        if bare(words[at - 1].text) != words[at - 1].text and not is_bridge(words, begin, at):
            break
        if words[at].quote != words[begin].quote:
            break
        if is_name_word(words[at]):
            at += 1
        elif is_plural_possessive(words, at) and words[at + 1].is_capital:
            if words[at + 1].text in given_names():
                break  # "Harbour Airlines' Ann Roe"
            at += 2
        elif words[at].lower == "and" and joins_name(words, begin, at):
            at += 1
        elif words[at].lower in PARTICLES and at + 1 < len(words) and is_name_word(words[at + 1]):
            at += 2
        else:
            break
    return at


def is_bridge(words: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a possessive before `at` belongs to a title: "Ukraine’s President Volodymyr Zelenskyy"."""
    return is_name_word(words[at]) and words[at].text.lower() in titles() and bare(words[at - 1].text) in places()


def split_run(text: str, words: Sequence[Word], begin: int, end: int) -> Iterator[Mention]:
    """Mentions in the run `words[begin:end]`: without words that are capital only by place, title apart."""
    while begin < end and is_common(words[begin]) and not is_given(words, begin, end):
        begin += 1
    if begin >= end:
        return
    if opens_with_verb(words, begin, end):
        begin += 1
    title_end = behind_field(words, begin, end) or behind_title(words, begin, end)
    if title_end == end and end - begin > 1 and words[begin].lower.rstrip(".") in ADDRESSES:
        title_end = begin + 1  # "Mr. King", "Ms. Judge"
    first = title_end if title_end < end else begin
    is_address = first > begin and words[first - 1].lower.rstrip(".") in ADDRESSES
    start = first - 1 if is_address else title_begin(words, begin)
    title = text[words[start].begin : words[first - 1].end] if first > begin else ""
    if first == begin and title_end == end and end - begin > 0:
        title = ""
    name = tuple(bare(word.text) for word in words[first:end])
    last = words[end - 1]
    before = words[begin - 1] if begin else None
    role = role_before(text, words, begin, end) or role_after(text, words, end)
    yield Mention(
        span=(words[first].begin, last.end - (len(last.text) - len(bare(last.text)))),
        words=name,
        title=title,
        role=role,
        has_article=before is not None and before.lower in {"the", "a", "an"} and is_head(words, end),
        is_possessive=bare(last.text) != last.text,
        quote=words[first].quote,
        is_opening=before is None or before.text in {".", "”", '"', "!", "?", ":"},
        is_listed=end < len(words) and words[end].lower == "and",
        is_body=not title and is_body_beside(words, first, end),
        is_located=before is not None and before.lower == "in",
        is_relative=is_relative(words, begin, end) or "first lady" in f"{title} {role}".lower(),
    )


def opens_with_verb(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether a participle opens the sentence before a name: "Chasing Roe"."""
    word = words[begin]
    opens = begin == 0 or words[begin - 1].text in {".", "”", '"', "!", "?"}
    is_verb = word.lower.endswith("ing") and len(word.text) > 5 and word.text not in given_names()
    return (
        opens and is_verb and end - begin > 1 and word.text not in places() and words[-1].lower not in organisations()
    )


def is_common(word: Word) -> bool:
    """Whether a word is capital by its place alone, or because a line shouts: "Critics", "AS"."""
    return word.text in COMMON or (word.text.isupper() and len(word.text) > 1 and word.text.capitalize() in SMALL)


def is_relative(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether a word for a member of a family stands beside the name: "his wife, Ann Roe", "Bo Roe, son of the"."""
    at = begin - 2 if begin and words[begin - 1].text == "," else begin - 1
    beside = [words[at].lower] if at >= 0 else []
    if end < len(words) and words[end].text == ",":
        beside += [word.lower for word in words[end + 1 : end + 4]]
    return any(word in FAMILY for word in beside)


def behind_field(words: Sequence[Word], begin: int, end: int) -> int:
    """Index behind the field of an office before the run: "Minister of [Education] Ann Roe"; 0 where there is none."""
    if begin < 2 or words[begin - 1].lower != "of" or end - begin < 3 or not words[begin - 2].is_capital:
        return 0
    field, name = words[begin].text, words[begin + 1].text
    is_field = words[begin - 2].lower in titles() and field not in given_names() and field not in places()
    return begin + 1 if is_field and (name in given_names() or end - begin == 3) else 0


def title_begin(words: Sequence[Word], begin: int) -> int:
    """Where a title begins that has small words before it: "former President", "Harbour City police Chief"."""
    at = begin
    if at > 1 and words[at - 1].lower == "of" and words[at - 2].lower in titles():
        at -= 2  # "Minister of Education"
    while at > 0 and begin - at < 3:
        word = words[at - 1]
        if word.lower not in BEFORE_TITLES and not (at < begin and word.is_capital and not is_common(word)):
            break
        at -= 1
    return at


def is_head(words: Sequence[Word], end: int) -> bool:
    """Whether the run that ends before `end` is a phrase's head: no noun follows, as in "the Roe campaign"."""
    if end >= len(words):
        return True
    word = words[end]
    borders = PREPOSITIONS | SUBORDINATORS | AUXILIARIES | {"and", "or"}
    return word.is_mark or word.lower in borders or word.lower in verbs()


def is_given(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether a common word is a given name here: "Will Smith", "May Roe"."""
    return words[begin].text in given_names() and end - begin > 1


def behind_title(words: Sequence[Word], begin: int, end: int) -> int:
    """Index behind the title that opens the run; `begin` where there is none.

    A title may have a country or body before it: "U.S. Defense Secretary", "Kremlin Spokesman".
    """
    for at in range(min(end - 1, begin + LONGEST_TITLE), begin - 1, -1):
        for start in range(max(begin, at - 3), at + 1):
            phrase = " ".join(word.lower for word in words[start : at + 1])
            is_role = start == at and phrase.split("-")[-1] in roles() and may_follow_role(words, at + 1, end)
            if (phrase in titles() or is_role) and not is_given_name_title(words, at, end):
                return at + 1
    return begin


def may_follow_role(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a name follows a capitalised role: "Candidate Roe", "Republican Bill Vale"; no body, no thing."""
    if at >= end:
        return False
    last, role = words[end - 1].lower, roles()[words[at - 1].lower.split("-")[-1]]
    is_alone = at == end - 1 and role.affiliation == "party-campaign" and not role.is_plural
    return words[at].text in given_names() or (is_alone and last not in organisations() and last not in roles())


def is_given_name_title(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the word at `at` is a given name or surname more likely than a title: "Dean Roe", "Steve King"."""
    word = words[at].text
    if word == "General" and at + 1 < end and words[at + 1].lower in organisations():
        return True  # "General Electric"
    if (
        at
        and words[at - 1].text in given_names()
        and word in {"King", "Prince", "Major", "Judge", "Chief", "Pope", "Star"}
    ):
        return True
    return word in {"Dean", "Don", "Earl", "Star"} and end - at <= 2


def whole_name(words: Sequence[Word], following: Sequence[Word]) -> list[Word]:
    """The words of a source, and the name behind them where they are but its beginning: "Mr.", "de", "Federation".

    `following` are the words behind: of "Federation head Ann Roe" an engine may have taken the first alone.
    """
    whole = list(words)
    if words and words[-1].is_capital and len(following) > 1:
        noun, name = following[:2]
        role = roles().get(noun.lower)
        is_office = role is not None and not role.is_plural and noun.lower not in verbs() and not noun.is_capital
        if is_office and name.is_capital:
            return [*whole, noun, *takewhile(lambda word: word.is_capital, following[1:])]
    if len(words) == 1 and (words[0].lower in PARTICLES or words[0].text.endswith(".")):
        whole += takewhile(lambda word: word.is_capital, following[:2])
    return whole


def is_initial(word: str) -> bool:
    """Whether a word is an initial or a suffix of a name."""
    return (len(word) <= 2 and word.endswith(".")) or word.rstrip(".") in {"Jr", "Sr"} or bool(ROMAN.fullmatch(word))


def surname(words: Sequence[str]) -> str:
    """The last word of a name that is no suffix: "Roe" of ("Ann", "Roe", "Jr.")."""
    for word in reversed(words):
        if not is_initial(word) and word.rstrip(".") not in abbreviations():
            return word
    return words[-1] if words else ""
