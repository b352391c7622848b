"""How the reader starts, and what opens when the list moves: previews, first run, the welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui_reader import model
from tui_reader.app.render import cards, first_run
from tui_reader.app.render.claims import ClaimItem, Claims
from tui_reader.errors import NewsreadError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.model import Progress, Speaker

AHEAD = 3
"""Rows below the highlight whose articles are read for claims before they are looked at."""


class Opening:
    """Opens things in the panes; runs the first minutes."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen
        self.room = screen.room
        self.shown: tuple[str, int] = ("", 0)
        self.log: list[str] = []
        self.is_touched = False
        self.is_stopgap = False  # the river stands in for stories, which are not there yet

    # start ----------------------------------------------------------------------------------------------------------

    def first_paint(self) -> None:
        """The list at once; the panes follow it right after."""
        screen = self.screen
        self._stand_in()
        if screen.listing.ids or self.room.is_demo or self.room.library.article_ids(limit=1):
            screen.call_after_refresh(screen.places.session.restore)
            return
        screen.is_welcome = not self.room.library.feeds()
        screen.places.session.begin()
        self._welcome("Welcome to newsread" if screen.is_welcome else "Nothing fetched yet")

    def _stand_in(self) -> None:
        """Without stories the articles are shown; a later start asks for stories again."""
        shelf = self.screen.shelf
        if not self.screen.listing.ids and shelf.face_number == 0:
            shelf.open_face("river")
            self.is_stopgap = True

    def begin(self) -> None:
        """After the first paint: subscribe what a first run needs, refresh, prepare."""
        self.screen.sweep.begin(self.screen.set_interval)
        from tui_reader import query  # noqa: F401 - so that the first filter need not wait for it
        from tui_reader.app import actions  # noqa: F401 - so that the first key need not wait for it

        screen = self.screen
        screen.show_top()
        if self.room.is_demo:
            screen.background.prepare()
            return
        is_empty = not self.room.library.article_ids(limit=1)
        if is_empty and not self.room.library.feeds():
            self.subscribe(None)
        if screen.settings.refresh_on_start or is_empty:
            screen.background.refresh(force=is_empty)
        else:
            screen.background.prepare()
        if screen.settings.refresh_minutes:
            screen.set_interval(screen.settings.refresh_minutes * 60, self._refresh_again)

    def _refresh_again(self) -> None:
        if not self.screen.background.is_refreshing:
            self.screen.background.refresh(force=False)

    def subscribe(self, packs: list[str] | None) -> None:
        """Subscribe starter packs, all for None."""
        try:
            feeds = self.room.desk.subscribe_starter(packs)
        except NewsreadError as error:
            self.screen.say(str(error), is_error=True)
            return
        self.log.append(f"{len(feeds)} starter feeds subscribed")

    # welcome --------------------------------------------------------------------------------------------------------

    def _welcome(self, title: str) -> None:
        self.shown = ("welcome", 0)
        self.screen.wall.open_document(first_run.welcome(title, self.log, self.starter_packs()))

    def starter_packs(self) -> list[tuple[str, int, bool]]:
        """The bundled packs: name, number of feeds, whether subscribed."""
        have = {feed.folder for feed in self.room.library.feeds()}
        return [(name, number, name in have) for name, number in self.room.desk.starter_packs()]

    def packs_changed(self) -> None:
        """The welcome shows which packs are on."""
        if self.shown[0] == "welcome":
            self._welcome("Welcome to newsread")

    @property
    def is_waiting(self) -> bool:
        """Whether the welcome stands there until the first news come."""
        return self.shown[0] == "welcome"

    def progressed(self, step: Progress) -> None:
        """The refresh did a step: the welcome tells."""
        if not self.is_waiting:
            return
        if step.feed_title:
            what = step.error if step.outcome == "failed" else f"{step.new} new" if step.new else step.outcome
            self.log.append(f"{step.feed_title}: {what}")
        if not step.new:
            self._welcome("Fetching the first news")

    def news_came(self) -> None:
        """The first claims are shown without a key being pressed."""
        screen = self.screen
        if self.shown[0] == "welcome":
            self._stand_in()
            if screen.listing.ids:
                screen.is_welcome = False
                self.preview()
        elif not screen.is_in_panes and not screen.wall.slots:
            self.preview()
        wanted = screen.settings.start_face
        if (
            not self.is_touched
            and screen.shelf.level.kind == "river" != wanted
            and self.room.library.story_ids(limit=1)
        ):
            screen.shelf.open_face(wanted)
            self.preview()

    def refreshed(self, last: Progress | None, failed: int) -> None:
        """Say what came of a refresh; where nothing at all came, offer the sample."""
        screen = self.screen
        if last is None:
            return
        if self.room.library.totals().articles == 0 and not self.room.is_demo:
            screen.is_welcome = True
            self.shown = ("welcome", 0)
            screen.wall.open_document(first_run.offline(screen.background.failed, last.error, self.starter_packs()))
            screen.say("No feed could be reached. s opens the sample edition", is_error=True)
        elif last.error:
            screen.say(last.error, is_error=True)
        else:
            words = f"{last.new} new" if last.new else "Nothing new"
            if last.changed:
                words += f", {last.changed} changed"
            if failed:
                words += f", {failed} {'feed' if failed == 1 else 'feeds'} failed: E shows why"
            screen.say(words)

    # previews -------------------------------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show in the panes what the list's highlight is on."""
        row = self.screen.shelf.row()
        if row is None or self.screen.wall.pinned:
            return
        key = (type(row).__name__, getattr(row, "id", 0) or id(row))
        if key == self.shown and self.screen.wall.slots:
            return
        self.shown = key
        try:
            self.open(row)
        except NewsreadError as error:
            self.screen.say(str(error), is_error=True)
        self.screen.show_hints()
        self.screen.background.read_ahead(self._next_articles())

    def _next_articles(self) -> list[int]:
        """The articles of the rows below the highlight; a feed's are not among them."""
        shelf, listing = self.screen.shelf, self.screen.listing
        below = [listing.row(id_) for id_ in listing.ids[listing.cursor + 1 : listing.cursor + 1 + AHEAD]]
        return [article for row in below if not isinstance(row, model.Feed) for article in shelf.articles(row)]

    def again(self) -> None:
        """What is shown has changed: open it anew."""
        self.screen.shelf.refresh()
        self.shown = ("", 0)
        self.screen.wall.documents.forget()
        if not self.screen.is_in_panes:
            self.preview()
        else:
            self.screen.wall.redress()

    def open(self, row: Any) -> None:
        """Open a row in the panes."""
        wall, ink = self.screen.wall, self.screen.ink
        match row:
            case model.Story():
                wall.open_story(row.id)
            case model.ArticleRow():
                wall.open_article(row.id)
            case model.ClaimHit():
                wall.open_article(row.article.id, index=row.index)
            case model.ArticleHit():
                wall.open_article(row.article.id)
            case model.Feed():
                wall.open_document(cards.feed_card(row, ink))
            case model.Bookmark():
                wall.open_document(cards.bookmark_card(row, ink))
            case model.Speaker():
                wall.open_document(self.speaker_claims(row))

    def speaker_claims(self, speaker: Speaker) -> Claims:
        """All that a source says, newest first, as one pane."""
        hits = self.room.library.speaker_claims(speaker.id)
        dot = self.screen.ink.glyphs.dot
        items = tuple(
            ClaimItem(
                hit.claim, hit.article.id, hit.index, hit.article.outlet,
                where=f"{hit.article.outlet} {dot} {hit.article.sort_at.astimezone():%d %b %H:%M}",
            )
            for hit in hits
        )  # fmt: skip
        facts = ", ".join(speaker.spellings)
        return Claims(speaker.name, items, speaker.role, f"also: {facts}" if facts else "")
