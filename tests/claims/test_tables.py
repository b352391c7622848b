"""The data files of the room: every line whole, with a reason, and no line twice."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from tui_reader.claims import lexicon
from tui_reader.model import Affiliation, Badge, Stance

TABLES = sorted(Path(str(files("tui_reader.claims").joinpath("tables"))).glob("*.tsv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_line_is_whole_and_has_a_reason(path: Path) -> None:
    comment, header, *lines = path.read_text(encoding="utf-8").splitlines()
    assert comment.startswith("# ")
    columns = header.split("\t")
    assert columns[-1] == "reason"
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == len(columns), line
        assert cells[0].strip() and cells[-1].strip(), line
    twice = [line for line, count in Counter(lines).items() if count > 1]
    assert not twice


def test_values_are_those_of_the_model() -> None:
    affiliations, stances, badges = set(get_args(Affiliation)), set(get_args(Stance)), set(get_args(Badge))
    assert {role.affiliation for role in lexicon.roles().values()} <= affiliations
    assert {affiliation for affiliation, _gender in lexicon.titles().values()} <= affiliations
    assert set(lexicon.organisations().values()) <= affiliations
    assert {verb.stance for verb in lexicon.verbs().values()} <= stances
    assert set(lexicon.documents().values()) <= badges
    assert {kind for kind, _name in lexicon.media().values()} == {"agency", "outlet", "broadcaster", "state"}


def test_every_stance_has_a_verb() -> None:
    assert {verb.stance for verb in lexicon.verbs().values()} == set(get_args(Stance))


def test_an_unknown_class_of_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        lexicon.words_in("no such class")


@pytest.mark.parametrize(
    ("noun", "many"), [("critic", "critics"), ("ally", "allies"), ("boss", "bosses"), ("fireman", "firemen")]
)
def test_plurals(noun: str, many: str) -> None:
    assert lexicon.plural(noun) == many


def test_the_name_of_a_press_body_is_one_name() -> None:
    assert not [name for name, (_kind, canonical) in lexicon.media().items() if ";" in canonical or len(canonical) > 60]
