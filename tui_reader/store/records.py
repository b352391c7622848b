"""What the store is handed and hands out beside the nouns of the model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.model import Affiliation, Badge, Body


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article about to be stored, or new words for one that is."""

    guid_key: str  #: identity by the feed's id, "" none
    link_key: str  #: identity by link, tracking parameters removed, "" none
    content_key: str  #: identity by words
    url: str  #: http(s), may be ""
    title: str  #: one line
    author: str  #: one line
    published_at: datetime | None  #: as the outlet says
    body: Body  #: its words
    content_hash: str  #: of title and text
    language: str = ""  #: BCP 47 tag


@dataclass(frozen=True, slots=True)
class Known:
    """What identity needs of a stored article."""

    id: int  #: database key
    guid_key: str  #: see `Incoming`
    link_key: str  #: see `Incoming`
    content_key: str  #: see `Incoming`
    content_hash: str  #: of the feed's words as last seen (a fetched full text does not change it)
    title: str  #: as stored
    published_at: datetime | None  #: as stored


@dataclass(frozen=True, slots=True)
class NameUse:
    """How one name speaks at one outlet: what joining speakers goes by."""

    name_id: int  #: key of the name
    name: str  #: as written
    badge: Badge  #: one badge it has there
    role: str  #: one role it has there, verbatim
    affiliation: Affiliation  #: one affiliation it has there
    outlet: str  #: shown name of the outlet
    article_id: int  #: its newest article there
    claims: int  #: how many
    latest_at: datetime  #: newest
