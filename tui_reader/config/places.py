"""Where newsread keeps its files: the XDG folders, or what the platform has instead."""

from __future__ import annotations

from pathlib import Path


def config_path() -> Path:
    """The configuration file; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("newsread", appauthor=False) / "config.toml"


def database_path() -> Path:
    """The database, where neither the command line nor the configuration names another."""
    from platformdirs import user_data_path

    return user_data_path("newsread", appauthor=False) / "news.db"


def state_path() -> Path:
    """The folder for what was typed earlier and what was open last; losing it loses nothing else."""
    from platformdirs import user_state_path

    return user_state_path("newsread", appauthor=False)
