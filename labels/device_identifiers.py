"""Device identifiers alone, as the databases of regulators publish them: whether one has the form of its agency.
HIBC is published with its check character or without, or with one that was lost because it is a space.
"""

import re

from labels.hibc import PRIMARY, check_character

FORMS = {
    "HIBCC": "A999 + 1-18 + 0-9",
    "ICCBBA": "16 × A-Z 0-9, 10 × A-Z 0-9",
    "MA": "MA.156.M0.NNNNNN.PIIIIIIC",
}
"""What is expected of each agency but GS1; one that is not here publishes no rule."""

_SHAPES = {
    "ICCBBA": re.compile(r"[0-9A-Z]{16}|[0-9A-Z]{10}"),
    "MA": re.compile(r"MA\.[0-9]{3}\.M0\.[0-9A-Za-z]{6}\.[0-9A-Za-z]{3,20}"),
}


def has_form(agency: str, di: str) -> bool:
    """Return whether `di` has the form that `agency` (HIBCC, ICCBBA, MA) gives its device identifiers."""
    if agency == "HIBCC":
        return PRIMARY.fullmatch(di) is not None or PRIMARY.fullmatch(di[:-1]) is not None
    shape = _SHAPES.get(agency)
    return shape is None or shape.fullmatch(di) is not None


def has_sound_check(agency: str, di: str) -> bool:
    """Return whether the check character of an identifier of that form holds, where it surely has one.

    An HIBC identifier that ends in two digits may end in its package digit or in its check character: both are sound.
    """
    if agency != "HIBCC" or PRIMARY.fullmatch(di):
        return True
    return check_character(f"+{di[:-1]}") == di[-1]
