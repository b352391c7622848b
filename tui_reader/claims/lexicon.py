"""The room's tables, read once: `tables/*.tsv`, tab-separated, one reason a line, a comment line before the header."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tui_reader.model import Affiliation, Badge, Stance


def rows(name: str) -> list[list[str]]:
    """The cells of `tables/NAME.tsv` without comment and header, one list a line."""
    text = files("tui_reader.claims").joinpath("tables", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("# ")]
    return [line.split("\t") for line in lines[1:]]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in one of its forms."""

    lemma: str  #: "say"
    form: str  #: base, third, past, ing or participle
    takes: str  #: letters: c a clause, q a quotation, i an infinitive, n an object only, a an addressee first
    stance: Stance  #: what a speaker does with it


@dataclass(frozen=True, slots=True)
class Role:
    """A head noun of unnamed sources."""

    kind: str  #: "official" or "group"
    affiliation: Affiliation  #: what stands behind it
    is_plural: bool = False  #: "officials"


@cache
def verbs() -> dict[str, Verb]:
    """Form in lower case -> verb; the first entry wins where two verbs share a form."""
    found: dict[str, Verb] = {}
    for lemma, third, past, ing, participle, takes, stance, _reason in rows("verbs"):
        forms = ((past, "past"), (third, "third"), (ing, "ing"), (participle, "participle"), (lemma, "base"))
        for word, form in forms:
            found.setdefault(word, Verb(lemma, form, takes, stance))  # type: ignore[arg-type]
    return found


def plural(noun: str) -> str:
    """The regular English plural of `noun`."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun[:-3] + "men" if noun.endswith("man") and noun not in {"german", "human"} else noun + "s"


@cache
def roles() -> dict[str, Role]:
    """Head noun in lower case, singular and plural -> role."""
    found: dict[str, Role] = {}
    for noun, kind, affiliation, _reason in rows("roles"):
        is_plural = noun.endswith(("men", "people", "police", "children")) or (
            noun.endswith("s") and noun[:-1] in found
        )
        found.setdefault(noun, Role(kind, affiliation, is_plural))  # type: ignore[arg-type]
    for noun, role in list(found.items()):
        found.setdefault(plural(noun), Role(role.kind, role.affiliation, is_plural=True))
    return found


@cache
def titles() -> dict[str, tuple[Affiliation, str]]:
    """Title in lower case -> affiliation and gender ("m", "f" or "")."""
    found: dict[str, tuple[Affiliation, str]] = {}
    for title, affiliation, gender, _reason in rows("titles"):
        found.setdefault(title.lower(), (affiliation, gender))  # type: ignore[arg-type]
    return found


@cache
def organisations() -> dict[str, Affiliation]:
    """Word or phrase in lower case that heads the name of a body -> affiliation."""
    found: dict[str, Affiliation] = {}
    for word, affiliation, _reason in rows("organisations"):
        found.setdefault(word, affiliation)  # type: ignore[arg-type]
    for word, body in list(found.items()):
        if " " not in word:
            found.setdefault(plural(word), body)
    return found


@cache
def documents() -> dict[str, Badge]:
    """Head noun in lower case, singular and plural -> DOC, DATA or POST."""
    found: dict[str, Badge] = {}
    for noun, badge, _reason in rows("documents"):
        found.setdefault(noun, badge)  # type: ignore[arg-type]
    for noun, kind in list(found.items()):
        found.setdefault(plural(noun), kind)
    return found


@cache
def media() -> dict[str, tuple[str, str]]:
    """Name of a press body as written -> kind ("agency", "outlet", "state") and canonical name."""
    return {name: (kind, canonical) for name, kind, canonical, _reason in rows("media")}


@cache
def places() -> dict[str, tuple[str, str]]:
    """Place as written -> kind ("country", "capital", "seat", "demonym", "region", "city") and the country it is of."""
    found: dict[str, tuple[str, str]] = {}
    for name, kind, of, _reason in rows("places"):
        found.setdefault(name, (kind, of))
    return found


@cache
def given_names() -> dict[str, str]:
    """Given name -> "m" or "f"."""
    found: dict[str, str] = {}
    for name, gender, _reason in rows("given_names"):
        found.setdefault(name, gender)
    return found


@cache
def platforms() -> dict[str, str]:
    """Phrase in lower case -> platform as shown."""
    return {phrase: shown for phrase, shown, _reason in rows("platforms")}


@cache
def anonymity() -> tuple[str, ...]:
    """Phrases in lower case that keep a name back."""
    return tuple(row[0] for row in rows("anonymity"))


@cache
def anonymity_clauses() -> tuple[str, ...]:
    """Those of them that keep a name back wherever they stand in the sentence, not at the source alone."""
    return tuple(phrase for phrase, reason in rows("anonymity") if not reason.startswith("the word itself"))


@cache
def abbreviations() -> dict[str, str]:
    """Word as written, without its last stop -> "title", "number" or "inner"."""
    found: dict[str, str] = {}
    for word, kind, _reason in rows("abbreviations"):
        found.setdefault(word, kind)
    return found


@cache
def words_in(kind: str) -> frozenset[str]:
    """The function words of a class of `tables/function_words.tsv`."""
    found = frozenset(word for word, each, _reason in rows("function_words") if each == kind)
    if not found:
        raise KeyError(kind)
    return found
