"""The training loop: three losses, false cues found on the way, weights averaged over time and processes."""

from __future__ import annotations

import copy
import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from training.examples import Anchor, Batch, LabelledDocument, LabelledUnit, batches, reader_inputs
from training.network import Network
from tui_reader.claims.decode import CUE, OUTSIDE
from tui_reader.claims.wordpiece import WordPiece

CANDIDATE = 0.15  # false cues are drawn where a cue begins with up to this probability or more
SYNC_EVERY = 10  # steps between averages of weights: over processes, and over time


@dataclass(frozen=True)
class Options:
    """What a training run may vary."""

    passes: int = 3  #: over the documents
    rate: float = 2.5e-4  #: peak learning rate of the encoder
    head_rate: float = 8e-4  #: peak learning rate of what starts from nothing
    pieces: int = 1024  #: a batch holds about so many
    decay: float = 0.01  #: of weights
    warm: float = 0.1  #: share of steps with a rising rate
    average: float = 0.98  #: of the moving average of weights, each `SYNC_EVERY` steps; 0 keeps the last ones
    smooth: float = 0.0  #: label smoothing
    tagger: float = 1.0  #: weight of the tagger's loss
    judge: float = 0.5  #: weight of the judge's loss
    minutes: float = 0.0  #: end by then at the latest, rates falling with the clock; 0 no limit
    half: int = 0  #: 1: bfloat16 on the CPU too, twice as fast where it has the instructions
    frozen: int = 1  #: 1: the word-piece table stays as it was pretrained
    seed: int = 1  #: of order, dropout and heads


Asked = tuple[np.ndarray, Anchor]  # word positions in the batch, the cue


def false_cues(unit: LabelledUnit, probs: np.ndarray, rng: random.Random) -> list[Anchor]:
    """Candidates the tagger sees now that nobody marked, and shifted bounds of those that were."""
    gold = [a.cue for a in unit.anchors]
    empty = np.full(len(unit.labels), OUTSIDE)
    found = []
    for begin in np.flatnonzero(probs[:, CUE] > CANDIDATE * rng.random()).tolist()[:8]:
        end = begin + 1
        while end < len(probs) and probs[end, CUE + 1] > 0.5:
            end += 1
        if not any(begin < e and b < end for b, e in gold):
            found.append(Anchor((begin, end), empty, False))
    for anchor in unit.anchors:
        if rng.random() < 0.15:
            begin = max(0, anchor.cue[0] + rng.choice((-1, 0, 0, 1)))
            end = min(len(unit.labels), max(begin + 1, anchor.cue[1] + rng.choice((-1, 0, 0, 1))))
            if begin < anchor.cue[1] and anchor.cue[0] < end:
                found.append(Anchor((begin, end), anchor.labels))
    return found


def largest(value: float) -> float:
    """The largest `value` of all processes that train together."""
    if not torch.distributed.is_initialized():
        return value
    shared = torch.tensor([value], dtype=torch.float64)
    torch.distributed.all_reduce(shared, torch.distributed.ReduceOp.MAX)
    return float(shared)


def share_weights(network: Network) -> None:
    """Average the trained weights over all processes (local SGD, Stich 2019)."""
    if not torch.distributed.is_initialized():
        return
    flat = torch.nn.utils.parameters_to_vector(p.data for p in network.parameters() if p.requires_grad)
    torch.distributed.all_reduce(flat)
    flat /= torch.distributed.get_world_size()
    torch.nn.utils.vector_to_parameters(flat, [p.data for p in network.parameters() if p.requires_grad])


class Fitter:
    """One training run of one network."""

    def __init__(self, network: Network, options: Options, device: str) -> None:
        self.network, self.options, self.device = network.to(device), options, device
        self.is_half = device == "cuda" or options.half > 0
        self.rng = random.Random(options.seed)
        self.average = copy.deepcopy(network)

    def losses(self, batch: Batch, has_negatives: bool) -> Tensor:
        """The loss of one batch: tagger, reader, judge."""
        options = self.options
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.is_half):
            states, logits = self.network.trunk(*(t.to(self.device) for t in (batch.ids, batch.features, batch.mask)))
        words = torch.from_numpy(np.concatenate([w for _, w in batch.units])).to(self.device)
        logits = logits.flatten(0, 1).index_select(0, words).float()
        labels = torch.from_numpy(np.concatenate([u.labels for u, _ in batch.units])).to(self.device)
        total = options.tagger * F.cross_entropy(logits, labels, label_smoothing=options.smooth)
        probs = logits.detach().softmax(-1).cpu().numpy()
        asked: list[Asked] = []
        at = 0
        for unit, places in batch.units:
            row = probs[at : at + len(places)]
            at += len(places)
            false = false_cues(unit, row, self.rng) if has_negatives else []
            asked += [(places, anchor) for anchor in [*unit.anchors, *false]]
        return total + self.reader_loss(states.flatten(0, 1), asked) if asked else total

    def reader_loss(self, flat: Tensor, asked: list[Asked]) -> Tensor:
        """The reader's tags and judgement, over groups of cues in units of about the same length."""
        asked = sorted(asked, key=lambda a: len(a[0]))
        groups: list[list[Asked]] = [[]]
        for entry in asked:
            if len(groups[-1]) >= 32 and len(entry[0]) > 1.3 * len(groups[-1][0][0]):
                groups.append([])
            groups[-1].append(entry)
        tags, weights, judges = (torch.zeros((), device=self.device) for _ in range(3))
        for group in groups:
            tag, weight, judge = self.group_loss(flat, group)
            tags, weights, judges = tags + tag, weights + weight, judges + judge
        return tags / weights.clamp_min(1) + self.options.judge * judges / len(asked)

    def group_loss(self, flat: Tensor, asked: list[Asked]) -> tuple[Tensor, Tensor, Tensor]:
        """Summed loss of tags, number of words it is over, summed loss of the judge."""
        index, distance = (t.to(self.device) for t in reader_inputs([(places, a.cue) for places, a in asked]))
        count, length = index.shape
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.is_half):
            logits, judged = self.network.reader(
                flat.index_select(0, index.flatten()).view(count, length, -1), distance
            )
        labels = np.zeros((count, length), dtype=np.int64)
        weight = np.zeros((count, length), dtype=np.float32)
        belief = np.zeros(count, dtype=np.float32)
        for row, (places, anchor) in enumerate(asked):
            labels[row, : len(places)] = anchor.labels
            weight[row, : len(places)] = belief[row] = float(anchor.is_cue)
        hard, scale, belief_ = (torch.from_numpy(a).to(self.device) for a in (labels.ravel(), weight.ravel(), belief))
        loss = F.cross_entropy(
            logits.float().flatten(0, 1), hard, reduction="none", label_smoothing=self.options.smooth
        )
        judge = F.binary_cross_entropy_with_logits(judged.float(), belief_, reduction="sum")
        return (loss * scale).sum(), scale.sum(), judge

    def stream(self, variants: Sequence[Sequence[LabelledDocument]], wordpiece: WordPiece) -> Iterator[Batch]:
        """Batches without end, one variant of the corpus a pass."""
        for documents in itertools.cycle(variants):
            yield from batches(wordpiece, documents, self.options.pieces, self.rng)

    def optimizer(self) -> torch.optim.Optimizer:
        """AdamW over two groups: what was pretrained, and what is new and learns faster."""
        options = self.options
        fresh = [
            p for n, p in self.network.named_parameters() if n.startswith("reader") or "tagger" in n or "features" in n
        ]
        ids = {id(p) for p in fresh}
        if options.frozen:
            self.network.trunk.words.weight.requires_grad_(False)
        old = [p for p in self.network.parameters() if id(p) not in ids and p.requires_grad]
        return torch.optim.AdamW(
            [{"params": old, "lr": options.rate}, {"params": fresh, "lr": options.head_rate}],
            weight_decay=options.decay,
            fused=True,
        )

    def run(
        self,
        variants: Sequence[Sequence[LabelledDocument]],
        wordpiece: WordPiece,
        keep: Callable[[Network, int], None] = lambda network, step: None,
    ) -> Network:
        """Train and give the averaged network.

        `variants` holds the corpus several times over, one is taken a pass; `keep` sees the averaged network at times.
        """
        options = self.options
        torch.manual_seed(options.seed)
        optimizer = self.optimizer()
        count = sum(1 for _ in batches(wordpiece, variants[0], options.pieces, random.Random(0)))
        steps = int(largest(count * options.passes))
        warm = max(1, int(steps * options.warm))
        rates = [group["lr"] for group in optimizer.param_groups]
        start, done, seen = time.time(), 0.0, 0.0
        self.network.train()
        for step, batch in enumerate(self.stream(variants, wordpiece)):
            if step % SYNC_EVERY == 0:
                clock = (time.time() - start) / (60 * options.minutes) if options.minutes else 0.0
                done = largest(max(step / steps, clock))
                share_weights(self.network)
                if done >= 1:
                    break
                if step % (SYNC_EVERY * 4) == 0:
                    print(f"step {step}/{steps} {done:.1%} loss {seen:.3f} {time.time() - start:.0f} s", flush=True)
                    keep(self.average, step)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min((step + 1) / warm, max(0.02, (1 - done) / (1 - options.warm)))
            loss = self.losses(batch, has_negatives=step > min(count // 2, 150))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            optimizer.step()
            seen = 0.95 * seen + 0.05 * float(loss.detach()) if step else float(loss.detach())
            if (step + 1) % SYNC_EVERY == 0:
                self.blend((step + 1) // SYNC_EVERY)
        return self.average.eval()

    @torch.no_grad()
    def blend(self, step: int) -> None:
        """Move the averaged weights towards the present ones."""
        keep = min(self.options.average, (1 + step) / (10 + step))
        pairs = zip(self.average.parameters(), self.network.parameters(), strict=True)
        ours, theirs = (list(column) for column in zip(*(p for p in pairs if p[1].requires_grad), strict=True))
        if keep <= 0:
            torch._foreach_copy_(ours, theirs)
        else:
            torch._foreach_lerp_(ours, theirs, 1 - keep)
