"""Which of several values an entry keeps: feedparser's rules, for readers that see one element at a time."""

from __future__ import annotations

from tui_reader.feeds import vocabulary as words
from tui_reader.feeds.raw import RawEntry, RawFeed, RawText


class Writer:
    """Fills a RawFeed. `depth` is how many elements are open at the end of the one whose value comes."""

    def __init__(self) -> None:
        self.feed = RawFeed()
        self.entry: RawEntry | None = None
        self._depths: dict[str, int] = {}  # how deep the value of a property stood: the shallower wins
        self._title_depth = -1
        self._has_content = False
        self._has_link = False

    def begin_entry(self, guid: str) -> None:
        """A new entry, with what `rdf:about` says."""
        self.entry = RawEntry(guid=guid)
        self.feed.entries.append(self.entry)
        self._depths = {}
        self._title_depth = -1
        self._has_content = self._has_link = False

    def end_entry(self) -> None:
        """The entry is whole."""
        self.entry = None

    def drop_open_entry(self) -> None:
        """Forget an entry whose end never came."""
        if self.entry is not None:
            self.feed.entries.pop()

    def forget_title(self) -> None:
        """A box began: the next title counts again."""
        self._title_depth = -1

    def set_title(self, kind: str, text: RawText, depth: int) -> None:
        """The first title with words wins; media:title only stands in for one."""
        if -1 < self._title_depth <= depth:
            return
        if self.entry is None:
            self.feed.title = text
        elif self._is_shallow("title", depth):
            self.entry.title = text
        if text.value and kind != "media:title":
            self._title_depth = depth

    def set_link(self, link: str) -> None:
        """The last link wins."""
        if self.entry is None:
            self.feed.link = link
        else:
            self.entry.link = link
            self._has_link = True

    def set_id(self, value: str, *, is_link: bool, depth: int) -> None:
        """An id; it stands in for a link where it may."""
        if self.entry is None:
            self.feed.link = self.feed.link or value
            return
        if self._is_shallow("guid", depth):
            self.entry.guid = value
        if is_link and not self._has_link:
            self.set_link(value)

    def add_body(self, kind: str, text: RawText, *, is_words: bool, depth: int) -> None:
        """A second description is content as long as there is no other; content stands in for a missing summary."""
        if self.entry is None:
            return
        if kind in words.SUMMARIES and (self.entry.summary is None or self._has_content):
            if self._is_shallow("summary", depth):
                self.entry.summary = text
            return
        self._has_content = True
        self.entry.contents.append(text)
        if self.entry.summary is None and is_words:
            self.entry.summary = text

    def set_date(self, name: str, value: str, depth: int) -> None:
        """`published`, `updated` or `created`."""
        if self.entry is not None and self._is_shallow(name, depth):
            setattr(self.entry, name, value)

    def set_comments(self, address: str, depth: int) -> None:
        """The address of a discussion."""
        if self.entry is not None and self._is_shallow("comments", depth):
            self.entry.comments = address

    def add_enclosure(self, address: str) -> None:
        """The address of attached media."""
        if self.entry is not None and address:
            self.entry.enclosures.append(address)

    def _is_shallow(self, name: str, depth: int) -> bool:
        """Whether a value here replaces the one of property `name`, and if so, remember where it stands."""
        if depth > self._depths.get(name, depth):
            return False
        self._depths[name] = depth
        return True
