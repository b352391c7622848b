"""Garbage: collected while the reader rests, never between a key and its answer."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest

from tui_reader.app.sweep import LOOK_EVERY, NEVER, REST, Sweep


@pytest.fixture
def put_off() -> Iterator[None]:
    """As the command line leaves it: collecting is off."""
    before = gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    gc.enable()


class Clock:
    """Seconds as the test says."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        """The present."""
        return self.seconds


def sweeps() -> int:
    """How often everything was looked through."""
    return int(gc.get_stats()[2]["collections"])


def make_garbage() -> None:
    """Enough for the young to be looked through more often than `MIDDLE`."""
    kept = [[[number]] for number in range(20_000)]
    del kept


def test_all_is_looked_through_in_a_rest_and_only_where_something_came(put_off: None) -> None:
    clock = Clock()
    sweep = Sweep(clock)
    asked: list[tuple[float, Callable[[], object]]] = []
    sweep.begin(lambda seconds, call: asked.append((seconds, call)))
    assert [(seconds, call) for seconds, call in asked] == [(LOOK_EVERY, sweep.look)]
    assert gc.isenabled() and gc.get_threshold()[2] == NEVER and gc.get_freeze_count() > 0
    gc.collect()
    before = sweeps()
    make_garbage()
    sweep.touched()
    clock.seconds += REST / 2
    sweep.look()
    assert sweeps() == before, "a key was pressed a moment ago"
    clock.seconds += REST
    sweep.look()
    assert sweeps() == before + 1
    sweep.look()
    assert sweeps() == before + 1, "nothing has come since"


def test_a_process_that_collects_already_keeps_its_ways() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    Sweep().begin(lambda seconds, call: pytest.fail("nothing is to be looked at"))
    assert gc.get_threshold() == before and gc.get_freeze_count() == frozen
