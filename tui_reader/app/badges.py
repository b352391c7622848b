"""Source badges in words, readable without colour: who says it, how it is told, through whom. Standard library only.

docs/claims.md defines the signs: quotation, paraphrase, both; a kind in capitals where the name alone does not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tui_reader.model import Claim

Part = Literal["kind", "name", "role", "sign", "channel"]

#: Kinds written before the name; the others are told by the name itself or by a sign.
TAGGED = frozenset({"DOC", "DATA", "STATE", "MEDIA", "POST", "ANON", "GROUP"})


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs in use."""

    direct: str = "“"  #: a quotation
    indirect: str = "≈"  #: a paraphrase
    mixed: str = "“≈"  #: a paraphrase with quoted words
    org: str = "▣"  #: an organisation
    via: str = "›"  #: between the hops of a chain
    dot: str = "·"  #: between name and role, and in lines of facts
    cursor: str = "▌"  #: the current row or claim
    unread: str = "•"  #: not opened
    saved: str = "★"  #: a saved claim
    differs: str = "≠"  #: figures that cannot both hold
    copied: str = "⧉"  #: one text in several outlets
    shared: str = "×"  #: before the number of outlets with the same claim
    more: str = "…"  #: cut here
    rule: str = "─"  #: a line across
    edge: str = "│"  #: a line down
    bullet: str = "•"  #: an item of a list
    edited: str = "Δ"  #: an article that changed
    open: str = "▾"  #: an unfolded group
    failing: str = "!"  #: a feed that fails
    quote_open: str = "“"  #: around copied words
    quote_close: str = "”"  #: around copied words
    is_ascii: bool = False  #: whether other signs must stay out of sight too


UNICODE = Glyphs()
ASCII = Glyphs(
    direct='"', indirect="~", mixed='"~', org="#", via=">", dot="-", cursor=">", unread="*", saved="+", differs="!=",
    copied="(c)", shared="x", more="...", rule="-", edge="|", bullet="-", edited="^", open="v", failing="!",
    quote_open='"', quote_close='"', is_ascii=True,
)  # fmt: skip


#: Terminals whose fonts have a few hundred signs at most, by the begin of TERM.
POOR = ("linux", "vt", "cons25", "sun", "hurd", "mach")


def why_ascii(environ: Mapping[str, str]) -> str:
    """What keeps a terminal from showing our signs, "" for nothing: its own name, or a locale that is not UTF-8.

    Where no locale is named nothing is known, and nearly every terminal of today reads UTF-8.
    """
    if environ.get("TERM", "").startswith(POOR):
        return f"TERM={environ['TERM']}"
    name = next((key for key in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(key)), "")
    if not name:
        return ""
    codeset = environ[name].partition("@")[0].partition(".")[2].lower().replace("-", "")
    is_plain = environ[name] in ("C", "POSIX") or (codeset and codeset != "utf8")
    return f"{name}={environ[name]}" if is_plain else ""


def glyphs_of(name: str) -> Glyphs:
    """The set of signs a setting names; whoever starts the app has decided what "auto" is, else it is Unicode."""
    return ASCII if name == "ascii" else UNICODE


def sign_of(claim: Claim, glyphs: Glyphs = UNICODE) -> str:
    """The sign of how a claim is rendered, "" for the outlet's own voice."""
    if claim.badge == "OUTLET":
        return ""
    return {"direct": glyphs.direct, "mixed": glyphs.mixed}.get(claim.mode, glyphs.indirect)


def badge_parts(claim: Claim, outlet: str, glyphs: Glyphs = UNICODE) -> list[tuple[Part, str]]:
    """The badge as parts to be joined by blanks; `outlet` is shown for the outlet's own voice.

    >>> from tui_reader.model import Claim
    >>> badge_text(Claim(((0, 1),), "x", "narration", "OUTLET"), "BBC")
    'BBC'
    """
    if claim.badge == "OUTLET":
        return [("name", outlet or "the outlet")]
    parts: list[tuple[Part, str]] = []
    source = claim.source
    for hop in claim.chain:
        parts += [("kind", hop), ("sign", glyphs.via)]
    if claim.badge in TAGGED:
        parts.append(("kind", claim.badge))
    elif claim.badge == "ORG":
        parts.append(("sign", glyphs.org))
    elif claim.badge == "UNKNOWN":
        parts.append(("kind", f"? {round(claim.confidence * 100)}%"))
    name = (source.name or source.mention) if source else ""
    if name:
        parts.append(("name", name))
    if source and source.role and source.role.casefold() != name.casefold():
        parts.append(("role", f"{glyphs.dot} {source.role}"))
    parts.append(("sign", sign_of(claim, glyphs)))
    if claim.stance == "deny" and claim.mode != "direct":
        parts.append(("sign", "denied"))  # the words alone would read as the very thing that is denied
    if claim.channel not in ("", "unstated"):
        parts.append(("channel", f"@{claim.channel}"))
    return parts


def badge_text(claim: Claim, outlet: str, glyphs: Glyphs = UNICODE) -> str:
    """The badge as one line."""
    return " ".join(text for _, text in badge_parts(claim, outlet, glyphs))
