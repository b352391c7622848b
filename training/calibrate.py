"""Fits threshold and confidence on the tuning slice of train: `python -m training.calibrate`."""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

from training.corpus import SHARED, Document, fold_of, paragraphs_of, read_polnear
from training.matching import match
from training.measure import load_scorer
from tui_reader.claims import tagger
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.link import (
    SIGNALS,
    WORDED,
    Reading,
    attribution_of,
    calibrate,
    choose,
    read_cues,
    signals_of_words,
)
from tui_reader.claims.predicates import WORD
from tui_reader.claims.windows import cut_units
from tui_reader.claims.wordpiece import Pieces

NO_WEIGHTS = (0.0,) * (SIGNALS + WORDED + 1)
START = {"candidate": 0.15, "threshold": 0.5, "weights": NO_WEIGHTS, "cues": {}}
THRESHOLDS = (0.3, 0.4, 0.5, 0.6)
EQUAL = 0.002  # of thresholds whose F1 differs by no more the lowest is taken: it misses least
BINS = 10
LEAST_SEEN = 8  # times that a word must stand in the corpus to be counted
LEAST_ODDS = -3.0  # words that stand in a cue less often are left out


Read = list[tuple[Document, list[tuple[Pieces, list[Reading]]]]]


def readings(engine: tagger.Tagger, document: Document) -> list[tuple[Pieces, list[Reading]]]:
    """Every candidate of a document, read, before any is dropped."""
    wordpiece, *_ = engine.open()
    units = cut_units(wordpiece, document.text, paragraphs_of(document.text))
    return [
        (unit, read_cues(tagged, cues, scores, judged)) for unit, tagged, cues, scores, judged in engine.read(units)
    ]


def cue_words(documents: Iterable[Document]) -> dict[str, float]:
    """Words in lower case and the log-odds that they stand in a cue, likeliest first; rare words are left out."""
    seen: Counter[str] = Counter()
    cued: Counter[str] = Counter()
    for document in documents:
        seen.update(WORD.findall(document.text.lower()))
        for event in document.events:
            for begin, end in event.cue:
                cued.update(WORD.findall(document.text[begin:end].lower()))
    share = {word: (count + 0.5) / (seen[word] + 2) for word, count in cued.items() if seen[word] >= LEAST_SEEN}
    odds = {word: round(math.log(each / (1 - min(each, 0.98))), 2) for word, each in share.items()}
    return {
        word: each for word, each in sorted(odds.items(), key=lambda pair: (-pair[1], pair[0])) if each >= LEAST_ODDS
    }


def fit_logistic(signals: np.ndarray, right: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights and intercept of a ridge logistic regression by Newton's method."""
    design = np.hstack([signals, np.ones((len(signals), 1))])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (chance - right) + ridge * weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> str:
    """A table: of the attributions with a confidence between, how many were right."""
    lines = ["confidence    n   mean  right"]
    pairs = sorted(zip(confidence, right, strict=True))
    for low in range(BINS):
        inside = [(c, r) for c, r in pairs if low / BINS <= c < (low + 1) / BINS or (low == BINS - 1 and c == 1)]
        if inside:
            mean, share = np.mean([c for c, _ in inside]), np.mean([r for _, r in inside])
            lines.append(f"{low / BINS:.1f}-{(low + 1) / BINS:.1f}  {len(inside):6d}  {mean:.3f}  {share:.3f}")
    return "\n".join(lines)


def tune(model: Path, shared: Path) -> None:
    """Write settings.json beside the weights and print how reliable confidence is on the slice."""
    scorer = load_scorer(shared)
    settings = model / "settings.json"
    settings.write_text(json.dumps(START))
    engine = tagger.Tagger(model)
    train = shared / "data" / "attribution" / "polnear" / "train"
    documents = list(read_polnear(train))
    read = [(d, readings(engine, d)) for d in documents if fold_of(d.stem) == 0]
    cues = cue_words(d for d in documents if fold_of(d.stem))
    scores = {threshold: lenient_f1(scorer, read, threshold) for threshold in THRESHOLDS}
    best = min(threshold for threshold, score in scores.items() if score > max(scores.values()) - EQUAL)
    rows, right = signals_at(scorer, read, best, cues)
    weights = fit_logistic(np.array(rows), np.array(right, dtype=float))
    entry = {
        "candidate": START["candidate"],
        "threshold": best,
        "weights": [round(float(w), 4) for w in weights],
        "cues": cues,
    }
    settings.write_text(json.dumps(entry, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(entry["threshold"], entry["weights"], f"{len(cues)} words of cues")
    print(reliability([calibrate(row, list(weights)) for row in rows], right))


def signals_at(
    scorer: ModuleType, read: Read, threshold: float, cues: Mapping[str, float]
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Signals of the chosen readings of all documents, and whether each is right by the lenient rule."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for document, units in read:
        chosen = [(unit, r) for unit, found in units for r in choose(found, threshold)]
        given = [attribution_of(document.text, unit, r, NO_WEIGHTS, cues) for unit, r in chosen]
        for entry in match(scorer, document.text, document.events, given):
            worded = words_of(document.text, given[entry.predicted], cues)
            rows.append(chosen[entry.predicted][1].signals + worded)
            right.append(entry.is_right)
    return rows, right


def words_of(text: str, each: Attribution, cues: Mapping[str, float]) -> tuple[float, ...]:
    """The signals of an attribution's words."""
    return signals_of_words(text[slice(*each.cue[0])], " ".join(text[b:e] for b, e in each.content), cues)


def lenient_f1(scorer: ModuleType, read: Read, threshold: float) -> float:
    """F1 of lenient attribution at a threshold of the judge."""
    _, right = signals_at(scorer, read, threshold, {})
    marked = sum(len(document.events) for document, _ in read)
    score = 2 * sum(right) / max(1, len(right) + marked)
    print(f"threshold {threshold:.2f}: {len(right)} attributions, lenient F1 {100 * score:.2f}")
    return score


def main() -> None:
    """Tune the weights of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--model", type=Path, default=tagger.MODEL)
    args = parser.parse_args()
    tune(args.model, args.shared)


if __name__ == "__main__":
    main()
