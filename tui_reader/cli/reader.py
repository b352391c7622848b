"""The reader itself, or plain lists where there is no terminal to draw on."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.cli.session import Session

if TYPE_CHECKING:
    from tui_reader.app.settings import Glyphs

PLAIN_ROWS = 40
FRAMES = "120"
"""Paintings a second, at most: an answer that comes right behind one waits half as long as at Textual's own 60."""

TURN_SECONDS = 0.001
"""After which a thread that answers a long question lets go of Python for a key; its own 5 ms can be felt."""


def read(session: Session) -> int:
    """Open the reader; on a dumb terminal or a pipe, print the river and say which commands print more."""
    if why := why_plain():
        return read_plain(session, why)
    gc.disable()  # what the start makes is there to stay: looking through it is a fifth of the way to the first paint
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    sys.setswitchinterval(TURN_SECONDS)
    config = session.config
    if config.feeds:
        with session.room() as room:  # a room of its own: `u` in the reader takes back what the reader did, not this
            session.settle_feeds(room)
    room = session.open(is_patient=False)
    try:
        from tui_reader.app.app import run  # after the configuration: its mistakes cost no start of the toolkit
        from tui_reader.app.badges import why_ascii
        from tui_reader.config import state_path

        is_here = not os.environ.get("TEXTUAL_DRIVER")  # a browser has all signs
        is_poor = config.app.glyphs == "auto" and is_here and bool(why_ascii(os.environ))
        glyphs: Glyphs = "ascii" if is_poor else config.app.glyphs
        settings = replace(config.app, glyphs=glyphs, history=None if session.is_demo else state_path())
        return run(room, settings)
    finally:
        room.close()


def why_plain() -> str:
    """Why the reader cannot be drawn, "" where it can."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return ""  # somebody else draws: `newsread serve` has no terminal of its own
    if os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32":
        return f"this terminal cannot draw (TERM={os.environ.get('TERM', '')})"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "no terminal to draw on"
    return ""


def read_plain(session: Session, why: str) -> int:
    """The newest articles as lines."""
    from tui_reader.cli import output
    from tui_reader.cli.lists import print_river

    demo = "--demo " if session.is_demo else ""
    output.hint(f"{why}, so here is the river; newsread {demo}stories, compare, show, search and saved print the rest")
    with session.room() as room:
        if not print_river(room, None, PLAIN_ROWS):
            output.hint("no articles yet: newsread add --starter, newsread refresh; or newsread --demo river")
    return 0
