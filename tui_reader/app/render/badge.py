"""Badges in their colours, cut to the room there is: the role gives way first, the sign of quotation never does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui_reader.app.badges import Part, badge_parts
from tui_reader.app.render.words import cut, one_line

if TYPE_CHECKING:
    from tui_reader.app.render.ink import Ink
    from tui_reader.model import Claim

#: What gives way, in this order, and the fewest cells that a part may be cut to; None: it is left out instead.
GIVING_WAY: Sequence[tuple[Part, int | None]] = (("role", 6), ("channel", None), ("name", 4), ("kind", 3))


def badge_segments(claim: Claim, outlet: str, ink: Ink, room: int | None = None) -> list[Segment]:
    """The badge as segments with blanks between, in at most `room` cells where that is possible."""
    styles: Mapping[Part, Style] = {
        "kind": ink.badge(claim.badge),
        "name": ink.badge(claim.badge),
        "role": ink.dim,
        "channel": ink.dim,
        "sign": ink.accent,
    }
    parts = [(part, one_line(text)) for part, text in badge_parts(claim, outlet, ink.glyphs)]
    segments: list[Segment] = []
    for part, text in parts if room is None else fitted(parts, room, ink.glyphs.more):
        if segments:
            segments.append(Segment(" ", ink.text))
        segments.append(Segment(text, styles[part]))
    return segments


def fitted(parts: Sequence[tuple[Part, str]], room: int, more: str) -> list[tuple[Part, str]]:
    """`parts` cut or left out until they and the blanks between take `room` cells, or nothing more gives way."""
    kept = list(parts)
    for kind, least in GIVING_WAY:
        for at in range(len(kept) - 1, -1, -1):
            over = sum(cell_len(text) + 1 for _, text in kept) - 1 - room
            if over <= 0:
                return kept
            part, text = kept[at]
            left = cell_len(text) - over
            if part != kind:
                continue
            if least is None or (kind == "role" and left < least):
                del kept[at]
            else:
                kept[at] = (part, cut(text, max(left, least), more))
    return kept
