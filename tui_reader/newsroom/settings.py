"""What the newsroom may be told, as a value: config.py builds it, nobody else reads a file for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """How news is gathered and kept."""

    full_text: Literal["on-open", "always", "never"] = "on-open"  #: when an article's page is fetched
    refresh_minutes: int = 30  #: between background refreshes while the app is open; 0 never
    window_hours: int = 72  #: articles further apart than this share no story
    keep_days: int = 0  #: read articles without saved claims go after this; 0 keeps everything
    engine: Literal["auto", "rules", "model"] = "auto"  #: which engine splits claims
    connections: int = 32  #: feeds asked at the same time
    max_entries: int = 2000  #: entries kept of one feed at one visit
