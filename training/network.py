"""The network: a BERT encoder, a tagger over its words, and a reader that finds source and content of one cue.

Trunk: BERT (Devlin et al. 2019; here MiniLM-L6, Wang et al. 2020) plus an embedding of surface features, then seven BIO
classes a word. Reader: for each cue candidate the words of its paragraph, marked with their distance from the cue,
pass through small transformer layers; seven BIO classes a word say source, cue and content OF THAT CUE, and one
logit whether it is a cue at all. That settles linking, interrupted quotations and false cues at once.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tui_reader.claims.decode import CLASSES, DISTANCES
from tui_reader.claims.windows import FEATURES


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int = 30522  #: rows of the word-piece table
    width: int = 384  #: of the encoder
    layers: int = 6  #: of the encoder
    heads: int = 12  #: of the encoder
    inner: int = 1536  #: feed-forward width of the encoder
    positions: int = 512  #: longest window
    eps: float = 1e-12  #: of the encoder's layer norms
    reader_width: int = 256  #: of the reader
    reader_layers: int = 2  #: of the reader
    reader_inner: int = 768  #: feed-forward width of the reader


POOL = 1 << 22  # numbers that dropout masks are cut from


class Dropout(nn.Module):
    """Dropout whose masks are random slices of one drawn pool: drawing anew cost a seventh of a step on a CPU."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self._pools: dict[torch.dtype, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        """`x` with a share of its numbers at zero and the rest scaled up, while training."""
        if not (self.training and self.dropout):
            return x
        pool = self._pools.get(x.dtype)
        if pool is None:
            kept = torch.rand(POOL, device=x.device) >= self.dropout
            pool = self._pools[x.dtype] = (kept / (1 - self.dropout)).to(x.dtype)
        if x.numel() >= POOL:
            return F.dropout(x, self.dropout)
        at = int(torch.randint(POOL - x.numel(), ()))
        return x * pool[at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """A post-norm transformer layer as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=eps), nn.LayerNorm(width, eps=eps)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x`: [batch, length, width]; `bias`: added to attention scores, broadcast over them."""
        size = self.out.in_features // self.heads

        def split(y: Tensor) -> Tensor:
            return y.view(y.shape[0], y.shape[1], self.heads, size).permute(0, 2, 1, 3)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # Written out: on a CPU its gradient takes a third of the fused one's.
        mixed = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(size) + bias.to(query.dtype), -1) @ value
        mixed = mixed.permute(0, 2, 1, 3).contiguous()
        mixed = mixed.view(mixed.shape[0], mixed.shape[1], self.heads * size)
        x = self.norm1(self.drop(self.out(mixed)) + x)
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(self.drop(inner) + x)


def mask_bias(mask: Tensor) -> Tensor:
    """What is added to attention scores: nothing for pieces, -10000 for padding. [batch, 1, 1, length]"""
    return (1.0 - mask.unsqueeze(1).unsqueeze(2).to(torch.float32)) * -10000.0


def look_up(table: nn.Embedding, rows: Tensor) -> Tensor:
    """Rows of a small table as a matrix product: its gradient sums many equal rows far faster than a scatter does."""
    return F.one_hot(rows, table.num_embeddings).to(table.weight.dtype) @ table.weight


class Trunk(nn.Module):
    """Encoder and tagger."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.drop = shape, Dropout(dropout)
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.heads, shape.inner, shape.eps, dropout) for _ in range(shape.layers)
        )
        self.tagger = nn.Linear(shape.width, CLASSES)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """All [batch, length]; `mask` 1 on pieces. Gives states [batch, length, width] and logits [.., CLASSES]."""
        length = ids.shape[1]
        at = torch.arange(length, device=ids.device)
        x = self.norm(self.words(ids) + self.places(at)[None] + look_up(self.features, features))
        x = self.drop(x)
        bias = mask_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x, self.tagger(x)


class Reader(nn.Module):
    """Source, cue and content of one cue."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        width = shape.reader_width
        self.enter = nn.Linear(shape.width, width)
        self.anchor = nn.Linear(shape.width, width)
        self.distance = nn.Embedding(DISTANCES, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(
            Layer(width, width // 64, shape.reader_inner, 1e-5, dropout) for _ in range(shape.reader_layers)
        )
        self.tagger = nn.Linear(width, CLASSES)
        self.judge = nn.Sequential(nn.Linear(2 * width, width), nn.Tanh(), nn.Linear(width, 1))
        self.drop = Dropout(dropout)

    def forward(self, states: Tensor, distance: Tensor) -> tuple[Tensor, Tensor]:
        """`states`: [cues, words, trunk width]; `distance`: [cues, words], 0 pad, 1 in the cue (see decode.distances).

        Gives logits [cues, words, CLASSES] and the logit that this is a cue, [cues].
        """
        inside = (distance == 1).to(states.dtype)[..., None]
        middle = (states * inside).sum(1) / inside.sum(1)
        x = self.norm(self.enter(states) + self.anchor(middle)[:, None] + look_up(self.distance, distance))
        x = self.drop(x)
        bias = mask_bias(distance != 0)
        for layer in self.layers:
            x = layer(x, bias)
        mask = (distance != 0).to(x.dtype)[..., None]
        cue = (x * inside).sum(1) / inside.sum(1)
        whole = (x * mask).sum(1) / mask.sum(1)
        return self.tagger(x), self.judge(torch.cat([cue, whole], -1))[:, 0]


class Network(nn.Module):
    """Trunk and reader, as trained together."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.trunk, self.reader = Trunk(shape, dropout), Reader(shape, dropout)


def save(network: Network, path: Path) -> None:
    """Write weights in half precision with their shape beside them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu().half() for name, value in network.state_dict().items()}
    torch.save({"shape": json.dumps(asdict(network.shape)), "weights": weights}, path)


def load(path: Path) -> Network:
    """Read what `save` wrote."""
    entry = torch.load(path, map_location="cpu")
    network = Network(Shape(**json.loads(entry["shape"])))
    network.load_state_dict({name: value.float() for name, value in entry["weights"].items()})
    return network.eval()
