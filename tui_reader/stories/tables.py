"""Reads the tables of words that this room works by; they lie beside the code, to be read and corrected by people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    """Lines of the table `name` that are neither empty nor comments."""
    text = (files("tui_reader.stories") / "tables" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def word_list(name: str) -> frozenset[str]:
    """All words of the table `name`."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """Words of each section of the table `name`, whose lines read "section: word word"."""
    found: dict[str, frozenset[str]] = {}
    for line in lines(name):
        key, _, words = line.partition(":")
        found[key] = found.get(key, frozenset()) | frozenset(words.split())
    return found


def lookup(name: str, prefix: str) -> dict[str, str]:
    """Word -> section, over the sections of `name` that begin with `prefix`, which is cut off."""
    return {
        word: key.removeprefix(prefix)
        for key, words in sections(name).items()
        if key.startswith(prefix)
        for word in sorted(words)
    }
