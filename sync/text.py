"""Bounded texts of entry bodies: an identifier that could be printed, a note that a person wrote.
One place, so that every capability refuses the same control characters and the same lengths.
"""

from typing import Annotated

import msgspec

IDENTIFIER_PATTERN = r"^[^\x00-\x20\x7f]([^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?$(?!\n)"
"""No control characters, no blank at either end, at least one character."""

Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=90, pattern=IDENTIFIER_PATTERN)]
IdentifierOrBlank = Annotated[str, msgspec.Meta(max_length=90, pattern=rf"^$(?!\n)|{IDENTIFIER_PATTERN}")]
Line = Annotated[str, msgspec.Meta(max_length=400, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
"""One line of text: a name, a condition."""
Note = Annotated[str, msgspec.Meta(max_length=400)]
"""What a person wrote, line breaks included."""
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
