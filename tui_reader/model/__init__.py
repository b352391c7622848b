"""The nouns of newsread, as frozen dataclasses: what is stored, shown and exported. Standard library only.

Times are aware UTC and named `*_at`. Spans are half-open `(begin, end)` code-point offsets into the text they speak of.
"""

from tui_reader.model.answers import ArticleHit, Candidate, ClaimHit, Counts, ImportReport, Prepared
from tui_reader.model.body import Block, BlockKind, Body, Link, Span
from tui_reader.model.claims import Affiliation, Badge, Bookmark, Claim, Cue, Label, Mode, Naming, Source, Stance
from tui_reader.model.news import (
    Article,
    ArticleRow,
    Feed,
    FeedState,
    ParsedEntry,
    ParsedFeed,
    Progress,
    RefreshReport,
    Revision,
)
from tui_reader.model.stories import ClaimRef, Comparison, Difference, FigureCell, Row, Speaker, Story

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
