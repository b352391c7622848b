"""The parser: global options, sub-commands imported when they are called, wrong calls in one line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from tui_reader import __version__
from tui_reader.cli.session import Session
from tui_reader.cli.table import BY_NAME, ENTRIES
from tui_reader.errors import UsageError

COMPLETE = "_NEWSREAD_COMPLETE"
"""Variable that a shell asks for completions by."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "auto_envvar_prefix": None}


class Program(click.Group):
    """The group of all sub-commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return [entry.name for entry in ENTRIES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The sub-command, its module imported now."""
        entry = BY_NAME.get(cmd_name)
        if entry is None:
            return None
        found = getattr(import_module(f"tui_reader.cli.{entry.module}"), attribute(cmd_name))
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The named sub-command, or an error with the nearest name."""
        if args and args[0] not in BY_NAME:
            near = get_close_matches(args[0], BY_NAME, 1)
            hint = f": did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"no command is called {args[0]}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table by its headings, without importing any command."""
        width = max(len(entry.name) for entry in ENTRIES)
        for heading in dict.fromkeys(entry.group for entry in ENTRIES):
            with formatter.section(heading):
                rows = [(entry.name.ljust(width), entry.help) for entry in ENTRIES if entry.group == heading]
                formatter.write_dl(rows)


def attribute(name: str) -> str:
    """Name of the function that a command's module has for it (`import` is taken by Python)."""
    return f"{name}_command"


@click.group(cls=Program, invoke_without_command=True, context_settings=SETTINGS)
@click.option("--demo", is_flag=True, help="Use the bundled sample edition: no network, none of your data.")
@click.option("--config", type=click.Path(path_type=Path), envvar="NEWSREAD_CONFIG", help="Configuration file.")
@click.option("--db", type=click.Path(path_type=Path), envvar="NEWSREAD_DB", help="Database file.")
@click.version_option(__version__, "-V", "--version", prog_name="newsread", message="%(prog)s %(version)s")
@click.pass_context
def newsread(ctx: click.Context, demo: bool, config: Path | None, db: Path | None) -> int:
    """A terminal news reader that shows who says what, side by side.

    Without a command it opens the reader. Commands that print data take --json for one object a line.
    """
    ctx.obj = Session(is_demo=demo, config_file=config, database=db)
    if ctx.invoked_subcommand is None:
        from tui_reader.cli.reader import read

        return read(ctx.obj)
    return 0


def execute(argv: Sequence[str]) -> int:
    """Parse and run; returns the exit code. Raises NewsreadError, KeyboardInterrupt."""
    if instruction := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(newsread, {}, "newsread", COMPLETE, instruction)
    try:
        # not `newsread.main`: it answers a closed pipe and ctrl+c in its own way
        with newsread.make_context("newsread", list(argv)) as ctx:
            code: Any = newsread.invoke(ctx)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return 2
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "newsread"
        raise UsageError(f"{error.format_message().rstrip('.')} ({path} --help tells more)") from None
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        raise UsageError(error.format_message()) from None
    return code if isinstance(code, int) else 0
