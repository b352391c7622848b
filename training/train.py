"""Trains the claim engine's network from the corpora's own formats: `python -m training.train --help`."""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import torch

from training.augment import vary
from training.corpus import Document, fold_of, read_gum, read_polnear
from training.examples import LabelledDocument, label_document
from training.fit import Fitter, Options
from training.measure import load_scorer, numbers, score
from training.network import Network, save
from training.predict import UnitScores, readings_of, score_documents
from training.pretrained import load_encoder
from tui_reader.claims.attribution import Attribution
from tui_reader.claims.link import attribution_of, choose
from tui_reader.claims.wordpiece import WordPiece

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OUT = ROOT / "training" / "out"
WEIGHTS = (0.6, 0.5, 1.5, 0.4, 1.5, 0.4, 0.0, 0.5)  # of confidence before it is calibrated
THRESHOLD = 0.5


def variants_of(
    wordpiece: WordPiece, documents: Sequence[Document], count: int, seed: int
) -> list[list[LabelledDocument]]:
    """The corpus as it is, then `count` - 1 random variants of it, labelled."""
    plain = [label_document(wordpiece, d) for d in documents]
    rng = random.Random(seed)
    return [plain] + [[label_document(wordpiece, vary(d, rng)) for d in documents] for _ in range(count - 1)]


def attributions_by_document(
    documents: Sequence[LabelledDocument],
    scores: Sequence[UnitScores],
    text: Mapping[str, str],
    threshold: float = THRESHOLD,
) -> dict[str, list[Attribution]]:
    """Decode scored units and gather them by document stem."""
    owner = {id(u): d.stem for d in documents for u in d.units}
    found: dict[str, list[Attribution]] = {d.stem: [] for d in documents}
    for entry in scores:
        for reading in choose(readings_of(entry), threshold):
            found[owner[id(entry.unit)]].append(
                attribution_of(text[owner[id(entry.unit)]], entry.unit.pieces, reading, WEIGHTS)
            )
    return {stem: sorted(rows, key=lambda a: (a.content, a.cue)) for stem, rows in found.items()}


def measure(
    networks: Sequence[Network], wordpiece: WordPiece, sets: dict[str, tuple[str, Path, list[Document]]], device: str,
    shared: Path,
) -> dict[str, dict[str, float]]:  # fmt: skip
    """Print the scorer's table for each named set of (kind, gold, documents) and give the figures."""
    scorer = load_scorer(shared)
    figures = {}
    for name, (kind, gold, documents) in sets.items():
        labelled = [label_document(wordpiece, d) for d in documents]
        found = attributions_by_document(
            labelled, score_documents(networks, wordpiece, labelled, device), {d.stem: d.text for d in documents}
        )
        table = score(scorer, kind, gold, found, only=True)
        figures[name] = numbers(table)
        print(f"== {name}\n{table}", flush=True)
    return figures


def sets_of(shared: Path, with_tune: bool) -> dict[str, tuple[str, Path, list[Document]]]:
    """What a network is measured on: the tuning slice (unless trained on it), dev, GUM."""
    data = shared / "data" / "attribution"
    sets = {
        "dev": ("polnear", data / "polnear" / "dev", list(read_polnear(data / "polnear" / "dev"))),
        "gum": ("gum", data / "gum" / "attributions.jsonl", list(read_gum(data / "gum" / "attributions.jsonl"))),
    }
    if with_tune:
        train = data / "polnear" / "train"
        sets = {"tune": ("polnear", train, [d for d in read_polnear(train) if fold_of(d.stem) == 0])} | sets
    return sets


def parse() -> argparse.Namespace:
    """The command line; every field of `Options` is an option."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora and the scorer")
    parser.add_argument(
        "--encoder", type=Path, default=OUT / "encoder", help="config.json, vocab.txt, model.safetensors"
    )
    parser.add_argument("--vocabulary", type=Path, default=OUT / "vocab.txt", help="pieces to keep, one a line")
    parser.add_argument("--out", type=Path, default=OUT / "network.pt", help="where the weights go")
    parser.add_argument("--variants", type=int, default=5, help="variants of the corpus that passes go through")
    parser.add_argument("--whole", action="store_true", help="train on the tuning slice too")
    parser.add_argument("--limit", type=int, default=0, help="only so many documents (a dry run)")
    parser.add_argument("--measure", action="store_true", help="score the tuning slice, dev and GUM at the end")
    parser.add_argument("--threads", type=int, default=1, help="of each process")
    parser.add_argument("--layers", type=int, default=0, help="encoder layers to keep, 0 all")
    parser.add_argument("--reader-width", type=int, default=256)
    parser.add_argument("--reader-layers", type=int, default=2)
    parser.add_argument("--reader-inner", type=int, default=768)
    parser.add_argument("--dropout", type=float, default=0.1)
    for option in fields(Options):
        kind = int if isinstance(option.default, int) else float
        parser.add_argument(f"--{option.name.replace('_', '-')}", type=kind, default=option.default)
    return parser.parse_args()


def train_documents(shared: Path, whole: bool, limit: int = 0) -> list[Document]:
    """PolNeAR train, the first annotator of a document, less the tuning slice unless `whole`."""
    documents = list(read_polnear(shared / "data" / "attribution" / "polnear" / "train", every_annotator=False))
    kept = [d for d in documents if whole or fold_of(d.stem) != 0]
    return kept[:limit] if limit else kept


def main() -> None:
    """Train, save, measure."""
    args = parse()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(args.seed)
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1:
        torch.distributed.init_process_group("gloo")
    torch.set_num_threads(args.threads)
    wordpiece = WordPiece.load(args.vocabulary)
    options = Options(**{f.name: getattr(args, f.name) for f in fields(Options)})
    documents = train_documents(args.shared, args.whole, args.limit)[rank::world]
    variants = variants_of(wordpiece, documents, args.variants, args.seed + rank)
    network = load_encoder(
        args.encoder, list(wordpiece.rows), args.layers, reader_width=args.reader_width,
        reader_layers=args.reader_layers, reader_inner=args.reader_inner,
    )  # fmt: skip
    set_dropout(network, args.dropout)
    fitter = Fitter(network, replace(options, seed=args.seed + rank), device, None)
    trained = fitter.run(variants, wordpiece, lambda kept, step: save(kept, args.out) if rank == 0 else None)
    if rank:
        return
    save(trained, args.out)
    if args.measure:
        measure([trained], wordpiece, sets_of(args.shared, not args.whole), device, args.shared)


def set_dropout(network: Network, dropout: float) -> None:
    """The same dropout everywhere."""
    for module in network.modules():
        if hasattr(module, "dropout"):
            module.dropout = dropout


if __name__ == "__main__":
    main()
