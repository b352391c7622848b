"""Writes the network as two int8 ONNX files: `python -m training.export NETWORK.pt --out tui_reader/claims/model`."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from training.network import Network, Reader, Trunk, load

OPSET = 17


class SmallTable(nn.Module):
    """An embedding kept as int8 rows with one scale each."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Rows of `ids` in float."""
        return self.rows[ids].float() * self.scale[ids]  # type: ignore[index]


class TrunkExport(nn.Module):
    """The trunk with the mask made from the padding row, as the runtime calls it."""

    def __init__(self, trunk: Trunk, is_small: bool) -> None:
        super().__init__()
        self.trunk = trunk
        if is_small:
            trunk.words = SmallTable(trunk.words)  # type: ignore[assignment]

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Both [windows, pieces]; row 0 is padding."""
        states, logits = self.trunk(ids, features, ids != 0)
        return states, logits


class ReaderExport(nn.Module):
    """The reader as the runtime calls it."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, distance: Tensor) -> tuple[Tensor, Tensor]:
        """See `training.network.Reader`."""
        logits, judged = self.reader(states, distance)
        return logits, judged


def write(module: nn.Module, inputs: tuple[Tensor, ...], names: tuple[list[str], list[str]], path: Path) -> None:
    """Export with free batch and length."""
    axes = {name: {0: "batch", 1: "length"} for name in names[0] + names[1] if name != "judged"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), inputs, str(path), input_names=names[0], output_names=names[1],
            dynamic_axes=axes | ({"judged": {0: "batch"}} if "judged" in names[1] else {}),
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def export(network: Network, folder: Path, is_int8: bool) -> None:
    """Write `trunk.onnx` and `reader.onnx` into `folder`; `is_int8` quantises matrices by column, tables by row."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = network.shape
    ids = torch.randint(1, shape.vocabulary, (2, 16))
    features = torch.ones(2, 16, dtype=torch.long)
    states, distance = torch.randn(3, 11, shape.width), torch.ones(3, 11, dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch)
        write(TrunkExport(network.trunk, is_int8), (ids, features), (["ids", "features"], ["states", "logits"]),
              plain / "trunk.onnx")  # fmt: skip
        write(ReaderExport(network.reader), (states, distance), (["states", "distance"], ["logits", "judged"]),
              plain / "reader.onnx")  # fmt: skip
        for name, heads, width in (("trunk", shape.heads, shape.width), ("reader", 0, shape.reader_width)):
            fused = optimize_model(
                str(plain / f"{name}.onnx"), model_type="bert", num_heads=heads or width // 64, hidden_size=width,
                opt_level=0,
            )  # fmt: skip
            fused.save_model_to_file(str(plain / f"{name}.fused.onnx"))
            if is_int8:
                quantise(plain / f"{name}.fused.onnx", folder / f"{name}.onnx")
            else:
                shutil.copy(plain / f"{name}.fused.onnx", folder / f"{name}.onnx")


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 of the matrix products, one scale a column; the small heads stay in float."""
    model = onnx.load(str(source))
    heads = [n.name for n in model.graph.node if n.op_type == "MatMul" and ("tagger" in n.name or "judge" in n.name)]
    quantize_dynamic(
        str(source), str(target), op_types_to_quantize=["MatMul", "Attention"], per_channel=True, reduce_range=REDUCED,
        weight_type=QuantType.QInt8, nodes_to_exclude=heads, 
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


REDUCED = True  # seven bits: processors without VNNI add pairs of 8-bit products in 16 bits, which overflow


def main() -> None:
    """Export what `training.train` saved, and the vocabulary beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="32-bit weights, to compare with")
    args = parser.parse_args()
    export(load(args.network), args.out, not args.float)
    shutil.copy(args.vocabulary, args.out / "vocab.txt")
    for file in sorted(args.out.iterdir()):
        print(f"{file.stat().st_size / 1e6:7.2f} MB {file.name}")


if __name__ == "__main__":
    main()
