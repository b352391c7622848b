"""Which engine finds the attributions: the learned tagger where it can run, the rules everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tui_reader.claims import rules, tagger
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.carry import carried
from tui_reader.claims.quotes import quotations
from tui_reader.claims.scraps import sorted_out
from tui_reader.model import Block
from tui_reader.model.body import meets

PLAIN_QUOTATION = rules.CONFIDENCE["quote"][0]  #: confidence of the rules in "…," she said.
LEAST_QUOTED = 3  #: words of a quotation that the rules may find where the tagger found nothing


@cache
def has_model() -> bool:
    """Whether the learned tagger can run here: its weights are in the package and onnxruntime is installed."""
    return tagger.is_available()


def engine_name() -> str:
    """The engine that "auto" takes: "model" or "rules"."""
    return "model" if has_model() else "rules"


def engine_version() -> str:
    """Key under which claims may be cached: it changes whenever `split` may answer otherwise."""
    weights = f"{tagger.version()}-" if has_model() else ""
    return f"{engine_name()}-{weights}{rules.RULES_VERSION}"


def attributions(text: str, parts: Sequence[Block], engine: str = "auto") -> list[Attribution]:
    """Attributions of `text` by the engine asked for ("auto", "rules" or "model").

    The tagger sees one paragraph at a time, so quotations that stand alone are given to the last speaker by rule.
    Raises ImportError for "model" where the tagger cannot run, ValueError for any other name.
    """
    if engine not in {"auto", "rules", "model"}:
        raise ValueError(f"no such engine: {engine}")
    if engine == "model" and not has_model():
        raise ImportError("the learned engine cannot run here: onnxruntime or the weights are missing")
    if engine == "rules" or not has_model():
        return rules.attributions(text, parts)
    found = list(sorted_out(text, tagger.attributions(text, [block.span for block in parts])))
    found += left_over(text, parts, found)
    # Whether an attribution is a claim is judged with its resolved source, in clause.py, for both engines alike.
    return carried(text, parts, [replace(each, is_claim=True) for each in found])


def left_over(text: str, parts: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations with a plain verb of saying that no attribution in `found` touches, as the rules see them.

    The tagger misses one in some two hundred articles, and a speaker's own words would then be the outlet's.
    """
    taken = [span for each in found for span in (*each.content, *each.cue)]
    missed: list[Attribution] = []
    for block in parts:
        alone = [
            (quote.begin, quote.end)
            for quote in quotations(text, *block.span)
            if len(text[quote.begin : quote.end].split()) >= LEAST_QUOTED and not meets((quote.begin, quote.end), taken)
        ]
        for each in rules.attributions(text, [block]) if alone else ():
            own = (*each.content, *each.cue)
            is_plain = each.confidence >= PLAIN_QUOTATION and any(meets(span, alone) for span in each.content)
            if is_plain and not any(meets(span, taken) for span in own):
                missed.append(each)
    return missed
