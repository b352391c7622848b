"""The goals, each as a ratio or a figure of one run, with what must be reached and what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One measured goal."""

    key: str  #: "G1"
    what: str  #: what was measured, for people
    value: float | None  #: measured; None where it could not be, `note` says why
    must: float | None  #: at most this
    aim: float | None = None  #: better: at most this
    unit: str = "x"  #: of all three
    is_floor: bool = False  #: "at least" instead of "at most"
    note: str = ""  #: one line

    def verdict(self) -> str:
        """ "aim", "must", "MISSED", or "-" where nothing was measured or asked."""
        if self.value is None:
            return "-"
        sign = -1 if self.is_floor else 1
        if self.aim is not None and sign * self.value <= sign * self.aim:
            return "aim"
        if self.must is None:
            return "-"
        return "must" if sign * self.value <= sign * self.must else "MISSED"


def show(goals: list[Goal]) -> str:
    """A table for people."""
    lines = [f"{'goal':5} {'what':58} {'measured':>12} {'must':>9} {'aim':>9}  reached"]
    for goal in goals:
        figures = [_figure(goal.value, goal.unit), _figure(goal.must, goal.unit), _figure(goal.aim, goal.unit)]
        note = f"  ({goal.note})" if goal.note else ""
        lines.append(
            f"{goal.key:5} {goal.what:58} {figures[0]:>12} {figures[1]:>9} {figures[2]:>9}  {goal.verdict()}{note}"
        )
    return "\n".join(lines)


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    digits = f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"
    return f"{digits} {unit}"


def ratio(ours: float | None, theirs: float | None) -> float | None:
    """How many times theirs ours is; None where either was not measured."""
    return ours / theirs if ours is not None and theirs else None
