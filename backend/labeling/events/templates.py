"""What is then true of label templates."""

from backend.log.vocabulary import Event, event


@event(version=1)
class TemplateDrafted(Event, frozen=True, kw_only=True):
    """A revision was written down; an earlier draft of it is superseded. ``sha256`` is of the content."""

    number: str
    revision: str
    content: str
    sha256: str
    name_en: str
    name_zh: str
    use: str


@event(version=1)
class TemplateApproved(Event, frozen=True, kw_only=True):
    """A revision is what labels are printed from, and never changes again; ``supersedes`` is the one before."""

    number: str
    revision: str
    sha256: str
    supersedes: str | None


@event(version=1)
class TemplateWithdrawn(Event, frozen=True, kw_only=True):
    """A revision is out of use; nothing is printed from it, and another draft may follow."""

    number: str
    revision: str
    reason: str
