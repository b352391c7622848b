"""How values become columns and back: times, bodies, claims."""

from __future__ import annotations

import dataclasses
import json
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tui_reader import model

if TYPE_CHECKING:
    from tui_reader.model import Body, Claim, Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970; `at` must be aware."""
    return (at - _EPOCH) // _MILLISECOND


def maybe_ms(at: datetime | None) -> int | None:
    """`to_ms`, None for None."""
    return None if at is None else to_ms(at)


def from_ms(ms: int) -> datetime:
    """Aware UTC time of `ms` milliseconds since 1970."""
    return _EPOCH + timedelta(milliseconds=ms)


def maybe_time(ms: int | None) -> datetime | None:
    """`from_ms`, None for None."""
    return None if ms is None else from_ms(ms)


def pack_body(body: Body) -> bytes:
    """The body as zlib level 1 JSON: a third of the bytes at a tenth of a millisecond (docs/performance.md)."""
    blocks = [_block_row(block) for block in body.blocks]
    links = [[link.kind, *link.span, link.url] for link in body.links]
    return zlib.compress(json.dumps([body.text, blocks, links], ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _block_row(block: model.Block) -> list[Any]:
    """Most blocks are a kind and a span; items and broken lines have more."""
    row = [block.kind, *block.span]
    return [*row, block.label, block.level, block.breaks] if block.level or block.label or block.breaks else row


def unpack_body(data: bytes) -> Body:
    """Inverse of `pack_body`."""
    text, blocks, links = json.loads(zlib.decompress(data))
    return model.Body(
        text,
        tuple(model.Block(kind, (begin, end), *rest[:2], *map(tuple, rest[2:])) for kind, begin, end, *rest in blocks),
        tuple(model.Link((begin, end), url, kind) for kind, begin, end, url in links),
    )


def _spans(flat: list[int]) -> tuple[Span, ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def pack_claim(claim: Claim) -> str:
    """A claim without the words that stand in its article: a JSON list, see `unpack_claim`."""
    source, cue = claim.source, claim.cue
    return json.dumps(
        [
            [offset for span in claim.spans for offset in span],
            round(claim.confidence, 3),
            claim.why,
            [*(source.span or (-1, -1)), source.name, source.role, source.naming, source.affiliation, source.mention]
            if source
            else None,
            list(cue.span) if cue else None,
            claim.channel,
            list(claim.chain),
            claim.distance,
            claim.label,
            list(claim.sentence),
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack_claim(row: tuple[str, str, str, int, str], text: str) -> Claim:
    """The claim of `row` (badge, mode, stance, shown, record), its words read from the article's `text`."""
    badge, mode, stance, shown, record = row
    flat, confidence, why, who, cue, channel, chain, distance, label, sentence = json.loads(record)
    spans = _spans(flat)
    source = None
    if who:
        begin, end, name, role, naming, affiliation, mention = who
        source = model.Source(None if begin < 0 else (begin, end), mention, name, role, naming, affiliation)
    return model.Claim(
        spans=spans,
        text=" ".join(text[begin:end] for begin, end in spans),
        mode=mode,  # type: ignore[arg-type]  # the values were typed when written
        badge=badge,  # type: ignore[arg-type]
        stance=stance,  # type: ignore[arg-type]
        confidence=confidence,
        why=why,
        shown=bool(shown),
        source=source,
        cue=model.Cue((cue[0], cue[1]), text[cue[0] : cue[1]]) if cue else None,
        channel=channel,
        chain=tuple(chain),
        distance=distance,
        label=label,
        sentence=(sentence[0], sentence[1]),
    )


def claim_to_json(claim: Claim) -> str:
    """A whole claim, words included: what a bookmark keeps."""
    return json.dumps(dataclasses.asdict(claim), ensure_ascii=False, separators=(",", ":"))


def claim_from_json(data: str) -> Claim:
    """Inverse of `claim_to_json`; fields of a newer version are left out."""
    raw: dict[str, Any] = json.loads(data)
    known = {field.name for field in dataclasses.fields(model.Claim)}
    values = {key: value for key, value in raw.items() if key in known}
    values["spans"] = tuple((begin, end) for begin, end in values["spans"])
    values["sentence"] = tuple(values.get("sentence", (0, 0)))
    values["chain"] = tuple(values.get("chain", ()))
    if values.get("source"):
        source = dict(values["source"])
        source["span"] = tuple(source["span"]) if source.get("span") else None
        values["source"] = model.Source(**source)
    if values.get("cue"):
        values["cue"] = model.Cue(tuple(values["cue"]["span"]), values["cue"]["text"])
    return model.Claim(**values)
