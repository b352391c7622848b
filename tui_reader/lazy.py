"""Names of a package that are loaded from its modules when they are first asked for (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def loader(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of `package`, whose `homes` hold the public names of each module, parted by blanks.

    A name that was loaded stays with the package: it is asked for here once. Raises AttributeError for any other.
    """

    def load(name: str) -> object:
        for module, names in homes.items():
            if name in names.split():
                value = getattr(import_module(f"{package}.{module}"), name)
                setattr(sys.modules[package], name, value)
                return value
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load
