"""The reader's configuration: a TOML file as one frozen value. The command line reads it and hands it down."""

from tui_reader.config.options import OPTIONS, FeedSettings, Option
from tui_reader.config.places import config_path, database_path, state_path
from tui_reader.config.reading import Config, load, problems, read
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
