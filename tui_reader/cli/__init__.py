"""The `newsread` command: options and sub-commands, errors to exit codes. Imports nothing heavy at its door."""

from tui_reader.cli.entry import main

__all__ = ["main"]
