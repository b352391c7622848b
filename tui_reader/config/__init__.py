"""The reader's configuration: a TOML file as one frozen value. The command line reads it and hands it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.lazy import loader

if TYPE_CHECKING:
    from tui_reader.config.config import Config, load
    from tui_reader.config.options import OPTIONS, FeedSettings, Option
    from tui_reader.config.places import config_path, database_path, state_path
    from tui_reader.config.reading import problems, read
    from tui_reader.config.sample import default_text

__all__ = [
    "OPTIONS",
    "Config",
    "FeedSettings",
    "Option",
    "config_path",
    "database_path",
    "default_text",
    "load",
    "problems",
    "read",
    "state_path",
]

HOMES = {
    "config": "Config load",
    "options": "OPTIONS FeedSettings Option",
    "places": "config_path database_path state_path",
    "reading": "problems read",
    "sample": "default_text",
}
"""The public names of each module, loaded when first asked for: without a file nobody waits for what reads one."""


if not TYPE_CHECKING:  # a checker that saw it would take any name for a public one
    __getattr__ = loader(__name__, HOMES)
