"""Fictional documents and claims for the tests of this room."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tui_reader.model import Claim
from tui_reader.stories.documents import Document, DocumentId

START = datetime(2031, 5, 4, 8, tzinfo=UTC)
SENTENCE = re.compile(r"\S.*?(?:[.!?]['\"”’)]*(?=\s)|$)", re.MULTILINE)


def sentence_claims(text: str) -> tuple[Claim, ...]:
    """Every sentence of `text` as a claim of the outlet: what the claims room would give for unattributed text."""
    return tuple(
        Claim((match.span(),), match[0], "narration", "OUTLET", sentence=match.span())
        for match in SENTENCE.finditer(text)
    )


def document(id_: DocumentId, outlet: str, text: str, title: str = "", hours: float | None = 0.0) -> Document:
    """A document `hours` after `START` (undated where None), its sentences as claims."""
    at = None if hours is None else START + timedelta(hours=hours)
    return Document(id_, outlet, title, text, at, f"https://news.example/{id_}", sentence_claims(text))


STRIKE = (
    document(
        1,
        "Courier",
        "The port of Salvo stood still for a third day on Thursday as 1,200 dock workers walked out over pay. "
        "Mayor Lena Ortiz said the port will reopen on Monday. "
        "The union wants a raise of 8 percent for all crane drivers.",
        "Port strike in Salvo enters third day",
    ),
    document(
        2,
        "Ledger",
        "About 900 dock workers walked out over pay at the port of Salvo, which stood still for a third day. "
        "The port will reopen on Monday, Mayor Lena Ortiz said. "
        "Two cruise ships were sent to Aster instead.",
        "Salvo docks quiet as pay strike goes on",
        2.0,
    ),
    document(
        3,
        "Radio 6",
        "Dock workers in Salvo kept the port closed for a third day. The strike over pay began on Tuesday.",
        "Salvo port closed for third day by dock strike",
        3.0,
    ),
)
FLOOD = (
    document(
        4,
        "Courier",
        "At least 21 people died when the river Tarn burst its banks in Bray province, rescuers said. "
        "Some 4,000 people left their homes in the town of Hasen.",
        "Floods kill 21 in Bray",
        1.0,
    ),
    document(
        5,
        "Post",
        "The river Tarn burst its banks in Bray province and killed 28 people, the governor said. "
        "Helicopters flew over Hasen all night.",
        "Bray flood toll rises as river Tarn bursts banks",
        4.0,
    ),
)
