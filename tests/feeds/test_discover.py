"""Feeds that a page names, and the usual addresses."""

from __future__ import annotations

import pytest

from tui_reader.feeds.discover import MOST_CANDIDATES, Candidate, feed_links, usual_paths

PAGE = "https://news.example/world/"


def test_declared_feeds_come_first_and_comments_last() -> None:
    html = """<html><head><title>x</title><base href="/site/">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="comments.xml">
      <link rel=alternate type="application/atom+xml; charset=utf-8" title="All &amp; sundry" href="all.atom">
      <link rel="alternate" type="application/feed+json" href="https://cdn.example/feed.json">
      <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="feed.css">
      </head><body><a href="/rss/sport">Sport <b>feed</b></a><a href="/about">About</a><a href="all.atom">again</a>"""
    assert feed_links(html, PAGE) == [
        Candidate("https://news.example/site/all.atom", "All & sundry", "atom"),
        Candidate("https://cdn.example/feed.json", "", "json"),
        Candidate("https://news.example/site/comments.xml", "Comments", "rss"),
        Candidate("https://news.example/rss/sport", "Sport feed", ""),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\x00",
        "<a href='javascript:rss()'>rss</a>",
        "<link rel=alternate type='application/rss+xml' href='file:///rss'>",
        "<link rel=alternate type='application/rss+xml'>",
        f"<link rel=alternate type='application/rss+xml' href='{PAGE}'>",
        "<!-- <link rel=alternate type='application/rss+xml' href=/rss> -->",
    ],
)
def test_what_is_no_feed_is_not_offered(html: str) -> None:
    assert feed_links(html, PAGE) == []


@pytest.mark.no_cover
@pytest.mark.timeout(30)
def test_x6_floods_are_capped() -> None:
    html = "<div>" * 20_000 + "".join(f"<a href='/rss/{i}'>\x1b[2Jfeed {i}</a>" for i in range(50_000))
    found = feed_links(html, PAGE)
    assert len(found) == MOST_CANDIDATES
    assert found[0] == Candidate("https://news.example/rss/0", "[2Jfeed 0", "")


def test_usual_paths_begin_near_the_page() -> None:
    paths = usual_paths("https://news.example/blog")
    assert paths[0] == "https://news.example/blog/feed"
    assert "https://news.example/rss.xml" in paths
    assert len(set(paths)) == len(paths)
    assert usual_paths("https://news.example")[0] == "https://news.example/feed"
    assert usual_paths("file:///etc/passwd") == []
