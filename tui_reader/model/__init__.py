"""The nouns of newsread, as frozen dataclasses: what is stored, shown and exported. Standard library only.

Times are aware UTC and named `*_at`. Spans are half-open `(begin, end)` code-point offsets into the text they speak of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.lazy import loader

if TYPE_CHECKING:
    from tui_reader.model.answers import ArticleHit, Candidate, ClaimHit, Counts, ImportReport, Prepared
    from tui_reader.model.body import Block, BlockKind, Body, Link, Span
    from tui_reader.model.claims import Affiliation, Badge, Bookmark, Claim, Cue, Label, Mode, Naming, Source, Stance
    from tui_reader.model.news import Article, Revision
    from tui_reader.model.rows import ArticleRow, Feed, Speaker, Story
    from tui_reader.model.stories import ClaimRef, Comparison, Difference, FigureCell, Row
    from tui_reader.model.wire import FeedState, ParsedEntry, ParsedFeed, Progress, RefreshReport

__all__ = [
    "Affiliation",
    "Article",
    "ArticleHit",
    "ArticleRow",
    "Badge",
    "Block",
    "BlockKind",
    "Body",
    "Bookmark",
    "Candidate",
    "Claim",
    "ClaimHit",
    "ClaimRef",
    "Comparison",
    "Counts",
    "Cue",
    "Difference",
    "Feed",
    "FeedState",
    "FigureCell",
    "ImportReport",
    "Label",
    "Link",
    "Mode",
    "Naming",
    "ParsedEntry",
    "ParsedFeed",
    "Prepared",
    "Progress",
    "RefreshReport",
    "Revision",
    "Row",
    "Source",
    "Span",
    "Speaker",
    "Stance",
    "Story",
]

NOUNS = {
    "answers": "ArticleHit Candidate ClaimHit Counts ImportReport Prepared",
    "body": "Block BlockKind Body Link Span",
    "claims": "Affiliation Badge Bookmark Claim Cue Label Mode Naming Source Stance",
    "news": "Article Revision",
    "rows": "ArticleRow Feed Speaker Story",
    "stories": "ClaimRef Comparison Difference FigureCell Row",
    "wire": "FeedState ParsedEntry ParsedFeed Progress RefreshReport",
}
"""The nouns of each module; it is loaded when one of them is first asked for.

To make a frozen dataclass costs half a millisecond: all together are a tenth of the time to the first paint, which
needs four of them. What is loaded before it says `from tui_reader import model` and `model.Article` where it makes one.
"""


if not TYPE_CHECKING:  # a checker that saw it would take any name for a noun
    __getattr__ = loader(__name__, NOUNS)
