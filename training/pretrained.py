"""Loads the pretrained encoders and keeps the part of the vocabulary that news needs."""

from __future__ import annotations

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
MPNET_SPECIAL = {"[PAD]": "<pad>", "[UNK]": "[UNK]", "[CLS]": "<s>", "[SEP]": "</s>"}


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
    """Our shape of a Hugging Face BERT or MPNet configuration."""
    return Shape(
        vocabulary=rows,
        width=int(str(config["hidden_size"])),
        layers=int(str(config["num_hidden_layers"])),
        heads=int(str(config["num_attention_heads"])),
        inner=int(str(config["intermediate_size"])),
        is_relative=config["model_type"] == "mpnet",
        eps=float(str(config["layer_norm_eps"])),
    )


def load_encoder(folder: Path, pieces: list[str], layers: int = 0, **changes: int) -> Network:
    """A fresh network around the encoder in `folder` (config.json, vocab.txt, model.safetensors), cut to `pieces`.

    `layers` keeps only the first so many; `changes` are other fields of `Shape`.
    """
    config = json.loads((folder / "config.json").read_text())
    tensors = {name: value.float() for name, value in read_safetensors(folder / "model.safetensors").items()}
    rows = {piece: row for row, piece in enumerate((folder / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n"))}
    is_mpnet = config["model_type"] == "mpnet"
    names = MPNET_SPECIAL if is_mpnet else {}
    shape = replace(shape_of(config, len(pieces)), **changes)
    network = Network(replace(shape, layers=layers or shape.layers))
    trunk = network.trunk
    index = torch.tensor([rows[names.get(piece, piece)] for piece in pieces])
    first = 2 if is_mpnet else 0
    with torch.no_grad():
        trunk.words.weight.copy_(tensors["embeddings.word_embeddings.weight"][index])
        places = tensors["embeddings.position_embeddings.weight"][first : first + 512]
        if not is_mpnet:
            places = places + tensors["embeddings.token_type_embeddings.weight"][0]
        trunk.places.weight.copy_(places)
        trunk.norm.weight.copy_(tensors["embeddings.LayerNorm.weight"])
        trunk.norm.bias.copy_(tensors["embeddings.LayerNorm.bias"])
        if trunk.relative is not None:
            trunk.relative.weight.copy_(tensors["encoder.relative_attention_bias.weight"])
        for number, layer in enumerate(trunk.layers):
            for ours, theirs in layer_names(is_mpnet).items():
                for kind in ("weight", "bias"):
                    source = tensors[f"encoder.layer.{number}.{theirs}.{kind}"]
                    getattr(layer.get_submodule(ours), kind).copy_(source)
    return network


def layer_names(is_mpnet: bool) -> dict[str, str]:
    """Our names of a layer's modules to those of the checkpoints."""
    if is_mpnet:
        attention = {"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v"}
        attention |= {"out": "attention.attn.o", "norm1": "attention.LayerNorm"}
    else:
        attention = {name: f"attention.self.{name}" for name in ("query", "key", "value")}
        attention |= {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    return attention | {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
