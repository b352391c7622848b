"""The configuration as one value; what reads TOML is loaded where there is a file to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.app.settings import AppSettings
from tui_reader.config.places import config_path, database_path
from tui_reader.errors import ConfigError
from tui_reader.newsroom.settings import Settings

if TYPE_CHECKING:
    from tui_reader.config.options import FeedSettings


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the reader may set."""

    app: AppSettings = field(default_factory=AppSettings)  #: [app] and [keys]
    news: Settings = field(default_factory=Settings)  #: [news]
    feeds: Mapping[str, FeedSettings] = field(default_factory=dict)  #: [feeds."ADDRESS"], by address
    database: Path | None = None  #: [files] database, None for the usual place
    path: Path | None = None  #: the file it came from, None where there was none

    @property
    def database_path(self) -> Path:
        """Where the database is."""
        return self.database or database_path()


def load(path: Path | None = None) -> Config:
    """Read `path`, or the usual file where that exists.

    Raises ConfigError, one line: the first thing that is wrong, and how many more there are.
    """
    if path is None:
        path = config_path()
        if not path.is_file():
            return Config()
    from tui_reader.config.reading import read, text_of

    config, wrong = read(text_of(path), str(path))
    if wrong:
        more = f" (and {len(wrong) - 1} more: newsread config check)" if len(wrong) > 1 else ""
        raise ConfigError(wrong[0] + more)
    return replace(config, path=path)
