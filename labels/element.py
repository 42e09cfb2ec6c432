"""One GS1 element: an Application Identifier, its value, and where it stood in the text as given."""

import msgspec


class Element(msgspec.Struct, frozen=True, gc=False):
    """An AI and its value; `start` is the offset of the AI (with its bracket), `end` that after the value."""

    ai: str
    value: str
    start: int
    end: int

    @property
    def value_start(self) -> int:
        """Return the offset of the value."""
        return self.end - len(self.value)
