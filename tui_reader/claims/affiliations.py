"""What stands behind a role: government, court, company and so on, by its most telling words."""

from __future__ import annotations

from tui_reader.claims.lexicon import organisations, roles, titles, words_in
from tui_reader.model import Affiliation

GENERAL_ROLES = words_in("general role")


def affiliation_of_role(role: str) -> Affiliation:
    """The affiliation a role or title tells, by its most telling words; "unknown" if none does."""
    words = role.lower().replace(",", " ").split()
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            known = titles().get(" ".join(words[at : at + size]))
            if known and known[0] not in {"unknown", "other"}:
                return known[0]
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            if organisations().get(" ".join(words[at : at + size]), "other") != "other":
                return organisations()[" ".join(words[at : at + size])]
    telling = [word for word in words if word not in GENERAL_ROLES]
    for word in telling:
        if (found := affiliation_of_word(word)) not in {"other", "unknown"}:
            return found
    for word in telling:
        if organisations().get(word, "other") != "other":
            return organisations()[word]
    general = (affiliation_of_word(word) for word in words)
    return next((found for found in general if found not in {"other", "unknown"}), "unknown")


def affiliation_of_word(word: str) -> Affiliation:
    """The affiliation that a single title or role word tells."""
    if word in roles() and roles()[word].affiliation != "unknown":
        return roles()[word].affiliation
    return titles()[word][0] if word in titles() else "unknown"
