"""What a tagger hands to the rest of the room: attributions as bare spans, before anybody knows who the source is.

Two engines make them: `rules.attributions` (always there) and `tagger.attributions` (learned, where onnxruntime runs).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui_reader.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution. All spans are document offsets in ascending order, inside one paragraph."""

    content: tuple[Span, ...]  #: what is said, without source and cue; several pieces where it is interrupted
    source: tuple[Span, ...] = ()  #: who says it, () where the text names nobody here
    cue: tuple[Span, ...] = ()  #: the words that attribute, () for carry-over
    confidence: float = 1.0  #: 0..1 that content and source are right
    why: Literal["rule", "model", "carry-over"] = "rule"  #: what found it
    is_claim: bool = True  #: False for an attitude or a fragment that is no clause somebody says
