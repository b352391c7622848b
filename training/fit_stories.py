"""Fits the weights of grouping and aligning on ECB+ and reports them by cross-validation over topics.

    python training/fit_stories.py FILE.jsonl [folds] [seed]

FILE is a line a document: {"id", "topic", "story", "text", "sentences": [[begin, end, [event chains], validated]]}.
Each fold is grouped and aligned with weights that never saw its topics; the predictions of all folds are written to
standard output in the form that `newsread stories --json` prints, the fitted weights to standard error.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_reader.model import Claim
from tui_reader.stories import align, profile
from tui_reader.stories.cluster import Grouper
from tui_reader.stories.documents import Document
from tui_reader.stories.terms import Rarity

Gold = dict[str, Any]
Array = NDArray[np.float64]
LONG_FEATURES = (*range(9), 12)  #: of `profile.Likeness`: those that the model for articles uses


def logistic(x: Array, y: Array, weight: Array, ridge: float = 3.0) -> Array:
    """Ridge-penalised logistic regression by Newton's method; the bias is the last value."""
    design = np.c_[x, np.ones(len(x))]
    beta = np.zeros(design.shape[1])
    penalty = np.r_[np.full(x.shape[1], ridge), 1e-6]
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (weight * (chance - y)) + penalty * beta
        hessian = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def document_of(gold: Gold) -> Document:
    """The document with its gold sentences as claims."""
    text = gold["text"]
    claims = tuple(
        Claim(((b, e),), text[b:e], "narration", "OUTLET", sentence=(b, e)) for b, e, *_ in gold["sentences"]
    )
    return Document(gold["id"], gold["outlet"], "", text, claims=claims)


def fit_grouping(gold: list[Gold], profiles: dict[str, profile.Profile]) -> Array:
    """Weights of the model for articles; pairs of one topic count five times as much as others."""
    x, y, weight = [], [], []
    for one, other in combinations(gold, 2):
        found = profile.features(profiles[one["id"]], profiles[other["id"]])
        x.append([found[number] for number in LONG_FEATURES])
        y.append(one["story"] == other["story"])
        weight.append(1.0 if one["topic"] == other["topic"] else 0.2)
    return logistic(np.array(x), np.array(y, float), np.array(weight))


def fit_rows(gold: list[Gold], rarity: Rarity) -> Array:
    """Weights of likeness of claims: two or more shared event chains against none."""
    by_story = defaultdict(list)
    for one in gold:
        by_story[one["story"]].append(one)
    x, y = [], []
    for members in by_story.values():
        found = align.units([document_of(one) for one in members])
        weights = align.Weights(found, len(members), rarity)
        chosen = [n for n, unit in enumerate(found) if members[unit.article]["sentences"][unit.claim][3]]
        for first, second in combinations(chosen, 2):
            a, b = found[first], found[second]
            chains = [set(members[unit.article]["sentences"][unit.claim][2]) for unit in (a, b)]
            shared = len(chains[0] & chains[1])
            if a.article != b.article and shared != 1:
                x.append(weights.features(first, second, len(a.events & b.events)))
                y.append(shared >= 2)
    return logistic(np.array(x, float), np.array(y, float), np.ones(len(y)))


def install(grouping: Array, rows: Array) -> None:
    """Let the package use these weights."""
    long = dict(zip(LONG_FEATURES, map(float, grouping), strict=False))
    vars(profile)["LONG"] = tuple(long.get(number, 0.0) for number in range(len(profile.LONG)))
    profile.LONG_BIAS = float(grouping[-1])
    vars(align)["WEIGHTS"] = tuple(map(float, rows[:-1]))
    align.BIAS = float(rows[-1])


def predictions(gold: list[Gold], wanted: set[str]) -> list[str]:
    """Lines of output for the documents of `wanted` topics, grouped among all."""
    topic = {one["id"]: one["topic"] for one in gold}
    documents = {one["id"]: document_of(one) for one in gold}
    grouper = Grouper()
    grouper.add(documents.values())
    out = []
    for ids in grouper.stories().values():
        kept = [id_ for id_ in ids if topic[str(id_)] in wanted]
        if not kept:
            continue
        story = [documents[id_] for id_ in ids]
        rows = [
            [
                {"article": story[unit.article].id, "spans": list(story[unit.article].claims[unit.claim].spans)}
                for unit in (*row.units, *row.also)
            ]
            for row in align.align(story, grouper.rarity)
        ]
        out.append(json.dumps({"articles": kept, "rows": rows}))
    return out


def main() -> None:
    """Fit, predict and print fold by fold."""
    gold: list[Gold] = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    folds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    topics = sorted({one["topic"] for one in gold})
    random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0).shuffle(topics)
    rarity = Rarity()
    words = {one["id"]: profile.read(document_of(one)) for one in gold}
    rarity.add_all(found.counts for found in words.values())
    profiles = {id_: profile.weigh(found, rarity) for id_, found in words.items()}
    for fold in range(folds):
        held = set(topics[fold::folds])
        rest = [one for one in gold if one["topic"] not in held]
        install(fit_grouping(rest, profiles), fit_rows(rest, rarity))
        print("\n".join(predictions(gold, held)))
    install(fit_grouping(gold, profiles), fit_rows(gold, rarity))
    for name, values, bias in (
        ("LONG", profile.LONG, profile.LONG_BIAS),
        ("WEIGHTS", align.WEIGHTS, align.BIAS),
    ):
        print(name, [round(value, 2) for value in values], "bias", round(bias, 2), file=sys.stderr)


if __name__ == "__main__":
    main()
