"""Fixtures shared by all rooms: where the corpora are, and a skip that says so where they are not."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# a busy machine is no fault of the code
settings.register_profile("newsread", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsread")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let corpora be read without a trace for coverage.

    It doubles their time, and the figure must not hang on what lies beside the checkout. Floods are marked by hand.
    """
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and scorers beside the checkout (or `$NEWSREAD_SHARED`); the test skips without it."""
    folder = Path(os.environ.get("NEWSREAD_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the corpora are not here: no folder ../shared beside the checkout")
    return folder


def unpacked(shared: Path, name: str, target: Path) -> Path:
    """Unpack `data/NAME` of the corpora into `target`."""
    with tarfile.open(shared / "data" / name) as archive:
        archive.extractall(target, filter="data")
    return target


@pytest.fixture(scope="session")
def feed_corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `feeds` of feeds.tar.gz, unpacked for this run."""
    return unpacked(shared, "feeds.tar.gz", tmp_path_factory.mktemp("feeds")) / "feeds"


@pytest.fixture(scope="session")
def adversarial(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `adversarial` of hostile and broken bodies, unpacked for this run."""
    return unpacked(shared, "adversarial.tar.gz", tmp_path_factory.mktemp("adversarial")) / "adversarial"
