"""TOML to a `Config`; what is wrong is said with file, line and key, and with the key that was meant."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tui_reader.app.commands import BY_ID, as_keys, validate_keymap
from tui_reader.app.settings import AppSettings
from tui_reader.config.config import Config
from tui_reader.config.lines import key_lines, line_of
from tui_reader.config.options import BOTH, OPTIONS, FeedSettings, Option
from tui_reader.errors import ConfigError
from tui_reader.newsroom.settings import Settings

MAX_BYTES: Final = 1_000_000
SECTIONS: Final = ("app", "news", "files", "keys", "feeds")
BY_KEY: Final[Mapping[tuple[str, str], Option]] = {(option.section, option.key): option for option in OPTIONS}
NAMES: Final = {bool: "true or false", int: "a whole number", str: "text in quotes"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file."""

    path: tuple[str, ...]  #: keys that lead to it
    message: str  #: what is wrong and what to do


def problems(path: Path) -> list[str]:
    """Everything wrong with a file, a line each. Raises ConfigError where it cannot be read at all."""
    return read(text_of(path), str(path))[1]


def text_of(path: Path) -> str:
    """The text of a configuration file. Raises ConfigError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(f"{path}: too large for a configuration: more than {MAX_BYTES:,} bytes")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}: `newsread config init` writes a new one") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}, line {line}: not UTF-8: save the file in that encoding") from None


def read(text: str, name: str) -> tuple[Config, list[str]]:
    """Parse `text`; `name` is what errors call it. Every key that is wrong has its default and a line in the list."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), [toml_problem(str(error), text, name)]
    lines = key_lines(text)
    wrong: list[Problem] = []
    config = build(data, wrong)
    said = []
    for problem in wrong:
        line = line_of(problem.path, lines)
        where = f"{name}, line {line}" if line else name
        said.append((line, f"{where}: {'.'.join(problem.path)}: {problem.message}"))
    return config, [message for _, message in sorted(said)]


def toml_problem(message: str, text: str, name: str) -> str:
    """What `tomllib` found, in the form of all other errors."""
    found = re.search(r" \(at line (\d+), column (\d+)\)", message)
    line = int(found[1]) if found else len(text.splitlines())
    return f"{name}, line {line}: this is not TOML: {message[: found.start()] if found else message.split(' (at')[0]}"


def build(data: Mapping[str, Any], wrong: list[Problem]) -> Config:
    """The value that `data` says; what is wrong is left out and added to `wrong`."""
    tables: dict[str, Mapping[str, Any]] = {}
    for name, value in data.items():
        if name not in SECTIONS:
            owners = [option.section for option in OPTIONS if option.key == name and option.section != "feeds"]
            hint = f"it belongs under [{owners[0]}]" if owners else meant(name, SECTIONS)
            wrong.append(Problem((name,), f"no such section; {hint}"))
        elif not isinstance(value, dict):
            wrong.append(Problem((name,), f"write it as a section: [{name}]"))
        else:
            tables[name] = value
    news = dict(values("news", ("news",), tables.get("news", {}), wrong))
    app = dict(values("app", ("app",), tables.get("app", {}), wrong))
    app |= {key: news[key] for key in BOTH if key in news}
    files = dict(values("files", ("files",), tables.get("files", {}), wrong))
    return Config(
        app=AppSettings(**app, keymap=keymap(tables.get("keys", {}), wrong)),
        news=Settings(**news),
        feeds=feeds(tables.get("feeds", {}), wrong),
        database=Path(files["database"]).expanduser() if files.get("database") else None,
    )


def values(
    section: str, path: tuple[str, ...], table: Mapping[str, Any], wrong: list[Problem]
) -> Iterator[tuple[str, Any]]:
    """Key and value of each option in `table` that is right."""
    known = [option.key for option in OPTIONS if option.section == section]
    for key, value in table.items():
        option = BY_KEY.get((section, key))
        message = f"no such option; {meant(key, known)}" if option is None else fault(option, value)
        if message:
            wrong.append(Problem((*path, key), message))
        else:
            yield key, value


def fault(option: Option, value: Any) -> str:
    """Why `value` cannot stand for `option`, "" where it can."""
    kind = type(value)  # not isinstance: to Python `true` is a whole number, to a reader it is not
    if kind is not option.kind:
        return f"must be {NAMES[option.kind]}, e.g. {option.key} = {sample(option)}"
    if option.choices and value not in option.choices:
        return f'"{value}" is not one of {option.allowed}; {meant(value, option.choices)}'
    if option.kind is int and not option.low <= value <= option.high:
        return f"{value} is out of range: {option.allowed}"
    return ""


def sample(option: Option) -> str:
    """A right value of `option`, in TOML."""
    value = option.default or (option.choices[0] if option.choices else option.default)
    return str(value).lower() if option.kind is bool else f'"{value}"' if option.kind is str else str(value)


def meant(name: str, known: tuple[str, ...] | list[str]) -> str:
    """A guess at what `name` was meant to be, else all that is known."""
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"


def keymap(table: Mapping[str, Any], wrong: list[Problem]) -> Mapping[str, tuple[str, ...]]:
    """The reader's own keys by command id."""
    own: dict[str, tuple[str, ...]] = {}
    for id_, value in flattened(table):
        if isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value)):
            own[id_] = as_keys(value)
        else:
            wrong.append(Problem(("keys", id_), f'write keys as text or a list of texts: "{id_}" = "b, s"'))
    for line in validate_keymap(own):
        id_, _, message = line.partition(": ")
        if id_ not in BY_ID:
            message = f"no such command; {meant(id_, list(BY_ID))}" if get_close_matches(id_, BY_ID, 1) else message
        wrong.append(Problem(("keys", id_), message))
    return MappingProxyType(own)


def flattened(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Keys of nested tables joined by dots: `claim.bookmark = "b"` without quotes is a table in TOML."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{before}{key}.")
        else:
            yield before + key, value


def feeds(table: Mapping[str, Any], wrong: list[Problem]) -> Mapping[str, FeedSettings]:
    """What single feeds have of their own, by address."""
    own: dict[str, FeedSettings] = {}
    for url, value in table.items():
        if not isinstance(value, dict) or not url.startswith(("http://", "https://", "file://")):
            wrong.append(Problem(("feeds", url), 'write the address in quotes: [feeds."https://site.example/feed"]'))
        else:
            own[url] = FeedSettings(**dict(values("feeds", ("feeds", url), value, wrong)))
    return MappingProxyType(own)
