"""Scores readings by the rules of the project's scorer: spans by role, sentences, attributions, ranked recall."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

from tui_reader.claims.attribution import Attribution


def load_scorer(shared: Path) -> ModuleType:
    """The scorer that the corpora come with, as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", shared / "tools" / "score_attribution.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def prediction_line(stem: str, attributions: Iterable[Attribution]) -> str:
    """One document as the scorer reads it."""
    claims = [
        {
            "spans": a.content,
            "badge": "UNKNOWN",
            "confidence": a.confidence,
            "source": {"span": a.source[0]} if a.source else None,
            "cue": {"span": a.cue[0]} if a.cue else None,
        }
        for a in attributions
    ]
    return json.dumps({"document": stem, "claims": claims})


def score(
    scorer: ModuleType, kind: str, gold: Path, predictions: Mapping[str, Sequence[Attribution]], only: bool = False
) -> str:
    """The scorer's table; `only` restricts the gold documents to those predicted (for slices of train)."""
    name = "gold_polnear" if kind == "polnear" else "gold_gum"
    whole = getattr(scorer, name)
    if only:
        setattr(scorer, name, lambda path: (entry for entry in whole(path) if entry[0] in predictions))
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(prediction_line(stem, found) + "\n" for stem, found in predictions.items())
            file.flush()
            printed = io.StringIO()
            with redirect_stdout(printed):
                scorer.main([kind, str(gold), file.name])
    finally:
        setattr(scorer, name, whole)
    return printed.getvalue()


def numbers(table: str) -> dict[str, float]:
    """The figures of the goal out of the scorer's table."""
    found = {}
    for line in table.splitlines():
        words = line.split()
        if words and words[0] in ("source", "cue", "content"):
            found[words[0]] = float(words[words.index("F") + 1])
            found[words[0] + " overlap"] = float(line.split("overlap F")[1].split()[0])
            found[words[0] + " tokens"] = float(words[-1])
        elif line.startswith(("sentences", "attribution")):
            key = words[1] if words[0] == "attribution" else "sentences"
            found[key] = float(words[-1])
            if words[0] == "attribution":
                found[key + " P"], found[key + " R"] = float(words[3]), float(words[5])
        elif line.startswith("recall"):
            found["R@P93"] = float(words[-1])
    return found
