"""What is then true of the publication of identifiers."""

from datetime import date

from backend.log.vocabulary import Event, event


@event(version=1)
class IdentifierPublished(Event, frozen=True, kw_only=True):
    """An identifier is submitted to a regime's database, and public there since ``published_on``, None for not yet."""

    di: str
    regime: str
    item: str
    submitted_on: date
    published_on: date | None
    record_key: str
