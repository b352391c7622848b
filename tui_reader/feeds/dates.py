"""Reads the dates of feeds: ISO 8601, RFC 822 in the dialects of the wild, epochs, month names of several languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier enero ene gennaio gen janeiro jän jänner ιαν январь января янв január",
            "feb february februar februari février fev fevereiro febrero febbraio φεβ февраль февраля фев február feb.",
            "mar march mär märz maart mars marzo março mrz mrt μαρ μάρ март марта мар március",
            "apr april avr avril abril abr aprile απρ апрель апреля апр április aprilis",
            "may mai mei mayo maggio maio mag μαϊ μαΐ май мая május majus",
            "jun june juni juin junio giugno giu junho ιουν июнь июня июн június",
            "jul july juli juillet julio luglio lug julho ιουλ июль июля июл július",
            "aug august août augustus agosto ago αυγ август августа авг augusztus",
            "sep sept september septembre septiembre settembre set setembro σεπ сентябрь сентября сен szeptember",
            "oct october okt oktober octobre octubre ottobre ott out outubro οκτ октябрь октября окт október",
            "nov november novembre noviembre novembro νοε νοέ ноябрь ноября ноя",
            "dec december dez dezember décembre déc dic diciembre dicembre dezembro δεκ декабрь декабря дек",
        ),
        1,
    )
    for name in names.split()
}
# minutes east of UTC
_ZONES = {
    **dict.fromkeys(["z", "ut", "utc", "gmt", "wet", ""], 0),
    **{"bst": 60, "ist": 330, "cet": 60, "met": 60, "mez": 60, "west": 60, "wat": 60},
    **{"cest": 120, "mesz": 120, "eet": 120, "sast": 120, "cat": 120, "eest": 180, "msk": 180, "eat": 180, "msd": 240},
    **{"gst": 240, "pkt": 300, "wib": 420, "ict": 420, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480, "awst": 480},
    **{"jst": 540, "kst": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780},
    **{"adt": -180, "brt": -180, "art": -180, "ast": -240, "edt": -240, "est": -300, "et": -300, "cdt": -300},
    **{"cst": -360, "ct": -360, "mdt": -360, "mst": -420, "mt": -420, "pdt": -420, "pst": -480, "pt": -480},
    **{"akdt": -480, "akst": -540, "hst": -600, "nst": -210, "ndt": -150},
}
_RFC_822 = re.compile(
    r"(?:[A-Za-z]+\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3,9})[\s-]+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*"
    r"(?:([+-]\d{4})|([A-Za-z]{1,4}))?"
)
_ISO = re.compile(
    r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?|-?(\d{3}))?"
    r"(?:(?:\s*[Tt]\s*|\s+)(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?)?\s*([A-Za-z]{1,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?"
)
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?!\d)(?!\.\d{4})")
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?\s*([+-])(\d{1,2}):?(\d{2})?\b")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
_AFTERNOON = frozenset(("pm", "오후", "μμ"))
_MORNING = frozenset(("am", "오전", "πμ"))
LONGEST_DATE = 100
"""Characters; anything longer is no date."""


def parse_date(text: str) -> datetime | None:
    """Return the moment that `text` names as aware UTC, or None where it names none between the years 1 and 9999.

    Dates without a zone are UTC, dates without a time are midnight; an impossible zone is ignored. No clamping:
    what a feed says about the future is the store's matter.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_DATE:
        return None
    try:
        return _common(text) or _iso(text) or _epoch(text) or _words(text)
    except (ValueError, OverflowError):
        return None


def _common(text: str) -> datetime | None:
    """RFC 822 as nine feeds of ten write it."""
    match = _RFC_822.fullmatch(text)
    if not match or (month := _MONTHS.get(match[2].lower()[:3])) is None:
        return None
    day, _, year, hour, minute, second, offset, zone = match.groups()
    if offset:
        minutes = (1 if offset[0] == "+" else -1) * (60 * int(offset[1:3]) + int(offset[3:5]))
    else:
        minutes = _ZONES.get((zone or "").lower(), 0)
    return _moment(int(year), month, int(day), int(hour), int(minute), int(second or 0), minutes)


def _iso(text: str) -> datetime | None:
    """ISO 8601 and W3C-DTF with the liberties that feeds take; not bare numbers but YYYYMMDD and YYYY."""
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, day_of_year, hour, minute, second, zone = match.groups()
    if text.isdigit() and len(text) not in (4, 8):
        return None
    moment = _moment(
        int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), _zone(zone or "")
    )
    return moment + timedelta(days=int(day_of_year) - 1) if day_of_year and moment else moment


def _epoch(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970."""
    if not (text.isascii() and text.isdigit() and 9 <= len(text) <= 14):
        return None
    return datetime.fromtimestamp(int(text) / (1 if len(text) < 12 else 1000), UTC)


def _words(text: str) -> datetime | None:
    """Any order of day, month name, year, time and zone; and numeric dates of several countries."""
    time = _TIME.search(text)
    head, tail = (text[: time.start()], text[time.end() :]) if time else (text, "")
    words = [word.lower() for word in _WORD.findall(text)]
    offset = _OFFSET.search(tail)
    numbers = _NUMBERS.findall(head) + _NUMBERS.findall(
        tail[: offset.start()] + tail[offset.end() :] if offset else tail
    )
    month = next((_MONTHS[word] for word in words if word in _MONTHS), None)
    date = _named(month, numbers) if month else _numeric(head, numbers)
    if date is None:
        return None
    hour = int(time[1]) if time else 0
    if hour < 12 and _AFTERNOON & set(words):
        hour += 12
    elif hour == 12 and _MORNING & set(words):
        hour = 0
    minutes = _zone(offset[0]) if offset else next((_ZONES[w] for w in reversed(words) if w in _ZONES), 0)
    return _moment(*date, hour, int(time[2]) if time else 0, int(time[3] or 0) if time else 0, minutes)


def _named(month: int, numbers: list[str]) -> tuple[int, int, int] | None:
    """Year, month, day where the month is a word."""
    years = [n for n in numbers if len(n) == 4]
    days = [n for n in numbers if len(n) <= 2]
    if years and days:
        return int(years[0]), month, int(days[0])
    if len(days) >= 2:
        year = int(days[1])
        return year + (2000 if year < 70 else 1900), month, int(days[0])
    return None


def _numeric(head: str, numbers: list[str]) -> tuple[int, int, int] | None:
    """Year, month, day where all are numbers: year first, or day first, but month first with American slashes."""
    if len(numbers) < 3:
        return None
    a, b, c = (int(number) for number in numbers[:3])
    if len(numbers[0]) == 4:
        return a, b, c
    if len(numbers[2]) != 4:
        return None
    return (c, a, b) if "/" in head and a <= 12 else (c, b, a)


def _zone(zone: str) -> int:
    """Minutes east of UTC of a name or an offset; 0 for what is neither."""
    match = _OFFSET.fullmatch(zone.strip())
    if not match:
        return _ZONES.get(zone.strip().lower(), 0)
    return (1 if match[1] == "+" else -1) * (60 * int(match[2]) + int(match[3] or 0))


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: int) -> datetime | None:
    """A moment in UTC; 24:00 and leap seconds are the next moment. `offset` in minutes, ignored above 24 hours."""
    if hour > 24 or minute > 60 or second > 61:
        return None
    zone = timezone(timedelta(minutes=offset)) if abs(offset) < 1440 else UTC
    moment = datetime(year, month, day, tzinfo=zone) + timedelta(hours=hour, minutes=minute, seconds=second)
    return moment.astimezone(UTC)
