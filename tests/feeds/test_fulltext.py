"""Full text: the article of a page, and what to say where the page does not give it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_reader.feeds.fulltext import extract
from tui_reader.feeds.parsing import ParserPool
from tui_reader.text import html_to_body

URL = "https://news.example/world/ferry.html"
PARAGRAPH = (
    "The ferry to Larkmoor will run again from Monday, the harbour authority said, after engineers had looked at the"
    " ramp for three days and found that two of its bolts were older than the ship itself. "
)


def page(article: str, head: str = "", title: str = "Ferry runs again") -> bytes:
    menu = "".join(f"<li><a href='/s/{i}'>Section {i}</a></li>" for i in range(12))
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>{title}</h1>{article}</article></main><footer>Subscribe to our newsletter.</footer>"
        "</body></html>"
    ).encode()


def test_an_article_comes_without_its_page() -> None:
    head = (
        "<meta name='author' content='Amara Okafor'>"
        "<meta property='article:published_time' content='2026-09-01T10:30:00+02:00'>"
    )
    body = f"<p>{PARAGRAPH * 4}</p><h2>What happens next</h2><p>{PARAGRAPH * 4} <a href='/bolts'>bolts</a></p>"
    found = extract(page(body, head), url=URL)
    assert found.verdict == "ok"
    assert found.note == ""
    assert found.title == "Ferry runs again"
    assert found.author == "Amara Okafor"
    assert found.published_at == datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
    assert "What happens next" in found.body.text
    assert "Section" not in found.body.text
    assert "newsletter" not in found.body.text
    assert "https://news.example/bolts" in {link.url for link in found.body.links}


LOCKED = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'


@pytest.mark.parametrize(
    ("html", "verdict"),
    [
        (page(f"<p>{PARAGRAPH * 2}</p>", LOCKED), "paywall"),
        (
            page(f"<p>{PARAGRAPH * 2}</p>", LOCKED.replace('"@type"', '"@graph":[{"isAccessibleForFree":false}],"a"')),
            "paywall",
        ),
        (page(f"<p>{PARAGRAPH}</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p>"), "paywall"),
        (page(f"<p>{PARAGRAPH * 12}</p>", LOCKED), "ok"),
        (
            page("<p>We and our 812 partners store cookies. Accept all cookies.</p>", title="Before you continue"),
            "cookie-wall",
        ),
        (page("<p>Too little.</p>"), "too-short"),
        (page("<p>Nothing here.</p>", title="404 - Page not found"), "error"),
        (b"", "error"),
        (b"\x00\xff\xfe binary \x01", "error"),
    ],
)
def test_what_is_no_article_is_said(html: bytes, verdict: str) -> None:
    found = extract(html, url=URL)
    assert found.verdict == verdict
    assert bool(found.note) == (verdict != "ok")


def test_the_charset_of_the_page_is_obeyed() -> None:
    html = page(f"<p>{PARAGRAPH * 3} Café Müller, “said”.</p>", "<meta charset=windows-1252>").decode().encode("cp1252")
    assert "Café Müller, “said”." in extract(html, url=URL).body.text


async def test_extraction_runs_in_a_worker() -> None:
    async with ParserPool(workers=1, deadline=60) as pool:
        found = await pool.extract(page(f"<p>{PARAGRAPH * 4}</p>"), url=URL)
    assert found.verdict == "ok"


@pytest.mark.corpus
@pytest.mark.timeout(120)
def test_articles_of_real_pages_are_found(feed_corpus: Path) -> None:
    scores = []
    for folder in sorted((feed_corpus / "readability" / "pages").iterdir()):
        expected = html_to_body((folder / "expected.html").read_text("utf-8")).text
        found = extract((folder / "source.html").read_bytes(), url="http://fakehost/test/page.html")
        scores.append(token_f1(found.body.text, expected))
    assert len(scores) == 65
    assert sum(scores) / len(scores) > 0.95  # measured 0.959
    assert sorted(scores)[len(scores) // 2] > 0.98  # measured 0.988


def token_f1(found: str, expected: str) -> float:
    """Harmonic mean of precision and recall over bags of words."""
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values())) if common else 0.0
