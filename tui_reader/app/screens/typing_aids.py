"""What helps while a line is typed: earlier lines to walk through, and ways to go on that tab goes through in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.app.lines import Completion

SHOWN = 8  #: ways to go on that a hint names

Completed = Callable[[str, int], Sequence[Completion]]


class Recall:
    """Earlier lines, oldest first; those that begin like what was being typed are walked through."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._all = tuple(lines)
        self._draft: str | None = None  # what was being typed when the walk began, None while there is none
        self._lines: tuple[str, ...] = ()
        self._at = 0

    @property
    def is_walking(self) -> bool:
        """Whether an earlier line stands in the field."""
        return self._draft is not None

    def walk(self, step: int, typed: str) -> str | None:
        """The line `step` away, the last typed one behind the newest; None where there is none."""
        if self._draft is None:
            lines = tuple(line for line in self._all if line.startswith(typed) and line != typed)
            if step > 0 or not lines:
                return None
            self._draft, self._lines, self._at = typed, lines, len(lines)
        at = self._at + step
        if at < 0:
            return None
        self._at = at
        if at < len(self._lines):
            return self._lines[at]
        draft, self._draft = self._draft, None
        return draft

    def leave(self, typed: str) -> None:
        """The field holds `typed`: the walk ends where that is not the line it stands on."""
        if self._draft is not None and typed != self._lines[self._at]:
            self._draft = None


class Completer:
    """Ways to go on with a line; each tab takes the next one."""

    def __init__(self, find: Completed | None) -> None:
        self._find = find
        self._found: Sequence[Completion] = ()
        self._at = -1

    def look(self, text: str, cursor: int) -> str:
        """Find what could follow, unless a tab made the line; the hint that names it, "" for nothing."""
        if not (0 <= self._at < len(self._found) and self._found[self._at].text == text):
            self._found, self._at = self._find(text, cursor) if self._find else (), -1
        if not self._found:
            return ""
        first = max(0, min(self._at - SHOWN // 2, len(self._found) - SHOWN))
        shown = [
            f"[{one.shown}]" if at == self._at else one.shown
            for at, one in enumerate(self._found[first : first + SHOWN], first)
        ]
        more = f"  and {len(self._found) - first - SHOWN} more" if len(self._found) > first + SHOWN else ""
        return "tab: " + "  ".join(shown) + more

    def turn(self, step: int) -> Completion | None:
        """The next way to go on, round and round; None where there is none."""
        if not self._found:
            return None
        self._at = (self._at + step) % len(self._found) if self._at >= 0 else (0 if step > 0 else len(self._found) - 1)
        return self._found[self._at]
