"""What a source is: the badge with the name, role and affiliation behind it."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.claims.names import Entity
from tui_reader.model import Affiliation, Badge, Naming


@dataclass(frozen=True, slots=True)
class Kind:
    """What a mention is."""

    badge: Badge  #: by the documented order
    name: str  #: canonical for this article
    role: str = ""  #: verbatim
    naming: Naming = "unknown"  #: how it is named
    affiliation: Affiliation = "unknown"  #: what stands behind it
    entity: Entity | None = None  #: the member of the cast, for persons and bodies


UNKNOWN = Kind("UNKNOWN", "", naming="none")
