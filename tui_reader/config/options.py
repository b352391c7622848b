"""The table of options: reader, commented sample file and docs/config.md all come from it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from tui_reader.app.settings import AppSettings
from tui_reader.newsroom.settings import Settings

Section = Literal["app", "news", "files", "feeds"]


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What one feed has of its own; "" means: as for all others."""

    title: str = ""  #: shown instead of the feed's own title
    folder: str = ""  #: folder in the list, "/" between levels
    full_text: Literal["", "on-open", "always", "never"] = ""  #: when its articles' pages are fetched


@dataclass(frozen=True, slots=True)
class Files:
    """Where things are."""

    database: str = ""  #: path of the database, "" the usual place


@dataclass(frozen=True, slots=True)
class Option:
    """One key of the file."""

    section: Section  #: table it stands in; "feeds" stands for each [feeds."ADDRESS"]
    key: str  #: its name
    help: str  #: one line
    low: int = 0  #: smallest number allowed
    high: int = 0  #: largest number allowed

    @property
    def kind(self) -> type:
        """Python type of a value: bool, int or str."""
        hint = get_type_hints(HOLDERS[self.section])[self.key]
        return str if get_origin(hint) is Literal else hint

    @property
    def choices(self) -> tuple[str, ...]:
        """The values allowed, () where any of its type is."""
        hint = get_type_hints(HOLDERS[self.section])[self.key]
        return tuple(choice for choice in get_args(hint) if choice) if get_origin(hint) is Literal else ()

    @property
    def default(self) -> Any:
        """The value where the file says nothing."""
        (field,) = (field for field in dataclasses.fields(HOLDERS[self.section]) if field.name == self.key)
        return field.default

    @property
    def allowed(self) -> str:
        """What may stand there, for people."""
        if self.choices:
            return ", ".join(f'"{choice}"' for choice in self.choices)
        if self.kind is bool:
            return "true, false"
        return f"{self.low} to {self.high}" if self.kind is int else "text"


HOLDERS: Final[dict[str, type[Any]]] = {"app": AppSettings, "news": Settings, "files": Files, "feeds": FeedSettings}

OPTIONS: Final = (
    Option(
        "app", "theme", "colours: auto, newsread-dark, newsread-light, ansi-dark, ansi-light or a theme of Textual's"
    ),
    Option(
        "app",
        "glyphs",
        "signs of badges and marks; auto: ascii on the Linux console and where the locale is not UTF-8",
    ),
    Option("app", "density", "compact puts a badge and its claim on one line"),
    Option("app", "start_face", "the list shown at the start, where nothing is restored"),
    Option("app", "restore", "open the list and the panes that were open when newsread was left"),
    Option("app", "preview", "panes follow the cursor of the list"),
    Option("app", "refresh_on_start", "refresh the feeds when newsread starts; what is stored is shown meanwhile"),
    Option("app", "text_width", "widest column of running text, in cells", 20, 400),
    Option("app", "pane_width", "narrowest pane beside another, in cells", 20, 200),
    Option(
        "app",
        "count_within",
        "ms after a digit that opens a list within which a moving key makes it a number (5j); 0: never",
        0,
        2_000,
    ),
    Option("news", "refresh_minutes", "minutes between refreshes while the reader is open, 0 for none", 0, 10_080),
    Option("news", "full_text", "when an article's page is fetched for the whole text"),
    Option("news", "window_hours", "hours; articles further apart than this share no story", 1, 720),
    Option(
        "news", "keep_days", "days after which read articles without saved claims are deleted; 0 keeps all", 0, 36_500
    ),
    Option("news", "engine", "what splits text into claims; auto: the learned model, or the rules where it cannot run"),
    Option("news", "connections", "most feeds asked at the same time", 1, 256),
    Option("news", "max_entries", "most entries taken from one feed at one visit", 1, 100_000),
    Option("files", "database", "path of the database; empty for the usual place (see newsread dirs)"),
    Option("feeds", "title", "name of the outlet, instead of the feed's own"),
    Option("feeds", "folder", "folder in the list of feeds, / between levels"),
    Option("feeds", "full_text", "as in [news], for this feed alone"),
)

BOTH: Final = ("refresh_minutes",)
"""Options of [news] that the app is told too."""

NOT_IN_FILE: Final = frozenset({("app", "keymap"), ("app", "refresh_minutes"), ("app", "history")})
"""Fields that come another way: [keys], `BOTH`, the state folder."""
