"""Proves our word pieces equal to `tokenizers` on files: `python -m training.check_wordpiece FILE_OR_FOLDER...`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from tui_reader.claims.tagger import MODEL
from tui_reader.claims.wordpiece import UNKNOWN, WordPiece


def reference(vocabulary: dict[str, int]) -> Tokenizer:
    """The same vocabulary in `tokenizers`."""
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def texts(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Every file under `paths`, as text."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield file, file.read_bytes().decode("utf-8", errors="replace")


def difference(ours: WordPiece, theirs: Tokenizer, text: str) -> str:
    """Where the two first differ, "" nowhere. Offsets are compared for words that can be built."""
    mine, other = ours.encode(text, 0, len(text)), theirs.encode(text, add_special_tokens=False)
    for at, (a, b) in enumerate(zip(mine.ids, other.ids, strict=False)):
        if a != b:
            return f"piece {at}: {a} against {b}"
    if len(mine.ids) != len(other.ids):
        return f"{len(mine.ids)} pieces against {len(other.ids)}"
    offsets, starts = other.offsets, [*mine.words, len(mine.ids)]
    for word, (begin, end) in enumerate(zip(mine.begins, mine.ends, strict=True)):
        first, last = starts[word], starts[word + 1] - 1
        if mine.ids[first] != ours.unknown and (offsets[first][0], offsets[last][1]) != (begin, end):
            return f"word {word}: {(begin, end)} against {(offsets[first][0], offsets[last][1])}"
    return ""


def main() -> int:
    """Exit code 1 where any file differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--vocabulary", type=Path, default=MODEL / "vocab.txt")
    args = parser.parse_args()
    ours = WordPiece.load(args.vocabulary)
    theirs = reference(ours.rows)
    count = wrong = 0
    for file, text in texts(args.paths):
        count += 1
        if told := difference(ours, theirs, text):
            wrong += 1
            print(f"{file}: {told}")
    print(f"{count} files, {wrong} differ")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
