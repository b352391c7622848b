"""`claims` and `stories --input`: documents that are in no database."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call
from tui_reader.model import Claim
from tui_reader.newsroom.documents import MAX_BYTES, decoded, expand, parse_line

WORDS = (
    "HARBOUR TOWN — “The port will reopen Monday,” Mayor Lena Ortiz told the Courier.\r\n\r\n"
    "She said that 1,200 workers had walked out. The company denied it.\r\n"
)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
HOSTILE = "Mayor Ortiz said \x1b]52;c;eA==\x07the port \u202ewill\x9b31m reopen.\nIt was\x00 quiet."
FIELDS = {"spans", "text", "mode", "badge", "stance", "confidence", "why", "shown", "source", "cue", "channel", "chain"}


def fits(text: str, claims: list[dict[str, Any]]) -> bool:
    """Whether every claim is the characters at its spans."""
    return all(" ".join(text[b:e] for b, e in claim["spans"]) == claim["text"] for claim in claims)


def test_text_is_read_exactly_and_spans_fit(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS.encode())
    record = call("claims", path, "--json").records[0]
    assert record["document"] == str(path)
    assert record["title"] == ""
    assert len(record["claims"]) >= 3
    assert fits(WORDS, record["claims"])
    assert all(claim.keys() >= FIELDS for claim in record["claims"])
    first = next(claim for claim in record["claims"] if "reopen" in claim["text"])
    assert (first["badge"], first["source"]["name"]) == ("NAME", "Lena Ortiz")


def test_standard_input_is_a_document_in_its_place(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The bridge is closed.")
    records = call("claims", path, "-", path, "--json", stdin=WORDS.encode()).records
    assert [record["document"] for record in records] == [str(path), "-", str(path)]
    assert fits(WORDS, records[1]["claims"])


def test_html_is_read_for_its_words(call: Call, tmp_path: Path) -> None:
    page = (
        "<html><head><title>Port &amp; city</title><script>x()</script></head><body><p>Mayor Ortiz said ships wait.</p>"
    )
    path = tmp_path / "a.html"
    path.write_text(page)
    for record in call("claims", path, "-", "--json", stdin=page.encode()).records:
        assert record["title"] == "Port & city"
        words = "".join(claim["text"] for claim in record["claims"])
        assert "ships wait" in words
        assert "x()" not in words


def test_a_folder_means_every_file_in_it(call: Call, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden", "deep/.git/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("The bridge is closed.")
    found = [Path(record["document"]).name for record in call("claims", tmp_path, "--json").records]
    assert found == ["a.txt", "b.txt", "c.txt"]
    assert list(expand(["-", "https://a.example/", "x.txt"])) == ["-", "https://a.example/", "x.txt"]


def test_what_cannot_be_read_is_named_and_the_others_go_on(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x7fELF\x00\x01")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    with (tmp_path / "c.txt").open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    (tmp_path / "d.txt").write_text("The bridge is closed.")
    result = call("claims", tmp_path, tmp_path / "none.txt", "--json")
    assert result.code == 1
    assert [Path(record["document"]).name for record in result.records] == ["d.txt"]
    for name, why in (
        ("a.bin", "binary"),
        ("b.txt", "not UTF-8"),
        ("c.txt", "larger than"),
        ("none.txt", "no such file"),
    ):
        assert re.search(f"^newsread: .*{name}: .*{why}", result.err, re.MULTILINE)
    assert call("claims", "-", stdin=b"\0").err == "newsread: standard input is binary data, not text\n"


def test_several_processes_answer_in_the_same_order(call: Call, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Officials said {number} ships were waiting in the bay.")
    (tmp_path / "05.txt").write_bytes(b"\0")
    alone = call("claims", tmp_path, "--json")
    assert call("claims", tmp_path, "--json", "--jobs", "3").out == alone.out
    assert len(alone.records) == 11


@pytest.mark.parametrize("is_json", [True, False])
def test_no_control_character_of_a_file_reaches_the_terminal(call: Call, tmp_path: Path, is_json: bool) -> None:
    path = tmp_path / "a.txt"
    words = HOSTILE.replace("\x00", "")
    path.write_text(words)
    result = call("claims", path, *(["--json"] if is_json else []))
    assert result.code == 0
    assert "the port" in result.out
    assert not FORBIDDEN.search(result.out)
    if is_json:
        assert fits(words, result.records[0]["claims"])
    (tmp_path / "\x1b]0;x\x07.txt").write_bytes(b"\0")
    assert not FORBIDDEN.search(call("claims", tmp_path / "\x1b]0;x\x07.txt").err)


def test_decoding_keeps_line_ends_and_marks() -> None:
    assert decoded("\ufeffa\r\nb\rc\n".encode()) == "\ufeffa\r\nb\rc\n"


DOCS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "outlet": "Courier",
        "title": "Ferry runs aground off Skell Island",
        "published_at": "2031-10-04T10:00:00Z",
        "text": "The ferry Aurora ran aground off Skell Island on Friday night with 120 people aboard, police said. "
        "Nobody was hurt, Harbour Master Iben Strand said. A tug was sent from Port Velm to pull the ferry free.",
    },
    {
        "id": "b7",
        "outlet": "Ledger",
        "title": "Ferry Aurora aground near Skell Island",
        "published_at": "2031-10-04T11:30:00+00:00",
        "text": "The ferry Aurora ran aground near Skell Island late on Friday with 150 people aboard, the owner said. "
        "Nobody was hurt, Harbour Master Iben Strand said. A tug from Port Velm is to pull the ferry free.",
    },
    {
        "id": 3,
        "outlet": "Post",
        "title": "Cheese prices rise again",
        "text": "Cheese will cost more next spring, the Farm Institute said in a report on Thursday. Milk is scarce.",
    },
]  # fmt: skip


def lines(items: list[Any]) -> bytes:
    """JSON lines."""
    return "\n".join(item if isinstance(item, str) else json.dumps(item) for item in items).encode()


def test_stories_of_documents_have_the_documented_form(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_bytes(lines(DOCS))
    result = call("stories", "--input", path, "--json")
    assert (result.code, result.err) == (0, "")
    stories = {tuple(record["articles"]): record for record in result.records}
    assert set(stories) == {("a1", "b7"), (3,)}
    ferry = stories[("a1", "b7")]
    assert ferry.keys() == {"articles", "rows", "differs", "copies"}
    texts = {str(doc["id"]): str(doc["text"]) for doc in DOCS}
    assert ferry["rows"]
    for row in ferry["rows"]:
        assert len({cell["article"] for cell in row}) == len(row) >= 2
        for cell in row:
            assert cell.keys() == {"article", "spans", "text", "badge"}
            assert " ".join(texts[cell["article"]][b:e] for b, e in cell["spans"]) == cell["text"]
    for one in ferry["differs"]:
        assert {cell["article"] for cell in one["cells"]} == {"a1", "b7"}
    assert call("stories", "--input", "-", "--json", stdin=lines(DOCS)).out == result.out
    plain = call("stories", "--input", path)
    assert plain.lines[0] == "Ferry runs aground off Skell Island (Courier, Ledger)"


def test_lines_that_are_off_are_named_and_the_others_go_on(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_bytes(
        lines([DOCS[0], "{", {"id": "x"}, {**DOCS[1], "id": True}, DOCS[0], "", {**DOCS[1], "text": 3}, DOCS[2]])
    )
    result = call("stories", "--input", path, "--json")
    assert result.code == 1
    assert [record["articles"] for record in result.records] == [["a1"], [3]]
    for number, why in (
        (2, "not JSON .* an object with id, outlet and text"),
        (3, "lacks outlet"),
        (4, "id has the wrong type"),
        (5, "there twice"),
        (7, "text has"),
    ):
        assert re.search(f"line {number}: .*{why}", result.err)


def test_a_time_without_zone_is_utc() -> None:
    document = parse_line(json.dumps({**DOCS[0], "published_at": "2031-10-04T10:00:00"}), 1)
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2031-10-04T10:00:00+00:00"
    assert document.claims == tuple[Claim, ...]()
