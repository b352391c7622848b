"""Every error newsread raises on purpose, as one tree.

NewsreadError                one clear line for the reader; `exit_code` is what the command line ends with
├── UsageError               the call's words are off (exit 2)
│   ├── ConfigError          the configuration file is wrong; names the file, the line and the key
│   └── QueryError           a filter does not parse; carries the position of the character
├── FeedError                something about one feed; never ends a refresh
│   ├── FetchError           the network or the server: time-out, too large, too many redirects, status 4xx/5xx
│   │   ├── NotAllowed       an address newsread will not ask: scheme, private host behind a redirect
│   │   ├── Gone             the server answered 410: the feed is not asked again
│   │   └── TryLater         429 or 503 with a time before which the feed is not asked again
│   ├── ParseError           the body is no feed, or took too long to read
│   └── NotAFeed             an HTML page where a feed was expected
├── OpmlError                a subscription list that gave no feed at all
├── StoreError               the database
│   ├── DatabaseBusy         another process holds it (exit 4)
│   └── DatabaseNewer        written by a newer version; left untouched (exit 4)
├── NotFound                 no such feed, article, story or saved claim
└── WorkerError              a helper process died or ran past its deadline
"""

from __future__ import annotations

from datetime import datetime


class NewsreadError(Exception):
    """Base of the tree. `str(error)` is one line that says what to do."""

    exit_code = 1


class UsageError(NewsreadError):
    """The call's words are off."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration file is wrong; the message names file, line and key."""


class QueryError(UsageError):
    """A filter does not parse. `position` is the code-point offset of the offending character."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class FeedError(NewsreadError):
    """Something about one feed."""


class FetchError(FeedError):
    """The network or the server. `status` is the HTTP status, or None where no answer came."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class NotAllowed(FetchError):
    """An address newsread will not ask."""


class Gone(FetchError):
    """The server answered 410 Gone."""


class TryLater(FetchError):
    """The server asks for patience until `retry_at` (aware UTC)."""

    def __init__(self, message: str, retry_at: datetime, status: int | None = None) -> None:
        super().__init__(message, status)
        self.retry_at = retry_at


class ParseError(FeedError):
    """The body is no feed newsread can read, or took too long."""


class NotAFeed(FeedError):
    """An HTML page where a feed was expected."""


class OpmlError(NewsreadError):
    """A subscription list that gave no feed at all."""


class StoreError(NewsreadError):
    """The database."""


class DatabaseBusy(StoreError):
    """Another process holds the database."""

    exit_code = 4


class DatabaseNewer(StoreError):
    """The database was written by a newer newsread."""

    exit_code = 4


class NotFound(NewsreadError):
    """No such feed, article, story or saved claim."""


class WorkerError(NewsreadError):
    """A helper process died or ran past its deadline."""
