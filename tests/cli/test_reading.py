"""Every view on standard output."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tui_reader.query.vocabulary import FLAGS

BOXES = re.compile("[\u2500-\u257f\x1b]")


def test_river_is_newest_first_and_filtered(call: Call, database: Path) -> None:
    result = call("--db", database, "river")
    assert len(result.lines) == 16
    times = [line.split(" ", 1)[1][:16] for line in result.lines]
    assert times == sorted(times, reverse=True)
    assert "(unread, edited, 1 saved)" in result.out
    assert [
        line.split(": ")[0].split(" ", 3)[3] for line in call("--db", database, "river", "outlet:ledger").lines
    ] == ["Daily Ledger"] * 3
    assert call("--db", database, "river", "-n", "5").lines == result.lines[:5]
    records = call("--db", database, "river", "edited", "--json").records
    assert [record["outlet"] for record in records] == ["The Courier"]
    assert records[0]["is_edited"] is True
    assert "no article matches" in call("--db", database, "river", "title:nothing-like-it").err


def test_show_prints_claims_text_and_revisions(call: Call, database: Path) -> None:
    number = call("--db", database, "river", "edited", "--json").records[0]["id"]
    claims = call("--db", database, "show", str(number))
    assert "revision 2" in claims.out
    assert "Lena Ortiz" in claims.out
    record = call("--db", database, "show", str(number), "--json").records[0]
    for claim in record["claims"]:
        assert " ".join(record["text"][b:e] for b, e in claim["spans"]) == claim["text"]
    assert "What it costs" in call("--db", database, "show", str(number), "--text").out
    revisions = call("--db", database, "show", str(number), "--revisions").out
    assert "Revision 1, seen" in revisions
    assert "- Nearly 1,000 dock workers" in revisions
    assert "+ Some 1,200 dock workers" in revisions
    assert [r["revision"] for r in call("--db", database, "show", str(number), "--revisions", "--json").records] == [
        1,
        2,
    ]


def test_stories_and_their_comparison(call: Call, database: Path) -> None:
    stories = call("--db", database, "stories", "--json").records
    flood = next(story for story in stories if "flood" in story["title"].lower())
    assert {"Kestrel", "Harbour Post", "The Courier", "Radio 6"} == set(flood["outlets"])
    plain = call("--db", database, "compare", str(flood["id"]))
    assert "one text: Harbour Post, Kestrel" in plain.out
    assert "Nobody will rebuild alone" in plain.out
    record = call("--db", database, "compare", str(flood["id"]), "--json").records[0]
    texts = {article["id"]: article for article in record["articles"]}
    assert len(record["rows"]) > 10
    assert all(cell["article"] in texts and cell["badge"] for row in record["rows"] for cell in row)
    assert len(record["copies"]) == 1
    assert record["origins"] < len(record["articles"])


def test_the_sample_shows_what_newsread_is_for(call: Call, database: Path) -> None:
    stories = call("--db", database, "stories", "--json").records
    port = next(story for story in stories if story["title"].startswith("Port strike enters"))
    assert set(port["outlets"]) == {"The Courier", "Daily Ledger", "Radio 6", "Harbour Post"}
    assert port["has_differences"]
    whole = call("--db", database, "compare", str(port["id"]), "--json").records[0]
    workers = next(one for one in whole["differs"] if "worker" in one["what"])
    assert {"1200", "900"} <= {word for cell in workers["cells"] for word in cell["value"].split()}
    assert call("--db", database, "river", "badge:anon").lines
    assert call("--db", database, "search", "only-here", "outlet:courier", "dam").lines
    assert call("--db", database, "stories", "differs").lines
    flood = next(story for story in stories if "flood" in story["title"].lower())
    assert len(call("--db", database, "compare", str(flood["id"]), "--json").records[0]["copies"]) == 1


def test_sources_across_outlets(call: Call, database: Path) -> None:
    lines = call("--db", database, "sources", "-n", "5").lines
    assert len(lines) == 5
    result = call("--db", database, "sources", "Korvin")
    assert result.lines[0].startswith("Adela Korvin")
    assert "Nobody will rebuild alone" in result.out
    record = call("--db", database, "sources", "korvin", "--json").records[0]
    assert record["claims"] == len(record["said"])
    assert "nobody called xyzzy" in call("--db", database, "sources", "xyzzy").err


def test_search_finds_claims_and_articles(call: Call, database: Path) -> None:
    hits = call("--db", database, "search", "source:ortiz", "reopen", "--json").records
    assert hits
    assert all("reopen" in hit["claim"]["text"].lower() for hit in hits)
    articles = call("--db", database, "search", "--articles", "eel*", "--json").records
    assert [hit["article"]["outlet"] for hit in articles] == ["The Courier"]
    assert call("--db", database, "search", '"nothing like this at all"').err == "newsread: nothing matches\n"


def test_saved_claims_and_export(call: Call, database: Path, tmp_path: Path) -> None:
    plain = call("--db", database, "saved")
    assert "“The port will reopen Monday,”" in plain.out
    assert "tags: port" in plain.out
    assert "note: Check on Monday." in plain.out
    assert call("--db", database, "saved", "tag:port", "--json").records[0]["tags"] == ["port"]
    assert call("--db", database, "saved", "tag:other").out == ""
    assert call("--db", database, "export").out.startswith("# Saved claims\n")
    target = tmp_path / "out.json"
    assert call("--db", database, "export", "json", "-o", target).code == 0
    again = call("--db", database, "export", "json", "-o", target)
    assert (again.code, "--force" in again.err) == (2, True)
    assert call("--db", database, "export", "json", "-o", target, "--force").code == 0
    back = call("--db", tmp_path / "other.db", "import", target)
    assert back.out == "1 saved claims added, 0 known already\n"
    assert call("--db", tmp_path / "other.db", "export", "json").out == target.read_text(encoding="utf-8")
    assert call("--db", tmp_path / "other.db", "import", target, "--json").records == [{"saved": 0, "known": 1}]


def test_claims_are_exported_by_story_article_and_search(call: Call, database: Path) -> None:
    story = call("--db", database, "stories", "--json", "-n", "1").records[0]
    whole = json.loads(call("--db", database, "export", "json", "--story", str(story["id"])).out)["bookmarks"]
    assert {mark["outlet"] for mark in whole} == set(story["outlets"])
    article = str(story["article_ids"][0])
    part = json.loads(call("--db", database, "export", "json", "--article", article).out)["bookmarks"]
    assert 0 < len(part) < len(whole)
    found = call("--db", database, "export", "csv", "--search", "badge:anon").lines
    assert len(found) - 1 == len(call("--db", database, "search", "badge:anon", "-n", "0").lines) > 0
    assert call("--db", database, "export", "--story", "1", "-q", "x").code == 2
    assert "9999" in call("--db", database, "export", "--story", "9999").err
    assert len(call("--db", database, "saved", "--json").records) == 1, "exporting saves nothing"


def test_saved_claims_come_in_the_order_asked_for(call: Call, database: Path, tmp_path: Path) -> None:
    for article in ("1", "5", "9"):
        file = tmp_path / f"{article}.json"
        call("--db", database, "export", "json", "--article", article, "-o", file)
        call("--db", database, "import", file)
    outlets = [record["outlet"] for record in call("--db", database, "saved", "--order", "outlet", "--json").records]
    assert outlets == sorted(outlets) and len(set(outlets)) > 1
    times = [r["published_at"] for r in call("--db", database, "saved", "--order", "published", "--json").records]
    assert times == sorted(times, reverse=True)
    named = [
        record["claim"]["source"] for record in call("--db", database, "saved", "--order", "source", "--json").records
    ]
    known = [source["name"] or source["mention"] for source in named if source]
    assert known == sorted(known, key=str.casefold) and named[: len(known)] == [source for source in named if source]


def test_subscriptions_travel_as_opml(call: Call, database: Path, tmp_path: Path) -> None:
    feeds = call("--db", database, "feeds")
    assert feeds.lines[0] == "Sample edition"
    assert len(feeds.lines) == 6
    target = tmp_path / "feeds.opml"
    assert call("--db", database, "opml", "-o", target).code == 0
    assert target.read_text(encoding="utf-8") == call("--db", database, "opml").out
    assert call("--db", tmp_path / "other.db", "import", target).out == "5 feeds added, 0 known already\n"
    known = call("--db", tmp_path / "other.db", "import", "-", "--json", stdin=target.read_bytes()).records[0]
    assert (known["added"], known["known"]) == ([], 5)
    assert len(call("--db", tmp_path / "other.db", "feeds", "--json").records) == 5
    broken = tmp_path / "broken.opml"
    broken.write_text(target.read_text(encoding="utf-8").replace("</body>", "<b>"), encoding="utf-8")
    added = call("--db", tmp_path / "third.db", "add", broken)
    assert added.code == 0 and added.out.count("subscribed: ") == 5
    assert f"{broken}: line " in added.err, "what is wrong with a list is said by line"
    assert "no feed fails" in call("--db", database, "feeds", "--failing").err


def test_mute_rules_and_saved_searches(call: Call, database: Path) -> None:
    call("--db", database, "mute", "outlet:kestrel")
    assert call("--db", database, "mute").lines == ["outlet:kestrel"]
    assert "Kestrel" not in call("--db", database, "river").out
    assert len(call("--db", database, "mute", "--hidden").lines) == 2
    assert call("--db", database, "mute", "--remove", "nope").code == 1
    call("--db", database, "mute", "--remove", "outlet:kestrel")
    assert "Kestrel" in call("--db", database, "river").out
    call("--db", database, "searches", "port", "strike", "newer:2d")
    assert call("--db", database, "searches").lines == ["port: strike newer:2d"]
    assert call("--db", database, "searches", "port", "--json").records == [
        {"name": "port", "query": "strike newer:2d"}
    ]
    call("--db", database, "searches", "port", "--remove")
    assert call("--db", database, "searches").lines == []
    assert call("--db", database, "mute", "badge:anno").code == 2


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_filters_every_list(call: Call, database: Path, flag: str) -> None:
    for command in ("river", "stories", "saved"):
        result = call("--db", database, command, flag)
        assert result.code == 0, result.err


def test_plain_output_has_no_boxes_and_no_controls(call: Call, database: Path) -> None:
    for command in (["river"], ["stories"], ["sources"], ["saved"], ["feeds"], ["keys"], ["compare", "2"], ["dirs"]):
        result = call("--db", database, *command)
        assert result.out
        assert not BOXES.search(result.out), command
