"""The written ONNX graphs compute what the network computes; int8 stays close. Needs the `train` extra."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch: Any = pytest.importorskip("torch", reason="the extra newsread[train] is not installed")
pytest.importorskip("onnx", reason="the extra newsread[train] is not installed")
onnxruntime: Any = pytest.importorskip("onnxruntime", reason="no wheel of onnxruntime here")

from training.graph import quantise, write_reader, write_trunk  # noqa: E402
from training.network import Network, Shape  # noqa: E402

SHAPE = Shape(vocabulary=90, width=64, layers=2, heads=2, inner=96, positions=40, reader_width=128, reader_inner=64)


@pytest.fixture(scope="module")
def network() -> Any:
    torch.manual_seed(0)
    network = Network(SHAPE).eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return network


def session(model: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


@pytest.mark.parametrize(("is_int8", "most"), [(False, 1e-4), (True, 0.25)])
def test_the_trunk_is_the_network(network: Any, is_int8: bool, most: float) -> None:
    random = np.random.default_rng(1)
    ids, features, words = random.integers(1, 90, 33), random.integers(0, 50, 33), np.array([1, 4, 5, 30])
    found = session(write_trunk(network.trunk, is_int8)).run(None, {"ids": ids, "features": features, "words": words})
    with torch.no_grad():
        wanted = network.trunk(torch.tensor(ids)[None], torch.tensor(features)[None], torch.ones(1, 33))
    for got, want in zip(found, wanted, strict=True):
        truth = want[0, words].numpy()
        assert np.abs(got - truth).mean() < most * np.abs(truth).mean()


@pytest.mark.parametrize(("is_int8", "most"), [(False, 1e-4), (True, 0.25)])
def test_the_reader_is_the_network(network: Any, is_int8: bool, most: float) -> None:
    random = np.random.default_rng(2)
    states = random.normal(size=(9, SHAPE.width)).astype(np.float32)
    distance = random.integers(2, 20, (3, 9))
    distance[0, 3] = distance[1, 4] = distance[1, 5] = distance[2, 0] = 1
    found = session(write_reader(network.reader, is_int8)).run(None, {"states": states, "distance": distance})
    with torch.no_grad():
        wanted = network.reader(torch.tensor(states).expand(3, -1, -1), torch.tensor(distance))
    for got, want in zip(found, wanted, strict=True):
        assert got.shape == tuple(want.shape)
        assert np.abs(got - want.numpy()).mean() < most * np.abs(want.numpy()).mean()


def test_quantised_weights_keep_to_seven_bits_and_come_back() -> None:
    matrix = np.random.default_rng(3).normal(size=(20, 6)).astype(np.float32)
    matrix[:, 2] = 0
    whole, scale = quantise(matrix, 0, 64)
    assert np.abs(whole).max() == 64
    assert np.abs(whole * scale - matrix).max() <= scale.max() / 2 * 1.001
