"""The nouns are found where the table says, and only those that are asked for are loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui_reader import model


def test_the_table_names_every_noun_once() -> None:
    assert sorted(" ".join(model.NOUNS.values()).split()) == sorted(model.__all__)


@pytest.mark.parametrize("name", model.__all__)
def test_every_noun_is_there(name: str) -> None:
    assert getattr(model, name) is getattr(model, name)


def test_what_is_no_noun_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="Verb"):
        _ = model.Verb  # type: ignore[attr-defined]


def test_a_row_loads_no_other_noun() -> None:
    code = "import sys; from tui_reader.model import ArticleRow; print(*(m for m in sys.modules if '.model.' in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["tui_reader.model.rows"]
