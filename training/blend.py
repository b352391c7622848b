"""Averages the weights of several runs from one start: `python -m training.blend A.pt B.pt --out C.pt`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from training.network import Network, load, save


def blend(networks: Sequence[Network], shares: Sequence[float]) -> Network:
    """One network with the weighted mean of the weights of `networks`, the first of which it changes.

    Runs that went on from the same weights lie in one basin, so that their mean errs less than each of them and costs
    no more to run ("model soups", Wortsman et al. 2022). `shares` are scaled to sum to 1; shapes must be equal.
    """
    if len(networks) != len(shares) or sum(shares) <= 0:
        raise ValueError("one share for each network, and more than nothing in all")
    total = sum(shares)
    with torch.no_grad():
        for mean, *others in zip(*(network.parameters() for network in networks), strict=True):
            mean.mul_(shares[0] / total)
            for other, share in zip(others, shares[1:], strict=True):
                mean.add_(other, alpha=share / total)
    return networks[0].eval()


def main() -> None:
    """Read, blend, write; `training.export` makes the runtime's files of the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("networks", type=Path, nargs="+", help="what training.train saved")
    parser.add_argument("--shares", type=float, nargs="+", help="weight of each, equal ones unless given")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    save(blend([load(path) for path in args.networks], args.shares or [1.0] * len(args.networks)), args.out)


if __name__ == "__main__":
    main()
