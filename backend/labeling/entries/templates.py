"""What can be recorded about label templates: a draft, its approval by somebody else, and those the product brings.
The content travels as one text, so that what is hashed, signed and approved are the very bytes that were drafted.
"""

from typing import Annotated

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from backend.people.rules import SYSTEM_ACTION
from labels.templates.model import Number
from sync.text import Sha256

TemplateNumber = Number
Revision = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{0,3}$(?!\n)")]
Content = Annotated[str, msgspec.Meta(min_length=2, max_length=100_000)]


@entry(version=1, kind=Kind.DECISION, action="draft_label_template")
class DraftTemplate(Entry, frozen=True, kw_only=True):
    """Write a revision of a template, JSON in ``content``: the one after the newest, or its draft anew."""

    content: Content
    number: TemplateNumber
    revision: Revision


@entry(version=1, kind=Kind.DECISION, action="approve_label_template")
class ApproveTemplate(Entry, frozen=True, kw_only=True):
    """Approve a draft as it was looked at: ``sha256`` is of its content; a draft rewritten since is not meant."""

    number: TemplateNumber
    revision: Revision
    sha256: Sha256


@entry(version=1, kind=Kind.DECISION, action="approve_label_template")
class WithdrawTemplate(Entry, frozen=True, kw_only=True):
    """Take a revision out of use, the approved one or a draft that is not wanted; needs a reason."""

    number: TemplateNumber
    revision: Revision


@entry(version=1, kind=Kind.DECISION, action=SYSTEM_ACTION)
class AdoptTemplate(Entry, frozen=True, kw_only=True):
    """Take a template that the product brings as approved revision 1, where the company has none of that number."""

    content: Content
    number: TemplateNumber
