"""Grouping and rows against human annotation, where the corpora lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui_reader.model import Claim
from tui_reader.stories.align import align
from tui_reader.stories.cluster import Grouper
from tui_reader.stories.documents import Document


def of(gold: dict[str, Any]) -> Document:
    """The gold document with its sentences as claims."""
    spans = [(b, e) for b, e, *_ in gold["sentences"]]
    claims = tuple(Claim((span,), gold["text"][slice(*span)], "narration", "OUTLET", sentence=span) for span in spans)
    return Document(gold["id"], gold["outlet"], "", gold["text"], claims=claims)


@pytest.mark.corpus
def test_ecbplus_is_grouped_and_aligned_as_people_did(shared: Path) -> None:
    lines = (shared / "data" / "stories" / "ecbplus-1-22.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {one["id"]: one for one in map(json.loads, lines)}
    documents = {id_: of(one) for id_, one in gold.items()}
    grouper = Grouper()
    grouper.add(documents.values())
    precision = recall = 0.0
    right = wrong = 0
    for ids in grouper.stories().values():
        for id_ in ids:
            same = sum(gold[other]["story"] == gold[id_]["story"] for other in ids)
            precision += same / len(ids)
            recall += same / sum(one["story"] == gold[id_]["story"] for one in gold.values())
        story = [documents[str(id_)] for id_ in ids]
        for row in align(story, grouper.rarity):
            cells = [(gold[str(story[u.article].id)], u.claim) for u in row.units]
            judged = [(one["story"], set(one["sentences"][n][2])) for one, n in cells if one["sentences"][n][3]]
            for at, (name, chains) in enumerate(judged):
                for other, more in judged[:at]:
                    right += name == other and len(chains & more) >= 2
                    wrong += name != other or not chains & more
    precision, recall = precision / len(gold), recall / len(gold)
    assert 2 * precision * recall / (precision + recall) >= 0.91
    assert right / (right + wrong) >= 0.88
    assert right >= 600
