"""What the headers of an answer say about time: Retry-After, Cache-Control, Expires (RFC 9110, RFC 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: The longest that a server can send newsread away for.
RETRY_MOST = timedelta(days=31)
#: Asked to wait, but not readably for how long.
RETRY_UNREADABLE = timedelta(hours=1)
#: "Retry-After: 0" means soon, not at once.
RETRY_LEAST = timedelta(minutes=1)

_SECONDS = re.compile(r"\d{1,20}")
_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,20})', re.IGNORECASE)
_UNCACHED = re.compile(r"(?:^|[,\s])no-(?:cache|store)(?:$|[,;\s])", re.IGNORECASE)


def read_date(text: str) -> datetime | None:
    """An HTTP date as aware UTC, None where it cannot be read."""
    try:
        moment = parsedate_to_datetime(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the server wants to be asked again (Retry-After), within a minute and 31 days; None without the header.

    A date is taken relative to the answer's own Date, so a server whose clock is off is still understood.
    """
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if _SECONDS.fullmatch(text):
        wait = timedelta(seconds=min(int(text), int(RETRY_MOST.total_seconds())))
    elif (moment := read_date(text)) is not None:
        wait = moment - (read_date(headers.get("date", "")) or now)
    else:
        wait = RETRY_UNREADABLE
    return now + min(max(wait, RETRY_LEAST), RETRY_MOST)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long an answer stays fresh: max-age, else Expires, less the Age a cache adds; None where nothing says so."""
    control = headers.get("cache-control", "")
    if _UNCACHED.search(control):
        return None
    if found := _MAX_AGE.search(control):
        lifetime = timedelta(seconds=min(int(found[1]), 10**9))
    elif (expires := read_date(headers.get("expires", ""))) is not None:
        lifetime = expires - (read_date(headers.get("date", "")) or now)
    else:
        return None
    age = headers.get("age", "").strip()
    lifetime -= timedelta(seconds=min(int(age), 10**9)) if _SECONDS.fullmatch(age) else timedelta()
    return max(lifetime, timedelta())
