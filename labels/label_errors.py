"""Why a label was not made: each reason says in English and Chinese what was expected, what was found, what to do.
Kept apart so that every label module can raise them without importing the others.
"""


class LabelError(Exception):
    """A label that must not be offered. `code` is stable; `text_en` and `text_zh` are for people."""

    code = "LABEL"

    def __init__(self, text_en: str, text_zh: str) -> None:
        super().__init__(text_en, text_zh)  # both, so that the error also travels between processes
        self.text_en = text_en
        self.text_zh = text_zh

    def __str__(self) -> str:
        return self.text_en


class XDimensionIllegal(LabelError):
    """The module width is outside 0.254-0.990 mm or does not fall on whole printer dots."""

    code = "LABEL_X_DIMENSION"


class TextDoesNotFit(LabelError):
    """A text is too long for its place even at the smallest size that may be printed."""

    code = "LABEL_TEXT_TOO_LONG"


class SymbolDoesNotFit(LabelError):
    """A symbol with its quiet zone is larger than its place, even at the least legal module width."""

    code = "LABEL_SYMBOL_TOO_LARGE"


class TextUnprintable(LabelError):
    """A text holds a character that the bundled fonts do not have, or a control character."""

    code = "LABEL_TEXT_UNPRINTABLE"


class LabelDataInvalid(LabelError):
    """A value of the label contradicts the standard or another value."""

    code = "LABEL_DATA"


class LabelUnreadable(LabelError):
    """A symbol read back from the finished PDF was not the intended one."""

    code = "LABEL_UNREADABLE"
