"""What the reader may set about the app, as one frozen value handed down by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Glyphs = Literal["auto", "unicode", "ascii"]
Density = Literal["comfortable", "compact"]
FaceName = Literal["stories", "river", "feeds", "sources", "saved"]


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Options of the app; every field has the default that `newsread` starts with."""

    theme: str = "auto"  #: a theme's name, or "auto": our dark one, the terminal's own colours under NO_COLOR
    glyphs: Glyphs = "auto"  #: "ascii" for terminals and fonts that lack signs, "auto" by terminal and locale
    density: Density = "comfortable"  #: "compact" puts badge and claim on one line and drops blank lines
    keymap: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: command id -> keys instead of its own
    start_face: FaceName = "stories"  #: the list shown at the start, where nothing is restored
    restore: bool = True  #: open the list and the panes that were open when the reader was left
    preview: bool = True  #: the panes follow the cursor of the list; reading marks only what is opened
    refresh_on_start: bool = True  #: refresh the feeds when the app starts, behind what is stored
    refresh_minutes: int = 30  #: minutes between refreshes while the app runs, 0 for none
    text_width: int = 92  #: widest column of running text, in cells
    count_within: int = 250  #: ms after a digit that opened a list in which a key makes it a number (5j), 0 for never
    history: Path | None = None  #: folder that keeps lines typed earlier and what is open, None to forget both
    pane_width: int = 38  #: narrowest pane beside another, in cells
