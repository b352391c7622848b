"""State media, agencies and outlets as sources, told by the table of names and by how newspapers are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.claims.kinds import Kind
from tui_reader.claims.lexicon import media, places, words_in
from tui_reader.claims.mentions import bare
from tui_reader.claims.words import Word
from tui_reader.model import Naming

PRESS_HEADS = words_in("press head")
PRESS_TAILS = words_in("press tail")
STATE_MEDIA = re.compile(
    r"\b(?:state|government|official)(?:[- ](?:run|owned|controlled|backed|funded|affiliated|linked))? "
    r"(?:\w+ )?(?:media|television|tv|radio|news agency|broadcaster|newspaper|agency|outlets?|news)\b"
)
PRESS_BODY = re.compile(r"\b(?:news|media) (?:agenc|organi[sz]|outlet|compan|site)")
PRESS_NAME = re.compile(r"\b(?:News|Press) (?:Service|Agency|Network|Association|Media)\b")


def is_press(core: Sequence[Word], head: int) -> bool:
    """Whether a mention is the proper name of a newspaper or agency: "the Harbour Gazette", "the Northern Press"."""
    if not core[head].is_capital or head < 1:
        return False
    is_proper = core[head].lower == "press" and core[head - 1].is_capital
    return is_proper or (head > 1 and is_press_tail(core[head]))


def is_press_tail(word: Word) -> bool:
    """Whether a word ends the name of a newspaper: "Gazette", "Journal-Constitution"."""
    return any(part in PRESS_TAILS for part in bare(word.text).lower().split("-"))


def press(plain: str, core: Sequence[Word], head: int) -> Kind | None:
    """State media and media."""
    upto = " ".join(bare(word.text) for word in core[: head + 1])
    lookups = [f"The {plain}"] if core[0].lower == "the" else []
    behind = [upto.split(" ", at)[-1] for at in range(1, head)]
    lookups += [plain, f"The {plain}", upto, *behind, bare(core[head].text)]
    for name in lookups if core[head].is_capital or plain in media() else ():
        if name in media():
            return press_body(name)
    if STATE_MEDIA.search(plain.lower()):
        naming: Naming = "collective" if "media" in plain.lower() else "role-only"
        return Kind("STATE", plain, naming=naming, affiliation="media")
    if head == 1 and core[0].text in media() and core[1].text in places():
        return press_body(core[0].text)  # "POLITICO Florida"
    if (
        head
        and core[head].is_capital
        and (is_press_tail(core[head]) or is_press(core, head) or PRESS_NAME.search(plain))
    ):
        return Kind("MEDIA", plain, naming="named", affiliation="media")
    if bare(core[head].text).lower() in PRESS_HEADS or PRESS_BODY.search(plain.lower()):
        return Kind("MEDIA", plain, naming="role-only", affiliation="media")
    return None


def press_body(name: str) -> Kind:
    """The kind of a press body that the table knows by `name`."""
    kind, canonical = media()[name]
    return Kind("STATE" if kind == "state" else "MEDIA", canonical, naming="named", affiliation="media")
