"""Numbers of the items of HTML lists, by the list's own start, type and direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LISTS = frozenset({"ol", "ul", "menu", "dir"})
"""Elements that hold items."""
LARGEST = 10**9
"""Numbers beyond it are no numbers of items; an attribute may have thousands of digits."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class _List:
    """One open list."""

    next: int | None  #: number of the next item, None where items have none
    step: int = 1  #: to the item after it
    style: str = "1"  #: as the attribute `type` of HTML: "1", "a", "A", "i", "I"


@dataclass(slots=True)
class OpenLists:
    """The lists around the place that is being read."""

    _open: list[_List] = field(default_factory=list)
    _label: str = ""

    @property
    def level(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A list begins. A reversed one counts only from a start that it names: its length is not known yet."""
        start = _number(attributes.get("start") or "")
        is_reversed = "reversed" in attributes
        first = None if tag != "ol" or (is_reversed and start is None) else 1 if start is None else start
        kind = (attributes.get("type") or "1").strip()
        self._open.append(_List(first, -1 if is_reversed else 1, kind if kind in ("a", "A", "i", "I") else "1"))

    def end(self) -> None:
        """The innermost list ends."""
        if self._open:
            self._open.pop()
        self._label = ""

    def item(self, attributes: Mapping[str, str]) -> None:
        """An item begins: `take` gives its label."""
        self._label = "*"
        innermost = self._open[-1] if self._open else None
        if innermost is None or innermost.next is None:
            return
        own = _number(attributes.get("value") or "")
        number = innermost.next if own is None else own
        innermost.next = number + innermost.step
        self._label = f"{written(number, innermost.style)}."

    def item_ended(self) -> None:
        """What comes next is no part of the item."""
        self._label = ""

    def take(self) -> str:
        """The label of the item that has just begun, for its first block only; "" for none."""
        label, self._label = self._label, ""
        return label


def written(number: int, style: str) -> str:
    """A number as a list writes it: digits, letters or Roman numerals, digits where those do not reach."""
    if style in "aA" and number > 0:
        letters = ""
        while number:
            number, at = divmod(number - 1, 26)
            letters = chr(ord(style) + at) + letters
        return letters
    if style in "iI" and 0 < number < 4000:
        numeral = ""
        for value, letters in _ROMAN:
            times, number = divmod(number, value)
            numeral += letters * times
        return numeral if style == "i" else numeral.upper()
    return str(number)


def _number(value: str) -> int | None:
    """A whole number of an attribute, None where it is none or too large to be meant."""
    digits = value.strip()
    if not (digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit() and len(digits) <= 10):
        return None
    return int(digits) if abs(int(digits)) <= LARGEST else None
