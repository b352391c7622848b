"""Dates in the dialects of the wild (threats D7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.feeds.dates import parse_date

NOON = datetime(2026, 9, 1, 12, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 01 Sep 2026 12:30:15 GMT",
        "Tue, 1 Sep 2026 12:30:15 +0000",
        "1 Sep 2026 12:30:15 Z",
        "Tue, 01 September 2026 08:30:15 EDT",
        "Tue, 01 Sep 2026 13:30:15 BST",
        "Tue, 01 Sep 26 12:30:15 UT",
        "Tue, 01-Sep-2026 12:30:15 GMT",
        "Tuesday, 01 Sep 2026 14:30:15 +0200",
        "Tue Sep 01 12:30:15 2026",
        "Tue Sep 1 12:30:15 UTC 2026",
        "Sep 1, 2026 12:30:15 PM",
        "September 1st, 2026 12:30:15",
        "2026-09-01T12:30:15Z",
        "2026-09-01T12:30:15.123456+00:00",
        "2026-09-01T07:30:15-05:00",
        "2026-09-01 12:30:15 UTC",
        "2026-09-01 18:00:15 +0530",
        "20260901T123015Z",
        "2026/09/01 12:30:15",
        "09/01/2026 12:30:15",
        "01.09.2026 12:30:15",
        "1788265815",
        "1788265815000",
        "Di, 01 Sep 2026 14:30:15 CEST",
        "mardi 1 septembre 2026 12:30:15",
        "1 сентября 2026 12:30:15",
        "Τρι, 01 Σεπ 2026 12:30:15",
        "2026년 09월 01일 12:30:15",
        "2026-09-01 오후 12:30:15",
        "  Tue, 01 Sep 2026 12:30:15 +0000  \n",
    ],
)
def test_one_moment_in_many_dialects(text: str) -> None:
    assert parse_date(text) == NOON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-01", datetime(2026, 9, 1, tzinfo=UTC)),
        ("2026-09", datetime(2026, 9, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-244", datetime(2026, 9, 1, tzinfo=UTC)),
        ("Tue, 01 Sep 2026 24:00:00 GMT", datetime(2026, 9, 2, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("Fri, 01 Jan 2099 00:00:00 GMT", datetime(2099, 1, 1, tzinfo=UTC)),
        ("Tue, 01 Sep 2026 12:00:00 +9999", datetime(2026, 9, 1, 12, tzinfo=UTC)),
        ("Tue, 01 Sep 2026 12:00 XYZ", datetime(2026, 9, 1, 12, tzinfo=UTC)),
    ],
)
def test_parts_edges_and_nonsense_zones(text: str, expected: datetime) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Foo, 32 Foo 2026 99:99:99 XYZ",
        "2026-02-30T25:61:61Z",
        "Mon, 01 Jan 99999 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "0000-00-00",
        "1" * 200,
        "12",
        "١٢٣٤٥٦٧٨٩",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.datetimes(datetime(1901, 1, 1), datetime(2199, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_what_email_writes_is_read_again(moment: datetime, offset: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)
    local = aware + timedelta(minutes=offset)
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}{abs(offset) % 60:02}"
    assert parse_date(f"{local:%d %b %Y %H:%M:%S} {zone}") == aware
    assert parse_date(f"{local:%Y-%m-%dT%H:%M:%S}{zone}") == aware


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is UTC
