"""`config`, `keys`, `dirs` and `completion`: setting newsread up."""

from __future__ import annotations

from pathlib import Path

import click

from tui_reader.cli import options, output
from tui_reader.cli.files import write_text
from tui_reader.cli.session import Session
from tui_reader.errors import ConfigError


@click.group("config")
def config_command() -> None:
    """The configuration file (docs/config.md)."""


@config_command.command("init")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def init_config(session: Session, force: bool) -> None:
    """Write a file with every option commented out."""
    from tui_reader.config import config_path, default_text

    path = session.config_file or config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, default_text(), force=force)
    output.say(f"written: {path}")


@config_command.command("check")
@click.pass_obj
def check_config(session: Session) -> int:
    """List every mistake in the file with its line."""
    from tui_reader.config import config_path, problems

    path = session.config_file or config_path()
    if session.config_file is None and not path.is_file():
        output.say(f"no configuration, the defaults hold: newsread config init writes {path}")
        return 0
    found = problems(path) or theme_problems(session)
    for line in found:
        output.say(line)
    if found:
        return ConfigError.exit_code
    output.say(f"{path}: good")
    return 0


def theme_problems(session: Session) -> list[str]:
    """What is wrong with the configured theme; only the toolkit knows its own."""
    from difflib import get_close_matches

    from textual.theme import BUILTIN_THEMES

    from tui_reader.app.themes import OWN

    known = ["auto", *(theme.name for theme in OWN), *BUILTIN_THEMES]
    theme = session.config.app.theme
    if theme in known:
        return []
    near = get_close_matches(theme, known, 1)
    return [f"app.theme: no theme is called {theme}; " + (f"did you mean {near[0]}?" if near else ", ".join(known))]


@click.command("keys")
@options.as_json
@click.pass_obj
def keys_command(session: Session, is_json: bool) -> None:
    """Every command of the reader with its keys, your own included; [keys] in the configuration changes them."""
    from tui_reader.app.commands import key_table

    group = ""
    for command, keys in key_table(session.config.app.keymap):
        if is_json:
            record = {"id": command.id, "keys": keys, "label": command.label, "help": command.help}
            output.emit({**record, "group": command.group})
            continue
        if command.group != group:
            group = command.group
            output.say(group)
        output.say(f"{', '.join(keys) or 'no key'}: {command.help} ({command.id})", indent=2)


@click.command("dirs")
@options.as_json
@click.pass_obj
def dirs_command(session: Session, is_json: bool) -> None:
    """Where the configuration, the database and the history are: lines typed earlier, and what was open last."""
    from tui_reader.config import config_path, state_path

    places = {
        "config": str(session.config_file or config_path()),
        "database": str(session.database_path),
        "history": str(state_path()),
    }
    if is_json:
        output.emit(places)
        return
    for name, place in places.items():
        output.say(f"{name}: {place}" + ("" if Path(place).exists() else " (not there yet)"))


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script of a shell, to be sourced by its start file.

    bash: eval "$(newsread completion bash)"; zsh the same; fish: newsread completion fish | source
    """
    from click.shell_completion import get_completion_class

    from tui_reader.cli.program import COMPLETE, newsread
    from tui_reader.cli.shells import BashWords

    kind = BashWords if shell == "bash" else get_completion_class(shell)
    assert kind is not None  # the choices are what click knows
    print(kind(newsread, {}, "newsread", COMPLETE).source())
