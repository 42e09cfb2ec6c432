"""What is then true of prefixes and of what devices are."""

from datetime import date

from backend.items.entries.identity import Description
from backend.log.vocabulary import Event, event


@event(version=1)
class CompanyPrefixDefined(Event, frozen=True, kw_only=True):
    """Identifiers may be allocated under a prefix."""

    agency: str
    prefix: str
    issued_by: str
    valid_from: date


@event(version=1)
class ItemReferenceTaken(Event, frozen=True, kw_only=True):
    """An item reference of a GS1 prefix was allocated; ``next`` is the first that was not looked at."""

    prefix: str
    reference: int
    next: int


@event(version=1)
class DeviceDescribed(Event, frozen=True, kw_only=True):
    """What an item is; ``identifiers``: those that stand for it as described, all earlier ones are retired."""

    item: str
    revision: str
    markets: tuple[str, ...]
    description: Description
    identifiers: tuple[str, ...]
