"""Measures the shipped engine: the scorer's table, by type, verb and document, and what goes wrong: `make evaluate`."""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from training.calibrate import reliability
from training.corpus import SHARED, Document, Event, fold_of, paragraphs_of, read_gum, read_polnear
from training.matching import Match, match, mode_of
from training.measure import load_scorer, prediction_line, score
from tui_reader.claims import tagger
from tui_reader.claims.attribution import Attribution

CORE_VERBS = (
    "said says say told tells tell added adds according wrote writes announced reported reports noted notes argued "
    "claimed claims stated believe believes think thinks thought know knows"
)
CORE = frozenset(CORE_VERBS.split())
LISTED = 40  # errors of each kind that are printed


def documents_of(shared: Path, name: str) -> tuple[str, Path, list[Document]]:
    """Kind for the scorer, gold path and documents of dev, gum or tune."""
    data = shared / "data" / "attribution"
    if name == "gum":
        return "gum", data / "gum" / "attributions.jsonl", list(read_gum(data / "gum" / "attributions.jsonl"))
    folder = data / "polnear" / ("dev" if name == "dev" else "train")
    return "polnear", folder, [d for d in read_polnear(folder) if name == "dev" or fold_of(d.stem) == 0]


def tell_error(event: Event | None, found: Attribution | None, entry: Match | None) -> str:
    """What is wrong with one pair, one word or two; "" where all is right by the strict rule."""
    if event is None or entry is None or found is None:
        return "missed" if found is None else "invented"
    if not event.source and found.source:
        return "source invented"
    if event.source and not found.source:
        return "source missed"
    if not entry.is_right:
        return "other source"
    return "" if entry.overlap >= 0.8 else "content bounds"


def breakdown(scorer: ModuleType, documents: Sequence[Document], found: dict[str, list[Attribution]]) -> str:
    """Recall and precision by type of content and kind of cue, errors by kind, spread over documents."""
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    errors: Counter[str] = Counter()
    by_document: list[tuple[float, str]] = []
    for document in documents:
        given = found[document.stem]
        pairs = match(scorer, document.text, document.events, given)
        right = {p.marked for p in pairs if p.is_right}
        size = len(given) + len(document.events)
        by_document.append((200 * len(right) / size if size else 100.0, document.stem))
        for number, event in enumerate(document.events):
            words = " ".join(document.text[b:e] for b, e in event.cue).lower().split()
            for key in (mode_of(document.text, event.content), "core verbs" if CORE & set(words) else "other cues"):
                cells[key]["marked"] += 1
                cells[key]["recalled"] += number in right
            if number not in {p.marked for p in pairs}:
                errors["missed"] += 1
        for pair in pairs:
            marked = document.events[pair.marked] if pair.marked >= 0 else None
            a = given[pair.predicted]
            words = " ".join(document.text[b:e] for b, e in a.cue).lower().split()
            for key in (mode_of(document.text, a.content), "core verbs" if CORE & set(words) else "other cues"):
                cells[key]["given"] += 1
                cells[key]["right"] += pair.is_right
            errors[tell_error(marked, a, pair) or "right"] += 1
    lines = ["type          marked  recall  given  precision   (lenient attribution)"]
    for key in ("direct", "mixed", "indirect", "core verbs", "other cues"):
        c = cells[key]
        recall, precision = 100 * c["recalled"] / max(1, c["marked"]), 100 * c["right"] / max(1, c["given"])
        lines.append(f"{key:12} {c['marked']:7d} {recall:7.1f} {c['given']:6d} {precision:9.1f}")
    by_document.sort()
    at = [by_document[min(len(by_document) - 1, len(by_document) * q // 100)] for q in (0, 10, 25, 50, 75, 90)]
    lines.append("lenient F1 by document, quantiles 0 10 25 50 75 90: " + " ".join(f"{f:.1f}" for f, _ in at))
    lines.append("errors: " + ", ".join(f"{kind} {count}" for kind, count in errors.most_common()))
    return "\n".join(lines)


def listing(scorer: ModuleType, documents: Iterable[Document], found: dict[str, list[Attribution]]) -> str:
    """Examples of each kind of error, for reading (they quote the corpus: print them, never keep them)."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        text, given = document.text, found[document.stem]
        pairs = match(scorer, text, document.events, given)
        seen = {p.marked for p in pairs}

        def show(event: Event | Attribution | None, text: str = text) -> str:
            if event is None:
                return "-"
            return " | ".join(
                " … ".join(text[b:e] for b, e in spans) for spans in (event.source, event.cue, event.content)
            )

        for number, event in enumerate(document.events):
            if number not in seen:
                kinds["missed"].append(show(event))
        for pair in pairs:
            event_ = document.events[pair.marked] if pair.marked >= 0 else None
            kind = tell_error(event_, given[pair.predicted], pair)
            if kind:
                kinds[kind].append(f"marked {show(event_)}\n   given {show(given[pair.predicted])}")
    return "\n".join(
        f"## {kind} ({len(rows)})\n" + "\n".join(f" - {row}" for row in rows[:: max(1, len(rows) // LISTED)][:LISTED])
        for kind, rows in kinds.items()
    )


def main() -> None:
    """Print it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--model", type=Path, default=tagger.MODEL)
    parser.add_argument("--sets", nargs="+", default=["dev", "gum"], choices=["dev", "gum", "tune"])
    parser.add_argument("--errors", action="store_true", help="list examples of each kind of error")
    parser.add_argument("--predictions", type=Path, help="write the scorer's input into this folder")
    args = parser.parse_args()
    scorer, engine = load_scorer(args.shared), tagger.Tagger(args.model)
    print(f"engine {tagger.version(args.model)}")
    for name in args.sets:
        kind, gold, documents = documents_of(args.shared, name)
        start = time.process_time()
        found = {d.stem: engine.attributions(d.text, paragraphs_of(d.text)) for d in documents}
        seconds = time.process_time() - start
        words = sum(len(d.text.split()) for d in documents)
        print(f"== {name}: {800_000 * seconds / words:.0f} ms of processor time for 800 words")
        print(score(scorer, kind, gold, found, only=True))
        print(breakdown(scorer, documents, found))
        pairs = [(d, m) for d in documents for m in match(scorer, d.text, d.events, found[d.stem])]
        print(reliability([found[d.stem][m.predicted].confidence for d, m in pairs], [m.is_right for _, m in pairs]))
        if args.errors:
            print(listing(scorer, documents, found))
        if args.predictions:
            args.predictions.mkdir(parents=True, exist_ok=True)
            lines = [prediction_line(stem, rows) + "\n" for stem, rows in found.items()]
            (args.predictions / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
