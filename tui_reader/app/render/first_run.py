"""Cards of the first run: the welcome while feeds arrive, and what stands there where none can be reached."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.app.render.document import Card, Para
from tui_reader.app.render.words import count


def welcome(title: str, log: Sequence[str], packs: Sequence[tuple[str, int, bool]]) -> Card:
    """The first thing a new reader sees, while the feeds arrive."""
    paras = [
        Para("newsread reads the news for claims: who says what, and which outlets say the same, side by side."),
        Para("The first articles appear here by themselves.", "dim"),
        *(Para(words, "good" if at else "dim", gap=not at) for at, words in enumerate(log[-4:])),
        *_packs(packs),
        *(
            Para(words, style, label=label, gap=at == 0)
            for at, (label, words, style) in enumerate(
                (
                    ("a", "add a site or feed by its URL", "text"),
                    ("?", "all keys", "text"),
                    ("s", "the sample edition, our own fiction, needs no network", "text"),
                )
            )
        ),
    ]
    return Card("Welcome", tuple(paras), title=title)


def _packs(packs: Sequence[tuple[str, int, bool]]) -> list[Para]:
    """The starter packs, numbered."""
    return [
        Para(
            f"{name} ({count(number, 'feed')}){' - subscribed' if is_on else ''}",
            "good" if is_on else "text",
            label=str(at),
            gap=at == 1,
        )
        for at, (name, number, is_on) in enumerate(packs[:9], 1)
    ]


def offline(failed: Sequence[tuple[str, str]], error: str, packs: Sequence[tuple[str, int, bool]]) -> Card:
    """No feed could be reached: say so plainly, and what can be done."""
    paras = [
        Para("No feed could be reached, so there is nothing to show yet."),
        Para(error, "error") if error else Para("Is this computer online? The feeds are asked again with R.", "text"),
        Para("open the bundled sample edition (our own fiction, no network needed)", label="s", gap=True),
        Para("try again", label="R"),
        Para("add a site or feed by its URL", label="a"),
        *_packs(packs),
    ]
    paras += [Para(f"{title}: {why}", "dim", gap=at == 0) for at, (title, why) in enumerate(failed[:20])]
    return Card("Offline", tuple(paras), title="No news came in")
