"""Ink: the styles, signs and density that everything is drawn with, made of a Textual theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui_reader.app.badges import UNICODE, Glyphs
from tui_reader.app.themes import FOCUS, ROW

if TYPE_CHECKING:
    from tui_reader.app.settings import Density
    from tui_reader.model.claims import Badge

LEGIBLE = 4.5  #: contrast of words to what is behind them, at least


@dataclass(frozen=True, slots=True)
class Ink:
    """Styles by what they say, not by colour. None of them sets a background but the cursor and the marks."""

    text: Style  #: running text
    dim: Style  #: what is beside the point
    strong: Style  #: titles
    head: Style  #: header of a pane
    head_focus: Style  #: header of the pane that has the keys
    cursor: Style  #: the bar before the current row
    row: Style  #: the current row where the list has the keys
    row_idle: Style  #: the current row where it has not
    lit: Style  #: the current claim in its text
    soft: Style  #: the other claims of the same source or story in a text
    link: Style  #: links and numbers
    key: Style  #: a key in footer and help
    accent: Style  #: marks that want to be seen
    error: Style  #: failing
    good: Style  #: done, new
    hit: Style  #: characters a search found
    named: Style  #: badges of named people
    body: Style  #: badges of organisations and officials
    unnamed: Style  #: badges of anonymous and unknown sources
    record: Style  #: badges of documents and data
    media: Style  #: badges of media, states and posts
    own: Style  #: the outlet's own voice
    glyphs: Glyphs = UNICODE  #: the signs
    density: Density = "comfortable"  #: how much air
    text_width: int = 92  #: widest running text, in cells

    def badge(self, badge: Badge) -> Style:
        """The style of a badge's name."""
        return getattr(self, _BADGE_ROLE[badge])  # type: ignore[no-any-return]


_BADGE_ROLE: dict[Badge, str] = {
    "NAME": "named", "ORG": "body", "OFFICIAL": "body", "GROUP": "unnamed", "ANON": "unnamed", "UNKNOWN": "unnamed",
    "DOC": "record", "DATA": "record", "MEDIA": "media", "STATE": "media", "POST": "media", "OUTLET": "own",
}  # fmt: skip


def ink_of(theme: Theme, glyphs: Glyphs = UNICODE, density: Density = "comfortable", text_width: int = 92) -> Ink:
    """Ink for a theme: its own colours, or the terminal's sixteen where the theme says so."""
    ink = _terminal_ink(theme.dark) if theme.ansi else _colour_ink(theme)
    return replace(ink, glyphs=glyphs, density=density, text_width=text_width)


def legible(hue: Color, grounds: Iterable[Color], fore: Color) -> Color:
    """`hue`, moved towards `fore` until it stands out from all `grounds` as WCAG 2 asks of text (AA, 4.5 to 1)."""
    behind = tuple(grounds)
    for step in range(21):
        moved = hue.blend(fore, step / 20)
        if all(contrast(moved, ground) >= LEGIBLE for ground in behind):
            return moved
    return fore


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colour_ink(theme: Theme) -> Ink:
    """Styles in true colour; Textual steps them down for terminals that have fewer."""
    ground = Color.parse(theme.background or ("#121212" if theme.dark else "#f4f4f4"))
    fore = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#222222"))
    surface = Color.parse(theme.surface or ground.blend(fore, 0.06).hex)

    def colour(value: str | None, fallback: Color = fore) -> Color:
        return Color.parse(value) if value else fallback

    primary = colour(theme.primary)
    accent = colour(theme.accent, primary)
    warning, error, success = colour(theme.warning, accent), colour(theme.error, accent), colour(theme.success, primary)
    secondary = colour(theme.secondary, primary)
    row = colour(theme.variables.get(ROW), ground.blend(primary, 0.2 if theme.dark else 0.15))
    row_idle = ground.blend(fore, 0.09)
    focus = colour(theme.variables.get(FOCUS), ground.blend(primary, 0.30))
    lit, hit = ground.blend(accent, 0.24 if theme.dark else 0.30), ground.blend(warning, 0.40)
    grounds = (ground, surface, Color.parse(theme.panel) if theme.panel else surface, row, row_idle)

    def ink(hue: Color, *, on: Color | None = None, bold: bool = False, italic: bool = False) -> Style:
        hue = legible(hue, (on,) if on else grounds, fore)
        return Style(
            color=hue.rich_color, bgcolor=on.rich_color if on else None, bold=bold or None, italic=italic or None
        )

    muted = fore.blend(ground, 0.42 if theme.dark else 0.34)

    return Ink(
        text=ink(fore), dim=ink(muted), strong=ink(fore, bold=True),
        head=ink(muted, on=surface), head_focus=ink(fore, on=focus, bold=True),
        cursor=ink(accent, bold=True),
        row=Style(bgcolor=row.rich_color), row_idle=Style(bgcolor=row_idle.rich_color), lit=ink(fore, on=lit),
        soft=Style(underline=True), link=ink(secondary, bold=True), key=ink(accent, bold=True),
        accent=ink(accent, bold=True), error=ink(error, bold=True), good=ink(success),
        hit=ink(fore, on=hit, bold=True),
        named=ink(primary, bold=True), body=ink(secondary, bold=True), unnamed=ink(warning, bold=True, italic=True),
        record=ink(success, bold=True), media=ink(error.blend(fore, 0.2), bold=True), own=ink(muted),
    )  # fmt: skip


def _terminal_ink(is_dark: bool) -> Ink:
    """Styles of the terminal's own colours; each keeps its meaning as bold, dim, reverse or underline alone."""

    def ansi(words: str) -> Style:
        return Style.parse(words)

    yellow = "yellow" if is_dark else "magenta"
    return Ink(
        text=Style(), dim=ansi("dim"), strong=ansi("bold"), head=ansi("underline"), head_focus=ansi("bold reverse"),
        cursor=ansi("bold"), row=ansi("reverse"), row_idle=ansi("bold"), lit=ansi("reverse"), soft=ansi("underline"),
        link=ansi("cyan underline"), key=ansi("bold"), accent=ansi(f"bold {yellow}"), error=ansi("bold red"),
        good=ansi("green"), hit=ansi("reverse bold"), named=ansi("bold blue"), body=ansi("bold cyan"),
        unnamed=ansi(f"italic {yellow}"), record=ansi("bold green"), media=ansi("bold magenta"), own=ansi("dim"),
    )  # fmt: skip


STYLE_NAMES = tuple(field.name for field in fields(Ink) if field.name not in ("glyphs", "density", "text_width"))
