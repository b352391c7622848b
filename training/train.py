"""Trains, exports and tunes the claim engine from the corpora's own formats: `make train`, `--help` for its options."""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import torch

from training.augment import vary
from training.calibrate import tune
from training.corpus import SHARED, Document, fold_of, read_polnear
from training.examples import LabelledDocument, label_document
from training.export import export
from training.fit import Fitter, Options
from training.network import Network, load, save
from training.pretrained import encoder_folder, keep_vocabulary, load_encoder, read_vocabulary
from tui_reader.claims.tagger import MODEL
from tui_reader.claims.wordpiece import WordPiece

OUT = Path(__file__).resolve().parent / "out"


def train_documents(shared: Path, whole: bool = False, limit: int = 0) -> list[Document]:
    """PolNeAR train, the first annotator of a document, less the tuning slice unless `whole`."""
    documents = read_polnear(shared / "data" / "attribution" / "polnear" / "train")
    kept = [d for d in documents if whole or fold_of(d.stem) != 0]
    return kept[:limit] if limit else kept


def variants_of(
    wordpiece: WordPiece, documents: Sequence[Document], count: int, seed: int
) -> list[list[LabelledDocument]]:
    """The corpus as it is, then `count` - 1 random variants of it, labelled."""
    plain = [label_document(wordpiece, d) for d in documents]
    rng = random.Random(seed)
    return [plain] + [[label_document(wordpiece, vary(d, rng)) for d in documents] for _ in range(count - 1)]


def vocabulary_for(encoder: Path, documents: Sequence[Document]) -> list[str]:
    """The encoder's pieces less those that `documents` never use and nothing else needs."""
    full = read_vocabulary(encoder / "vocab.txt")
    wordpiece = WordPiece(full)
    return keep_vocabulary(full, {row for d in documents for row in wordpiece.encode(d.text, 0, len(d.text)).ids})


def parse() -> argparse.Namespace:
    """The command line; every field of `Options` is an option."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora and the scorer")
    parser.add_argument("--encoder", type=Path, help="config.json, vocab.txt, model.safetensors; else the package's")
    parser.add_argument("--out", type=Path, default=OUT / "network.pt", help="where the float weights go")
    parser.add_argument("--model", type=Path, default=MODEL, help="where the int8 files go")
    parser.add_argument("--start", type=Path, help="go on from these float weights")
    parser.add_argument("--variants", type=int, default=3, help="variants of the corpus that passes go through")
    parser.add_argument("--whole", action="store_true", help="train on the tuning slice too")
    parser.add_argument("--limit", type=int, default=0, help="only so many documents (a dry run)")
    parser.add_argument("--threads", type=int, default=1, help="of each process")
    parser.add_argument("--dropout", type=float, default=0.0)
    for option in fields(Options):
        kind = int if isinstance(option.default, int) else float
        parser.add_argument(f"--{option.name.replace('_', '-')}", type=kind, default=option.default)
    return parser.parse_args()


def set_dropout(network: Network, dropout: float) -> None:
    """The same dropout everywhere."""
    for module in network.modules():
        if hasattr(module, "dropout"):
            module.dropout = dropout


def main() -> None:
    """Train (with `WORLD_SIZE` processes where set), save, export in int8, tune threshold and confidence."""
    args = parse()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1:
        torch.distributed.init_process_group("gloo")
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    encoder = args.encoder or encoder_folder()
    pieces = vocabulary_for(encoder, train_documents(args.shared, whole=True))
    wordpiece = WordPiece(pieces)
    network = load(args.start) if args.start else load_encoder(encoder, pieces)
    set_dropout(network, args.dropout)
    options = Options(**{f.name: getattr(args, f.name) for f in fields(Options)})
    documents = train_documents(args.shared, args.whole, args.limit)[rank::world]
    variants = variants_of(wordpiece, documents, args.variants, args.seed + rank)
    fitter = Fitter(network, replace(options, seed=args.seed + rank), device)
    trained = fitter.run(variants, wordpiece, lambda kept, step: save(kept, args.out) if rank == 0 else None)
    if rank:
        return
    save(trained, args.out)
    export(trained.cpu(), args.model, is_int8=True)
    (args.model / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    tune(args.model, args.shared)


if __name__ == "__main__":
    main()
