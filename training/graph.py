"""Writes the network as two ONNX graphs in the operators that onnxruntime runs fastest on one core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.network import Layer, Reader, Trunk

OPSET = 17
MICROSOFT = "com.microsoft"  # the domain of onnxruntime's own operators
LARGEST = 64  # of a weight: seven bits, as processors without VNNI add pairs of 8-bit products in 16 bits
SCALE_FLOOR = 1e-8  # of a column that is all zeros

Array = NDArray[np.generic]
Axis = str | int


def array(tensor: Tensor) -> NDArray[np.float32]:
    """A tensor's numbers in 32 bits."""
    return np.ascontiguousarray(tensor.detach().cpu().float().numpy())


def quantise(matrix: NDArray[np.float32], axis: int, largest: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """`matrix` as whole numbers of at most `largest`, and the scales along `axis` that give it back, axis kept."""
    scale = np.maximum(np.abs(matrix).max(axis, keepdims=True), SCALE_FLOOR) / np.float32(largest)
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


class Graph:
    """An ONNX graph in the making: every method adds operators and gives the name of what they put out."""

    def __init__(self, is_int8: bool) -> None:
        """`is_int8`: matrices by column and the table of words by row in int8, activations as they come."""
        self.is_int8 = is_int8
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, Array] = {}

    def add(
        self, operator: str, inputs: Sequence[str], *, domain: str = "", outputs: int = 1, **options: object
    ) -> str:
        """One operator; the name of its first output, the others end in `.1`, `.2`."""
        name = f"{operator}_{len(self.nodes)}"
        names = [name, *(f"{name}.{n}" for n in range(1, outputs))]
        self.nodes.append(helper.make_node(operator, list(inputs), names, name, domain=domain, **options))
        return name

    def keep(self, numbers: Array) -> str:
        """A constant."""
        name = f"weight_{len(self.weights)}"
        self.weights[name] = numbers
        return name

    def whole(self, *numbers: int) -> str:
        """A constant row of whole numbers, for axes."""
        return self.keep(np.array(numbers, dtype=np.int64))

    def look_up(self, table: nn.Embedding, rows: str) -> str:
        """Rows of a table."""
        return self.add("Gather", [self.keep(array(table.weight)), rows])

    def look_up_words(self, table: nn.Embedding, rows: str) -> str:
        """Rows of the largest table, in int8 with one scale a row: half of all weights are here."""
        if not self.is_int8:
            return self.look_up(table, rows)
        whole, scale = quantise(array(table.weight), 1, 127)
        found = self.add("Cast", [self.add("Gather", [self.keep(whole), rows])], to=TensorProto.FLOAT)
        return self.add("Mul", [found, self.add("Gather", [self.keep(scale), rows])])

    def multiply(self, x: str, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """`x` [.., rows] times a matrix [rows, columns], plus a bias [columns]."""
        if not self.is_int8:
            return self.add("Add", [self.add("MatMul", [x, self.keep(matrix)]), self.keep(bias)])
        whole, scale = quantise(matrix, 0, LARGEST)
        weights = [whole, scale[0], np.zeros(matrix.shape[1], dtype=np.int8), bias]
        return self.add("DynamicQuantizeMatMul", [x, *map(self.keep, weights)], domain=MICROSOFT)

    def linear(self, x: str, layer: nn.Linear) -> str:
        """A linear layer."""
        return self.multiply(x, array(layer.weight).T, array(layer.bias))

    def small(self, x: str, layer: nn.Linear) -> str:
        """A linear layer of few columns, kept in 32 bits."""
        return self.add(
            "Add", [self.add("MatMul", [x, self.keep(array(layer.weight).T)]), self.keep(array(layer.bias))]
        )

    def norm(self, x: str, y: str, layer: nn.LayerNorm) -> str:
        """Layer norm of a sum: the mean taken off by hand, as only the norm without a mean is vectorised (7 times)."""
        total = self.add("Add", [x, y])
        centred = self.add("Sub", [total, self.add("ReduceMean", [total], axes=[-1])])
        scaled = self.add(
            "SimplifiedLayerNormalization", [centred, self.keep(array(layer.weight))], axis=-1, epsilon=layer.eps
        )
        return self.add("Add", [scaled, self.keep(array(layer.bias))])

    def attend(self, x: str, layer: Layer) -> str:
        """Attention of all rows of [batch, length, width] to all rows of their batch, before the output matrix."""
        projections = (layer.query, layer.key, layer.value)
        matrix = np.concatenate([array(p.weight).T for p in projections], 1)
        bias = self.keep(np.concatenate([array(p.bias) for p in projections]))
        if not self.is_int8:
            return self.add("Attention", [x, self.keep(matrix), bias], domain=MICROSOFT, num_heads=layer.heads)
        row = self.add("DynamicQuantizeLinear", [x], outputs=3)
        whole, scale = quantise(matrix, 0, LARGEST)
        zeros = np.zeros(matrix.shape[1], dtype=np.int8)
        return self.add(
            "QAttention",
            [row, self.keep(whole), bias, f"{row}.1", self.keep(scale[0]), "", f"{row}.2", self.keep(zeros)],
            domain=MICROSOFT,
            num_heads=layer.heads,
        )

    def layer(self, x: str, layer: Layer, rows: str = "") -> str:
        """A transformer layer; with `rows`, only those rows come out, the others are but attended to."""
        mixed = self.attend(x, layer)
        if rows:
            x, mixed = (self.add("Gather", [y, rows], axis=1) for y in (x, mixed))
        x = self.norm(self.linear(mixed, layer.out), x, layer.norm1)
        inner = self.add("Gelu", [self.linear(x, layer.up)], domain=MICROSOFT)
        return self.norm(self.linear(inner, layer.down), x, layer.norm2)

    def model(
        self, inputs: Mapping[str, Sequence[Axis]], outputs: Mapping[str, tuple[str, Sequence[Axis]]]
    ) -> onnx.ModelProto:
        """The model: whole-number inputs but `states`; `outputs` by name, what they are called here, and shape."""
        for name, (inner, _) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [inner], [name], name))
        graph = helper.make_graph(
            self.nodes,
            "claims",
            [
                helper.make_tensor_value_info(n, TensorProto.FLOAT if n == "states" else TensorProto.INT64, list(shape))
                for n, shape in inputs.items()
            ],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, list(shape)) for n, (_, shape) in outputs.items()],
            [numpy_helper.from_array(np.ascontiguousarray(w), name) for name, w in self.weights.items()],
        )
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=domains, ir_version=9, producer_name="training.graph")


def write_trunk(trunk: Trunk, is_int8: bool) -> onnx.ModelProto:
    """Inputs `ids` and `features` [pieces] of one window, `words` [words]: the pieces that are asked about.

    Outputs `states` [words, width] and `logits` [words, CLASSES]. One window a call: no padding, so no mask.
    """
    g = Graph(is_int8)
    length = g.add("Shape", ["ids"])
    places = g.add("Slice", [g.keep(array(trunk.places.weight)), g.whole(0), length])
    words = g.add("Add", [g.look_up_words(trunk.words, "ids"), places])
    x = g.add("Unsqueeze", [g.norm(words, g.look_up(trunk.features, "features"), trunk.norm), g.whole(0)])
    last = len(trunk.layers) - 1
    for number, layer in enumerate(trunk.layers):
        assert isinstance(layer, Layer)
        x = g.layer(x, layer, "words" if number == last else "")
    x = g.add("Squeeze", [x, g.whole(0)])
    logits = g.small(x, trunk.tagger)
    width = trunk.shape.width
    return g.model(
        {"ids": ["pieces"], "features": ["pieces"], "words": ["words"]},
        {"states": (x, ["words", width]), "logits": (logits, ["words", trunk.tagger.out_features])},
    )


def write_reader(reader: Reader, is_int8: bool) -> onnx.ModelProto:
    """Inputs `states` [words, trunk width] of one paragraph, `distance` [cues, words] (see `decode.distances`).

    Outputs `logits` [cues, words, CLASSES] and `judged` [cues]. One paragraph a call: no padding, so no mask.
    """
    g = Graph(is_int8)
    one = g.keep(np.array(1, dtype=np.int64))
    inside = g.add("Cast", [g.add("Equal", ["distance", one])], to=TensorProto.FLOAT)
    share = g.add("Div", [inside, g.add("ReduceSum", [inside, g.whole(1)], keepdims=1)])
    anchor = g.linear(g.add("MatMul", [share, "states"]), reader.anchor)
    entered = g.add("Add", [g.linear("states", reader.enter), g.add("Unsqueeze", [anchor, g.whole(1)])])
    x = g.norm(entered, g.look_up(reader.distance, "distance"), reader.norm)
    for layer in reader.layers:
        assert isinstance(layer, Layer)
        x = g.layer(x, layer)
    cue = g.add("Squeeze", [g.add("MatMul", [g.add("Unsqueeze", [share, g.whole(1)]), x]), g.whole(1)])
    both = g.add("Concat", [cue, g.add("ReduceMean", [x], axes=[1], keepdims=0)], axis=-1)
    first, _, second = reader.judge
    assert isinstance(first, nn.Linear) and isinstance(second, nn.Linear)
    judged = g.small(g.add("Tanh", [g.linear(both, first)]), second)
    return g.model(
        {"states": ["words", reader.enter.in_features], "distance": ["cues", "words"]},
        {
            "logits": (g.small(x, reader.tagger), ["cues", "words", reader.tagger.out_features]),
            "judged": (g.add("Squeeze", [judged, g.whole(1)]), ["cues"]),
        },
    )
