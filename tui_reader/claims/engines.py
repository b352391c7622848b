"""Which engine finds the attributions: the learned tagger where it can run, the rules everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tui_reader.claims import rules
from tui_reader.claims.attribution import Attribution
from tui_reader.model import Block


@cache
def has_model() -> bool:
    """Whether the learned tagger can run here: its weights are in the package and onnxruntime is installed."""
    return False


def engine_name() -> str:
    """The engine that "auto" takes: "model" or "rules"."""
    return "model" if has_model() else "rules"


@cache
def engine_version() -> str:
    """Key under which claims may be cached: it changes whenever `split` may answer otherwise."""
    return f"{engine_name()}-{rules.RULES_VERSION}"


def attributions(text: str, parts: Sequence[Block], engine: str = "auto") -> list[Attribution]:
    """Attributions of `text` by the engine asked for."""
    return rules.attributions(text, parts)
