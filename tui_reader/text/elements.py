"""What HTML elements are to a reader of words: blocks, kinds, silence."""

from __future__ import annotations

from tui_reader.model import BlockKind


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SILENT = _names(
    "script style template svg math select textarea button noembed noframes canvas datalist head title frameset"
)
"""Rendered as nothing, with all that is in them."""

BLOCKS = _names(
    "p div section article main header footer aside nav address center form fieldset details summary hr ul ol dl body"
    " html table tbody thead tfoot caption figure hgroup menu dir noscript figcaption video audio"
)
"""Part the words before from the words after."""

KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("pre", "listing", "xmp"), "pre"),
    "blockquote": "quote",
}
"""Say what the blocks in them are."""

PRECEDENCE: tuple[BlockKind, ...] = ("pre", "heading", "caption", "item", "quote")
"""Which kind wins where several are open."""

ROWS = _names("tr")
CELLS = _names("td th")
TABLE_PARTS = _names("table tbody thead tfoot caption")
MEDIA = _names("source audio video embed")
FOREIGN = _names("svg math")
VOID = _names("area base br col embed hr img input link meta param source track wbr")

BREAKOUT = (BLOCKS | KINDS.keys() | ROWS | CELLS) - {"html", "body"}
"""Put an end to a foreign element that was never closed, as HTML5 has it."""

UNCOUNTED = VOID | _names("a p li td th tr dt dd option")
"""Elements that do not pile up when nobody closes them."""
