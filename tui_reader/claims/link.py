"""Builds attributions from what the reader says of each cue: one cue, its source, its content, how sure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.decode import CONTENT, CUE, SOURCE, Scores, WordSpan, spans_of, viterbi
from tui_reader.claims.predicates import WORD, is_noun_phrase
from tui_reader.claims.wordpiece import Pieces
from tui_reader.model import Span

SIGNALS = 12  # numbers that confidence is computed from, of a reading
WORDED = 3  # likewise, of its words
RARE = -3.9  # log-odds that a word stands in a cue, of words that hardly ever do

# Words that only a clause has: auxiliaries, modal verbs, and pronouns that are subjects.
VERBS = """is are was were am be been has have had do does did will would can could may might must shall should isn't
aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't"""
SUBJECTS = "i he she we they i'm he's she's it's we're they're i've we've they've i'll we'll they'll that's there's"
FINITE = frozenset(f"{VERBS} {SUBJECTS}".split())
PREPOSITIONS = "to for of against with by about on in at from as toward towards over into"
OPENERS = frozenset(PREPOSITIONS.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One cue candidate of a unit and the best reading of it, in words of the unit."""

    cue: WordSpan  #: as the reader bounds it, else the candidate
    source: tuple[WordSpan, ...]  #: at most one
    content: tuple[WordSpan, ...]  #: in order, never empty for an attribution
    judge: float  #: probability that this is a cue
    signals: tuple[float, ...]  #: `SIGNALS` numbers, see `signals_of`


def read_cues(tagged: Scores, cues: Sequence[WordSpan], scores: Scores, judged: Sequence[float]) -> list[Reading]:
    """Read every candidate of one unit.

    `tagged`: log-probabilities of the tagger [words, CLASSES]; `scores`: of the reader [cues, words, CLASSES];
    `judged`: the reader's logits that each is a cue.
    """
    if not cues:
        return []
    readings = []
    for cue, path, score, logit in zip(cues, viterbi(scores), scores, judged, strict=True):
        bounds = [s for s in spans_of(path, CUE) if s[0] < cue[1] and cue[0] < s[1]] or [cue]
        sources = spans_of(path, SOURCE)
        if len(sources) > 1:
            sources = [max(sources, key=lambda s: likelihood(score, s, SOURCE))]
        content = tuple(spans_of(path, CONTENT))
        signals = signals_of(tagged, bounds[0], score, tuple(sources), content, logit)
        readings.append(Reading(bounds[0], tuple(sources), content, 1 / (1 + math.exp(-logit)), signals))
    return readings


def likelihood(score: Scores, span: WordSpan, role: int) -> float:
    """Mean log-probability of a span's words in their classes."""
    own = score[span[0] : span[1], role + 1].copy()
    own[0] = score[span[0], role]
    return float(own.mean())


def edge(score: Scores, span: WordSpan, role: int) -> float:
    """Log-probability of a span's two edges: that it begins here, and that it does not go on."""
    after = math.log(max(1e-6, 1 - math.exp(float(score[span[1], role + 1])))) if span[1] < len(score) else 0.0
    return float(score[span[0], role]) + after


def signals_of(
    tagged: Scores,
    cue: WordSpan,
    score: Scores,
    sources: tuple[WordSpan, ...],
    content: tuple[WordSpan, ...],
    logit: float,
) -> tuple[float, ...]:
    """What confidence is computed from: the judge, how sharply cue, source and content stand out, where they lie."""
    inside = float(np.mean([likelihood(score, s, CONTENT) for s in content])) if content else -5.0
    edges = float(np.mean([edge(score, s, CONTENT) for s in content])) if content else -5.0
    if sources:
        source, source_edge = likelihood(score, sources[0], SOURCE), edge(score, sources[0], SOURCE)
    else:
        best = float(score[:, SOURCE].max())
        source, source_edge = math.log(max(1e-6, 1 - math.exp(best))), 0.0
    size = sum(e - b for b, e in content)
    gap = min((min(abs(b - cue[1]), abs(cue[0] - e)) for b, e in content), default=0)
    return (
        max(-8.0, min(8.0, logit)),
        likelihood(tagged, cue, CUE),
        inside,
        edges,
        source,
        source_edge,
        math.log1p(size),
        math.log1p(gap),
        float(bool(sources)),
        sum(e - b for b, e in sources) / 10,
        math.log1p(cue[1] - cue[0]),
        max(-8.0, min(8.0, logit)) ** 2,
    )


def signals_of_words(cue: str, content: str, cues: Mapping[str, float]) -> tuple[float, ...]:
    """What the words add: how often the likeliest word of the cue is one, a quotation, a noun phrase for a content.

    `cues` maps words in lower case to the log-odds that they stand in a cue, counted on the train corpus.
    """
    odds = max((cues.get(word, RARE) for word in WORD.findall(cue.lower())), default=0.0)
    return odds, float(any(mark in content for mark in '"“')), float(is_noun_phrase(content))


def choose(readings: Sequence[Reading], threshold: float) -> list[Reading]:
    """The readings that are attributions, in text order: surest first, no cue and hardly any content taken twice."""
    chosen: list[Reading] = []
    taken: set[int] = set()
    for reading in sorted(readings, key=lambda r: (-r.judge, r.cue)):
        words = {w for b, e in reading.content for w in range(b, e)}
        if not words or reading.judge < threshold or len(words & taken) > len(words) / 2:
            continue
        if any(reading.cue[0] < r.cue[1] and r.cue[0] < reading.cue[1] for r in chosen):
            continue
        chosen.append(reading)
        taken |= words
    return sorted(chosen, key=lambda r: (r.content[0], r.cue))


def calibrate(signals: Sequence[float], weights: Sequence[float]) -> float:
    """Logistic regression of signals; `weights` holds one for each and the intercept last."""
    total = weights[-1] + sum(w * s for w, s in zip(weights[:-1], signals, strict=False))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def attribution_of(
    text: str, pieces: Pieces, reading: Reading, weights: Sequence[float], cues: Mapping[str, float]
) -> Attribution:
    """A reading in document offsets; `weights` and `cues` are those of the settings."""

    def locate(span: WordSpan) -> Span:
        return pieces.begins[span[0]], pieces.ends[span[1] - 1]

    content = tuple(locate(s) for s in reading.content)
    cue = locate(reading.cue)
    words = " ".join(text[b:e] for b, e in content)
    signals = reading.signals + signals_of_words(text[slice(*cue)], words, cues)
    return Attribution(
        content=content,
        source=tuple(locate(s) for s in reading.source),
        cue=(cue,),
        confidence=round(calibrate(signals, weights), 4),
        why="model",
        is_claim=is_clause(words),
    )


def is_clause(content: str) -> bool:
    """Whether a content reads like something one can say and be right or wrong: no phrase, no infinitive, no fragment.

    By rule: the corpora mark attitudes ("support for X", "hoped to win") and statements alike.
    """
    words = [word.strip("“”\"‘’'.,;:!?()[]—–-").lower().replace("’", "'") for word in content.split()]
    words = [word for word in words if word]
    if len(words) < 3:
        return False
    if content[0] in "“\"‘'" and len(words) > 4:
        return True
    if words[0] in OPENERS:
        return False
    return words[0] == "that" or any(w in FINITE or w.endswith(("ed", "n't")) for w in words) or len(words) > 7
