"""What can be decided about a lot."""

from typing import Literal

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier


@entry(version=1, kind=Kind.DECISION, action="decide_lot")
class DecideLot(Entry, frozen=True, kw_only=True):
    """Release or reject a lot that stands in quarantine, with the envelope's reason (ISO 13485 8.2.6)."""

    lot: Identifier
    verdict: Literal["release", "release_conditionally", "reject"]
