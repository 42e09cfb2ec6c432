"""What is then true of texts on labels."""

from backend.log.vocabulary import Event, event


@event(version=1)
class LabelTextsDefined(Event, frozen=True, kw_only=True):
    """The labels of an item ("": of all) print these texts."""

    item: str
    texts: dict[str, str]
