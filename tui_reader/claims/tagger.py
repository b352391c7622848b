"""The learned engine: runs the small encoder over a document for its attributions; the only user of onnxruntime."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.claims.attribution import Attribution
from tui_reader.claims.windows import CAPACITY, CONTEXT, cut_units, pack
from tui_reader.claims.wordpiece import Pieces, WordPiece
from tui_reader.model import Span

if TYPE_CHECKING:
    from tui_reader.claims.decode import Scores, WordSpan

MODEL = Path(__file__).parent / "model"
FILES = ("trunk.onnx", "reader.onnx", "vocab.txt", "settings.json")

# What bounds the work on one document; past it, paragraphs get no attribution and stay the outlet's own.
MOST_CHARACTERS = 150_000  # 25,000 words, about three seconds on one core
MOST_CUES = 1_500  # of a document
MOST_CUES_OF_UNIT = 20  # the likeliest; 99.9 % of paragraphs of the train corpus have fewer

# An English text of twenty words or more has far more of these than any other language does.
COMMON = (
    "the of and to in that is was for on with by as at from be are has have his it said he she after before says say "
    "will would been who which their they this not but about out while when than into its were you"
)
ENGLISH = frozenset(COMMON.split())
ENGLISH_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tuned on a slice of train and ships beside the weights."""

    candidate: float  #: least probability that a cue begins, to ask the reader about it
    threshold: float  #: least probability that a candidate is a cue
    weights: tuple[float, ...]  #: of the signals that make confidence, intercept last
    cues: Mapping[str, float]  #: word in lower case -> log-odds that it stands in a cue


def is_available(folder: Path = MODEL) -> bool:
    """Whether onnxruntime and the weights are here; loads neither."""
    return importlib.util.find_spec("onnxruntime") is not None and all((folder / name).is_file() for name in FILES)


@cache
def version(folder: Path = MODEL) -> str:
    """Twelve hex digits of the SHA-256 of all that decides what the engine says of a text, "" without weights."""
    digest = hashlib.sha256()
    for name in FILES:
        path = folder / name
        if not path.is_file():
            return ""
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def is_english(text: str) -> bool:
    """Whether a text reads like English; texts under twenty words get the benefit of the doubt."""
    words = text[:20_000].lower().split()
    return len(words) < 20 or sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words)


class Tagger:
    """The weights, opened when first asked. Safe to share between threads: opening is guarded, sessions are too."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        """`folder` holds `FILES`; `threads` is how many cores one call may use."""
        self.folder, self.threads = folder, threads
        self._lock = threading.Lock()
        self._opened: tuple[WordPiece, Settings, Any, Any] | None = None

    def open(self) -> tuple[WordPiece, Settings, Any, Any]:
        """Word pieces, settings and the two sessions; ImportError or OSError where they are not to be had."""
        with self._lock:
            if self._opened is None:
                import onnxruntime

                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = self.threads
                options.inter_op_num_threads = 1
                options.log_severity_level = 3
                sessions = [
                    onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])
                    for name in ("trunk.onnx", "reader.onnx")
                ]
                raw = json.loads((self.folder / "settings.json").read_text(encoding="utf-8"))
                settings = Settings(raw["candidate"], raw["threshold"], tuple(raw["weights"]), raw["cues"])
                self._opened = (WordPiece.load(self.folder / "vocab.txt"), settings, *sessions)
            return self._opened

    def attributions(self, text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
        """Attributions of `text` in document order, code-point offsets, each inside one of `paragraphs`.

        Deterministic. A text that is not English has none.
        """
        from tui_reader.claims.link import attribution_of, choose, read_cues

        if not is_english(text):
            return []
        wordpiece, settings, _, _ = self.open()
        units = cut_units(wordpiece, text, within(paragraphs, MOST_CHARACTERS))
        found: list[Attribution] = []
        for unit, tagged, cues, scores, judged in self.read(units):
            for reading in choose(read_cues(tagged, cues, scores, judged), settings.threshold):
                found.append(attribution_of(text, unit, reading, settings.weights, settings.cues))
        return sorted(found, key=lambda a: (a.content, a.cue))

    def read(self, units: Sequence[Pieces]) -> Iterator[tuple[Pieces, Scores, list[WordSpan], Scores, list[float]]]:
        """For each unit that may hold a cue: tagger's scores, candidates, reader's scores of each, judge's logits."""
        import numpy as np

        from tui_reader.claims.decode import cue_candidates, distances, log_softmax, stacked_viterbi

        _, settings, _, reader = self.open()
        states, tagged = self.tag(units)
        left = MOST_CUES
        for unit, hidden, scores, path in zip(units, states, tagged, stacked_viterbi(tagged), strict=True):
            cues = cue_candidates(scores, path, settings.candidate, MOST_CUES_OF_UNIT)[:left]
            if not cues:
                continue
            left -= len(cues)
            distance = np.stack([distances(len(unit.words), cue) for cue in cues])
            logits, judged = reader.run(None, {"states": hidden, "distance": distance})
            yield unit, scores, cues, log_softmax(logits), judged.tolist()

    def tag(self, units: Sequence[Pieces]) -> tuple[list[Scores], list[Scores]]:
        """For each unit: the encoder's states [words, width] and the tagger's log-probabilities [words, CLASSES].

        One window at a time: batches would need padding and a mask, which cost more than they save on one core.
        """
        import numpy as np

        from tui_reader.claims.decode import log_softmax

        wordpiece, _, trunk, _ = self.open()
        states: list[Scores] = []
        tagged: list[Scores] = []
        for window in pack(wordpiece, units, CAPACITY, CONTEXT):
            words = [np.array(units[number].words, dtype=np.int64) + at for number, at in window.units]
            columns = {"ids": window.ids, "features": window.features, "words": np.concatenate(words)}
            hidden, logits = trunk.run(None, {name: np.asarray(rows, np.int64) for name, rows in columns.items()})
            ends = np.cumsum([len(places) for places in words])[:-1]
            states += np.split(hidden, ends)
            tagged += np.split(log_softmax(logits), ends)
        return states, tagged


def within(paragraphs: Sequence[Span], limit: int) -> list[Span]:
    """The paragraphs, cut off after `limit` characters in all."""
    kept: list[Span] = []
    for begin, end in paragraphs:
        end = min(end, begin + limit)
        if end > begin:
            kept.append((begin, end))
        limit -= end - begin
    return kept


@cache
def shipped() -> Tagger:
    """The engine with the weights of the package, one for the process."""
    return Tagger()


def attributions(text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
    """`Tagger.attributions` of the shipped weights."""
    return shipped().attributions(text, paragraphs)
