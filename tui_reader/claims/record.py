"""A claim as the documented JSON object, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui_reader.model import Claim, Cue, Source, Span


def to_record(claim: Claim) -> dict[str, Any]:
    """The claim as docs/claims.md documents it: plain lists, strings and numbers, keys in the documented order."""
    source, cue = claim.source, claim.cue
    return {
        "spans": [list(span) for span in claim.spans],
        "text": claim.text,
        "mode": claim.mode,
        "badge": claim.badge,
        "stance": claim.stance,
        "confidence": round(claim.confidence, 4),
        "why": claim.why,
        "shown": claim.shown,
        "source": None
        if source is None
        else {
            "span": None if source.span is None else list(source.span),
            "mention": source.mention,
            "name": source.name,
            "role": source.role,
            "naming": source.naming,
            "affiliation": source.affiliation,
        },
        "cue": None if cue is None else {"span": list(cue.span), "text": cue.text},
        "channel": claim.channel,
        "chain": list(claim.chain),
        "label": claim.label,
        "distance": claim.distance,
        "sentence": list(claim.sentence),
    }


def pair(value: Any) -> Span:
    """A span from a two-element list; raises ValueError for anything else."""
    begin, end = value
    return int(begin), int(end)


def from_record(record: Mapping[str, Any]) -> Claim:
    """The claim of a record made by `to_record`; missing optional keys take the model's defaults.

    Raises KeyError, TypeError or ValueError where the record has not the documented shape.
    """
    source, cue = record.get("source"), record.get("cue")
    return Claim(
        spans=tuple(pair(span) for span in record["spans"]),
        text=str(record["text"]),
        mode=record["mode"],
        badge=record["badge"],
        stance=record.get("stance", "say"),
        confidence=float(record.get("confidence", 1.0)),
        why=str(record.get("why", "rule")),
        shown=bool(record.get("shown", True)),
        source=None
        if source is None
        else Source(
            span=None if source.get("span") is None else pair(source["span"]),
            mention=str(source["mention"]),
            name=str(source["name"]),
            role=str(source.get("role", "")),
            naming=source.get("naming", "unknown"),
            affiliation=source.get("affiliation", "unknown"),
        ),
        cue=None if cue is None else Cue(span=pair(cue["span"]), text=str(cue["text"])),
        channel=str(record.get("channel", "unstated")),
        chain=tuple(str(hop) for hop in record.get("chain", ())),
        distance=str(record.get("distance", "")),
        label=record.get("label", ""),
        sentence=pair(record.get("sentence", (0, 0))),
    )
