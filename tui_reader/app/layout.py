"""How wide everything is: pure arithmetic on the size of the terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is shown, and how wide."""

    list_width: int  #: cells of the list, 0: hidden
    first: int  #: first visible pane
    count: int  #: visible panes


def list_cells(width: int) -> int:
    """Cells of the list beside panes: a third of a small window, never more than a line of a headline needs."""
    return max(28, min(46, width * 30 // 100))


def arrange(
    width: int,
    panes: int,
    *,
    active: int = 0,
    first: int = 0,
    narrowest: int = 38,
    is_list_wanted: bool = True,
    is_in_panes: bool = False,
    is_zoomed: bool = False,
) -> Arrangement:
    """Which panes stand beside the list in `width` cells.

    `active` is kept in sight, moving `first` no more than needed. Where list and one pane do not both fit, the one
    that has the keys (`is_in_panes`) is shown alone.
    """
    if panes == 0:
        return Arrangement(width, 0, 0)
    active = max(0, min(active, panes - 1))
    if is_zoomed:
        return Arrangement(0, active, 1)
    beside = list_cells(width) if is_list_wanted or not is_in_panes else 0
    if beside and width - beside < narrowest + 1:
        if not is_in_panes:
            return Arrangement(width, 0, 0)
        beside = 0
    count = max(1, min(panes, (width - beside + 1) // (narrowest + 1)))
    first = max(0, min(first, panes - count))
    first = min(max(first, active - count + 1), active)
    return Arrangement(beside, first, count)
