"""Writes the network as two int8 ONNX files: `python -m training.export NETWORK.pt --out tui_reader/claims/model`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import onnx

from training.graph import write_reader, write_trunk
from training.network import Network, load


def export(network: Network, folder: Path, is_int8: bool) -> None:
    """Write `trunk.onnx` and `reader.onnx` into `folder`; `is_int8` quantises matrices by column, tables by row."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(write_trunk(network.trunk, is_int8), folder / "trunk.onnx")
    onnx.save(write_reader(network.reader, is_int8), folder / "reader.onnx")


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
