"""What a program on lemon24/reader does to refresh: run as `reader_peer.py DATABASE URLS WORKERS subscribe|refresh`."""

from __future__ import annotations

import sys
from pathlib import Path

from reader import make_reader


def main(database: str, urls: str, workers: str, verb: str) -> None:
    """Subscribe to the addresses in the file `urls`, or refresh all feeds."""
    with make_reader(database) as reader:
        if verb == "subscribe":
            for url in Path(urls).read_text().split():
                reader.add_feed(url, exist_ok=True)
        else:
            reader.update_feeds(workers=int(workers), scheduled=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
