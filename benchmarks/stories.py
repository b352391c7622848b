"""Times grouping and aligning on made-up news: `python benchmarks/stories.py [articles]`."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tui_reader.model import Claim
from tui_reader.stories.cluster import Grouper
from tui_reader.stories.compare import compare
from tui_reader.stories.documents import Document
from tui_reader.stories.terms import bands

OUTLETS = 40
START = datetime(2031, 5, 4, tzinfo=UTC)
SYLLABLES = [
    "bar",
    "den",
    "kel",
    "mor",
    "sal",
    "tis",
    "var",
    "lon",
    "gra",
    "hem",
    "ost",
    "pel",
    "rin",
    "sun",
    "tar",
    "ul",
    "vek",
    "wil",
    "zor",
    "an",
]


def name(rng: random.Random) -> str:
    """An invented name."""
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize()


def sentence(rng: random.Random, common: list[str], weights: list[float], event: list[str]) -> str:
    """A sentence of about 22 words, a third of them the event's own."""
    words = [rng.choice(event) if rng.random() < 0.35 else word for word in rng.choices(common, weights, k=22)]
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def articles(count: int, seed: int = 1, *, words: tuple[int, ...] = (40, 40, 40, 120, 300, 800)) -> Iterator[Document]:
    """`count` articles of one to twelve outlets an event over three days, most of them short, as feeds deliver them."""
    rng = random.Random(seed)
    table = bands()
    common = sorted(table)
    weights = [2.0 ** -table[word] for word in common]
    made = 0
    while made < count:
        event = [name(rng) for _ in range(5)] + rng.choices(common, k=15) + [str(rng.randint(3, 900))]
        hour = rng.uniform(0, 70)
        for _ in range(min(rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 12)), count - made)):
            made += 1
            length = rng.choice(words)
            text = " ".join(sentence(rng, common, weights, event) for _ in range(max(1, length // 22)))
            title = " ".join(rng.sample(event, 5))
            at = START + timedelta(hours=hour + rng.uniform(0, 12))
            yield Document(made + seed * 1_000_000, f"Outlet {rng.randrange(OUTLETS)}", title, text, at)


def with_claims(document: Document) -> Document:
    """The document with its sentences as claims."""
    claims, at = [], 0
    for part in document.text.split(". "):
        span = (at, at + len(part))
        claims.append(Claim((span,), part, "narration", "OUTLET", sentence=span))
        at += len(part) + 2
    return Document(
        document.id, document.outlet, document.title, document.text, document.published_at, "", tuple(claims)
    )


def story(count: int, words: int) -> list[Document]:
    """`count` articles of `words` words about one event."""
    rng = random.Random(7)
    table = bands()
    common = sorted(table)
    weights = [2.0 ** -table[word] for word in common]
    event = [name(rng) for _ in range(8)] + rng.choices(common, k=60)
    made = []
    for number in range(count):
        text = " ".join(sentence(rng, common, weights, event) for _ in range(words // 22))
        made.append(with_claims(Document(number, f"Outlet {number}", event[0], text, START + timedelta(hours=number))))
    return made


def main() -> None:
    """Print one line a measurement."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first, later = list(articles(count)), list(articles(100, seed=2))
    grouper = Grouper()
    start = time.process_time()
    grouper.add(first)
    spent = time.process_time() - start
    print(f"{count} articles grouped from nothing: {spent:.2f} s of CPU, {len(grouper.stories())} stories")
    start = time.process_time()
    grouper.add(later)
    print(f"100 more added: {time.process_time() - start:.3f} s")
    kept = {document.id: grouper.story_of(document.id) or document.id for document in first}
    start = time.process_time()
    Grouper.restore(first, kept, rarity=grouper.rarity)
    print(f"{count} restored: {time.process_time() - start:.2f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    one = story(20, 800)
    start = time.process_time()
    found = compare(one)
    print(f"a story of 20 articles of 800 words compared: {time.process_time() - start:.2f} s, {len(found.rows)} rows")


if __name__ == "__main__":
    main()
