"""The Textual application: one screen over a newsroom."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme

from tui_reader.app.badges import glyphs_of
from tui_reader.app.render.ink import Ink, ink_of
from tui_reader.app.screens.reader import ReaderScreen
from tui_reader.app.settings import AppSettings
from tui_reader.app.themes import OWN, theme_name

if TYPE_CHECKING:
    from tui_reader.newsroom import Newsroom

NO_COLOR: Final = NoColor()


class PlainBars(ScrollBarRender):
    """Scrollbars whose ends are whole cells: eighths of one are no ASCII."""

    VERTICAL_BARS = [" "] * len(ScrollBarRender.VERTICAL_BARS)


class NewsreadApp(App[None]):
    """Shows a newsroom. Keys are commands of `commands.py`; Textual's own palette and bindings stay out."""

    TITLE = "newsread"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = """
    Screen { background: $background; color: $foreground; }
    Pane, VirtualList { scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $secondary; scrollbar-color-active: $primary; scrollbar-corner-color: $background; }
    Screen:ansi Pane, Screen:ansi VirtualList { scrollbar-background: ansi_default; scrollbar-color: ansi_bright_black;
        scrollbar-background-hover: ansi_default; scrollbar-background-active: ansi_default; }
    Toast { max-width: 60; }
    Screen.-ascii Toast { border: ascii $primary; }
    Screen.-ascii PaneRow > Pane { border-left: ascii $panel-lighten-1; }
    Screen.-ascii PaneRow > Pane.-first-of-all { border-left: none; }
    Picker.-ascii > Vertical, Sheet.-ascii > Vertical { border: ascii $primary; }
    """

    def __init__(self, room: Newsroom, *, settings: AppSettings | None = None) -> None:
        super().__init__()
        self.room = room
        self.settings = settings or AppSettings()
        self._opened: list[Newsroom] = []
        ScrollBar.renderer = PlainBars if self.settings.glyphs == "ascii" else ScrollBarRender
        for theme in OWN:
            self.register_theme(theme)
        wanted = theme_name(self.settings.theme, os.environ)
        self.theme = wanted if wanted in self.available_themes else OWN[0].name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Under NO_COLOR no colour at all where the theme is the terminal's own.

        Textual decides before our theme is set, and would paint the terminal's own colours black on black.
        """
        filters = super().get_line_filters()
        if not (self.no_color and self.current_theme.ansi):
            return filters
        return [*(one for one in filters if not isinstance(one, Monochrome | NoColor)), NO_COLOR]

    def on_mount(self) -> None:
        """Follow changes of the theme."""
        self.theme_changed_signal.subscribe(self, self._recolour)

    async def action_quit(self) -> None:
        """Textual's own key for the end, heard over dialogues too: what is open is kept first."""
        self.reader.places.leave()
        self.exit()

    async def on_unmount(self) -> None:
        """End the helper processes while the event loop still runs; the database is the caller's to close."""
        for room in [*self._opened, self.room]:
            await room.wire.close()
            await room.reading.close()
        for room in self._opened:
            room.close()

    @property
    def ink(self) -> Ink:
        """Styles and signs of the present theme and settings."""
        settings = self.settings
        return ink_of(self.current_theme, glyphs_of(settings.glyphs), settings.density, settings.text_width)

    def get_default_screen(self) -> ReaderScreen:
        """The reader is the first and only base screen."""
        return ReaderScreen(self.room, self.settings, self.ink)

    @property
    def reader(self) -> ReaderScreen:
        """The reader's screen: the sample's where that lies over the reader's own."""
        return [screen for screen in self.screen_stack if isinstance(screen, ReaderScreen)][-1]

    def _recolour(self, theme: Theme) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.recolour(self.ink)

    def open_sample(self) -> None:
        """Lay the bundled sample edition over the reader's own news, which stay as they are below."""
        from tui_reader.newsroom import Newsroom

        room = Newsroom.open_demo()
        self._opened.append(room)
        self.push_screen(ReaderScreen(room, self.settings, self.ink))

    def close_sample(self) -> bool:
        """Back from the sample edition to the reader's own news; False where that is what is shown."""
        if sum(isinstance(screen, ReaderScreen) for screen in self.screen_stack) < 2:
            return False
        self.pop_screen()
        return True


def run(room: Newsroom, settings: AppSettings | None = None) -> int:
    """Run the app in this terminal until the reader leaves; the exit code. The caller closes `room`."""
    app = NewsreadApp(room, settings=settings)
    app.run()
    return app.return_code or 0
