"""Runs the network in torch over documents and decodes as the runtime does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from training.examples import LabelledDocument, LabelledUnit, batches, reader_inputs
from training.network import Network
from tui_reader.claims.decode import Scores, WordSpan, cue_candidates, stacked_viterbi
from tui_reader.claims.link import Reading, read_cues
from tui_reader.claims.wordpiece import WordPiece

CANDIDATE = 0.15  # least probability that a cue begins, to ask the reader about it


@dataclass(slots=True)
class UnitScores:
    """What one or several networks say of a unit, as log-probabilities."""

    unit: LabelledUnit  #: the paragraph
    tagged: Scores  #: [words, CLASSES]
    cues: list[WordSpan]  #: candidates
    scores: Scores  #: [cues, words, CLASSES]
    judged: np.ndarray  #: [cues], logits


def readings_of(entry: UnitScores) -> list[Reading]:
    """The best reading of every candidate."""
    return read_cues(entry.tagged, entry.cues, entry.scores, entry.judged.tolist())


@torch.no_grad()
def score_documents(
    networks: Sequence[Network],
    wordpiece: WordPiece,
    documents: Sequence[LabelledDocument],
    device: str,
    with_gold: bool = False,
) -> list[UnitScores]:
    """Mean probabilities of `networks` for every unit; `with_gold` reads the marked cues too (for soft targets)."""
    out: list[UnitScores] = []
    for network in networks:
        network.eval()
    for batch in batches(wordpiece, documents, 8192, None):
        states, tags = [], []
        for network in networks:
            with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
                state, logits = network.trunk(batch.ids.to(device), batch.features.to(device), batch.mask.to(device))
            states.append(state.flatten(0, 1))
            tags.append(logits.flatten(0, 1).float().softmax(-1))
        mean = torch.stack(tags).mean(0).clamp_min(1e-9).log().cpu().numpy()
        rows = [mean[words] for _, words in batch.units]
        entries, asked = [], []
        for (unit, words), row, path in zip(batch.units, rows, stacked_viterbi(rows), strict=True):
            cues = cue_candidates(row, path, CANDIDATE)
            if with_gold:
                gold = [a.cue for a in unit.anchors]
                cues = sorted(set(gold) | {c for c in cues if not any(c[0] < g[1] and g[0] < c[1] for g in gold)})
            entries.append((unit, row, cues))
            asked += [(words, cue) for cue in cues]
        reads, judges = read_all(networks, states, asked, device)
        at = 0
        for unit, row, cues in entries:
            length, end = len(row), at + len(cues)
            out.append(UnitScores(unit, row, cues, reads[at:end, :length], judges[at:end]))
            at = end
    return out


def read_all(
    networks: Sequence[Network], states: list[torch.Tensor], asked: list[tuple[np.ndarray, WordSpan]], device: str
) -> tuple[np.ndarray, np.ndarray]:
    """Mean log-probabilities [cues, words, CLASSES] and judge logits [cues] of the readers."""
    if not asked:
        return np.zeros((0, 1, 7), dtype=np.float32), np.zeros(0, dtype=np.float32)
    index, distance = (t.to(device) for t in reader_inputs(asked))
    probs, judges = [], []
    for network, state in zip(networks, states, strict=True):
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            logits, judged = network.reader(state[index], distance)
        probs.append(logits.float().softmax(-1))
        judges.append(judged.float().sigmoid())
    mean = torch.stack(probs).mean(0).clamp_min(1e-9).log()
    judged = torch.stack(judges).mean(0).clamp(1e-6, 1 - 1e-6).logit()
    return mean.cpu().numpy(), judged.cpu().numpy()
