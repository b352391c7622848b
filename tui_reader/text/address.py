"""`clean_url`: the one door for web addresses; what comes out may be shown, stored and opened."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST_URL = 16_384
"""Characters; longer addresses are refused."""

_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::[1-5]?\d{1,4})?(?:[/?#][\w/.?=&%#;:,+~!$'()*-]*)?\Z", re.ASCII)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_HOST = re.compile(r"[\w.~-]+|\[[0-9A-Fa-f:.]+\]")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")


def clean_url(url: str, base: str = "") -> str:
    """Return the absolute http or https address of `url` (resolved against `base`), or "" where there is none to offer.

    Other schemes, control characters, unreadable hosts and addresses over `LONGEST_URL` give "". Credentials are
    cut out; blanks, quotes and invisible characters are percent-encoded, letters of any script are kept.
    """
    url = url.strip()
    if _PLAIN.match(url):
        return url if len(url) <= LONGEST_URL else ""
    if not url or len(url) > LONGEST_URL or _CONTROL.search(url):
        return ""
    try:
        if not _ABSOLUTE.match(url):
            url = urljoin(base, url)
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "") if "[" not in parts.netloc else f"[{parts.hostname}]"
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    netloc = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, *(_encoded(part) for part in (parts.path, parts.query, parts.fragment))))


def _encoded(part: str) -> str:
    """Percent-encode what could break out of a line or a quotation, or cannot be seen."""
    if not part.isprintable():
        part = "".join(c if c.isprintable() else quote(c, errors="ignore") for c in part)
    return _UNSAFE.sub(lambda match: quote(match[0]), part)
