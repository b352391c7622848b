"""Fits the weights of grouping for items of a sentence or two, on pairs of real feed items judged by hand.

    python training/fit_short.py FEEDS [folds] [seed]

FEEDS is a folder with a folder an outlet, each holding saved versions of its feed named by the time they were fetched.
`short_pairs.tsv` beside this file says which pairs tell of one event (1) or two (0); items go by a hash of their
outlet and key, so that no text of theirs is kept here. Pairs were drawn by likeness, evenly over its range, and are
judged alike if one item reports, follows up on or reacts to the very event of the other; doubtful ones were left out.
Weights go to standard error; precision and recall of held-out stories (pairs tied by a common item are held out
together) to standard output.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.fit_stories import logistic
from tui_reader.feeds.parse import parse
from tui_reader.stories import profile
from tui_reader.stories.documents import Document
from tui_reader.stories.linkage import components
from tui_reader.stories.terms import Rarity

Array = NDArray[np.float64]
PAIRS = Path(__file__).with_name("short_pairs.tsv")
RIDGE = 0.3
UNUSED = ("dates", "figures")  #: features that gained nothing on held-out pairs
CAUTION = 0.8  #: taken off the bias: a false merge is worse than a missed one; likeness 0.5 is then a chance of 0.69


def key_of(outlet: str, key: str) -> str:
    """What an item goes by in the table of pairs."""
    return sha256(f"{outlet}\t{key}".encode()).hexdigest()[:12]


def items(folder: Path) -> Iterator[tuple[str, Document]]:
    """Every item of the saved feeds by its key, as it read last, dated at the latest when it was first seen."""
    found: dict[str, Document] = {}
    for path in sorted(folder.glob("*/*.xml"), key=lambda path: (path.name, path.parent.name)):
        outlet = path.parent.name
        seen = datetime.strptime(path.stem, "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC)
        for entry in parse(path.read_bytes(), url=f"https://{outlet}.example/feed").entries:
            key = key_of(outlet, entry.guid or entry.url or entry.title)
            first = found[key].published_at if key in found else None
            at = min(entry.published_at or entry.updated_at or first or seen, first or seen)
            found[key] = Document(key, outlet, entry.title, entry.body.text, at, entry.url)
    return iter(found.items())


def pairs() -> list[tuple[str, str, float]]:
    """Two keys and 1 or 0 for each judged pair."""
    rows = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(one, other, float(is_same)) for one, other, is_same in rows]


def fit(x: Array, y: Array) -> Array:
    """Weights and bias; unused features weigh nothing."""
    used = [n for n, name in enumerate(profile.Likeness._fields) if name not in UNUSED]
    found = logistic(x[:, used], y, np.ones(len(y)), RIDGE)
    whole = np.zeros(x.shape[1] + 1)
    whole[used] = found[:-1]
    whole[-1] = found[-1] - CAUTION
    return whole


def chance(x: Array, weights: Array) -> Array:
    """Likeness of each pair."""
    likeness: Array = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
    return likeness


def held_out(judged: list[tuple[str, str, float]], x: Array, y: Array, folds: int, seed: int) -> Array:
    """Likeness of each pair by weights that saw no pair tied to it."""
    keys = sorted({key for one, other, _ in judged for key in (one, other)})
    number = {key: n for n, key in enumerate(keys)}
    parts = components(range(len(keys)), [(number[one], number[other]) for one, other, _ in judged])
    random.Random(seed).shuffle(parts)
    found = np.zeros(len(y))
    for fold in range(folds):
        members = {n for part in parts[fold::folds] for n in part}
        test = np.array([number[one] in members for one, _, _ in judged])
        found[test] = chance(x[test], fit(x[~test], y[~test]))
    return found


def blended(judged: list[tuple[str, str, float]], words: dict[str, profile.Words], x: Array, short: Array) -> Array:
    """Likeness as grouping takes it: the model for articles has its share in longer items."""
    share = np.array([profile.share_of_long(words[one], words[other]) for one, other, _ in judged])
    total = share * (x @ np.array(profile.LONG) + profile.LONG_BIAS) + (1 - share) * np.log(short / (1 - short))
    likeness: Array = 1 / (1 + np.exp(-total))
    return likeness


def main() -> None:
    """Fit, and report by cross-validation."""
    documents = dict(items(Path(sys.argv[1])))
    folds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    rarity = Rarity()
    words = {key: profile.read(document) for key, document in documents.items()}
    rarity.add_all(found.counts for found in words.values())
    judged = [pair for pair in pairs() if pair[0] in words and pair[1] in words]
    x = np.array([profile.features(*(profile.weigh(words[key], rarity) for key in pair[:2])) for pair in judged])
    y = np.array([is_same for _, _, is_same in judged])
    likeness = blended(judged, words, x, held_out(judged, x, y, folds, seed))
    print(f"{len(judged)} pairs, {y.sum():.0f} of one event")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        said = likeness >= least
        precision, recall = 100 * y[said].mean(), 100 * said[y == 1].mean()
        print(f"held out, likeness of at least {least}: precision {precision:.1f}, recall {recall:.1f}")
    weights = fit(x, y)
    print(
        "SHORT",
        [round(float(value), 2) for value in weights[:-1]],
        "bias",
        round(float(weights[-1]), 2),
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
