"""The eight templates that come with the product, as data beside this file; a server starts with them approved."""

import functools
from importlib.resources import files

from labels.templates.model import Template, decode

NUMBERS = ("LT-UNIT", "LT-DEVICE", "LT-BOX", "LT-CARTON", "LT-LOT", "LT-LOCATION", "LT-EQUIPMENT", "LT-BADGE")


@functools.cache
def shipped() -> dict[str, Template]:
    """The templates by number."""
    folder = files("labels.templates").joinpath("data")
    found = (decode(folder.joinpath(f"{number.lower()}.json").read_bytes()) for number in NUMBERS)
    return {template.number: template for template in found}
