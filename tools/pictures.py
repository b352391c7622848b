"""`python -m tools.pictures` draws the pictures of README and docs: the real app over the sample edition, as SVG."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui_reader.app.app import NewsreadApp
from tui_reader.app.settings import AppSettings
from tui_reader.cli.waiting import prepare
from tui_reader.newsroom import Newsroom

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    name: str  #: of the file, without .svg
    keys: tuple[str, ...]  #: pressed before it is drawn
    size: tuple[int, int] = (150, 40)  #: columns and rows
    theme: str = "newsread-dark"  #: colours


PICTURES: Final = (
    Picture("side-by-side", ("1", "j", "l", "]")),
    Picture("grid", ("1", "j", "l", "]", "c")),
    Picture("provenance", ("2", "j", "j", "l", "j", "p"), (120, 32)),
)


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    room = Newsroom.open_demo()
    try:
        await prepare(room, "all")
        settings = AppSettings(theme=picture.theme, refresh_on_start=False, refresh_minutes=0, count_within=0)
        app = NewsreadApp(room, settings=settings)
        async with app.run_test(size=picture.size) as pilot:
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause(0.4)
            svg = app.export_screenshot(title="newsread --demo", simplify=True)
    finally:
        await room.aclose()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # fonts of another site: nobody who looks asks it
    # styles are named after a random number: the same picture should be the same file
    return re.sub(r"terminal-\d+", "terminal-0", svg)


def main(names: Sequence[str]) -> int:
    """Draw the named pictures, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        if not names or picture.name in names:
            (FOLDER / f"{picture.name}.svg").write_text(asyncio.run(draw(picture)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
