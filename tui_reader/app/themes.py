"""The app's own two themes, and which one a setting means."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

ROW = "newsread-row"  #: variable of a theme: background of the current row
FOCUS = "newsread-focus"  #: variable of a theme: background of the header of the pane that has the keys

DARK = Theme(
    name="newsread-dark",
    primary="#7cb5e3",
    secondary="#6fc6bd",
    accent="#f0b95a",
    warning="#f0b95a",
    error="#ee7d8a",
    success="#93c987",
    foreground="#dcdad3",
    background="#14161b",
    surface="#1d2027",
    panel="#262a33",
    dark=True,
    # of the current row and of the pane that has the keys: blues that stay blue and legible in 256 colours
    variables={ROW: "#1f2c44", FOCUS: "#20457a"},
)
LIGHT = Theme(
    name="newsread-light",
    primary="#17578a",
    secondary="#0b6a66",
    accent="#9a4f00",
    warning="#8f4a00",
    error="#a81d35",
    success="#2b6a32",
    foreground="#22242a",
    background="#fbf9f5",
    surface="#efece4",
    panel="#e4e0d6",
    dark=False,
)
OWN = (DARK, LIGHT)


def theme_name(setting: str, environ: Mapping[str, str]) -> str:
    """The theme a setting means: "auto" is the terminal's own colours under NO_COLOR, light on a light background.

    COLORFGBG is what rxvt, Konsole and others tell of their colours ("15;0": the last number is the background).
    """
    if setting != "auto":
        return setting
    is_light = environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    if "NO_COLOR" in environ:
        return "ansi-light" if is_light else "ansi-dark"
    return LIGHT.name if is_light else DARK.name
