"""The sentences people read about a problem, in English and Chinese, from errors.json and terms.json.
TypeScript reads the same two files, so handheld and server say the same words.
"""

import re
from importlib.resources import files
from typing import Literal

import msgspec

from labels.fault import Problem

Language = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")
FOUND_LENGTH_MAX = 40
"""A longer piece of the text is cut in messages, for it may be all 4,096 characters."""

_PLACE = re.compile(r"\{(ai|expected|found)\}")
_CONTROL = re.compile("[\x00-\x1f]")
_CONTROL_PICTURES = 0x2400
_INVISIBLE = re.compile("[\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")


def _read(name: str) -> dict[str, dict[Language, str]]:
    content = files("labels").joinpath(name).read_bytes()
    return msgspec.json.decode(content, type=dict[str, dict[Language, str]])


TEXTS = _read("errors.json")
"""Sentence by code and language, with the places {ai}, {expected} and {found}."""
TERMS = _read("terms.json")
"""Terms that stand in a sentence and have a word in each language; a problem names one as `@name`."""


def shown(text: str) -> str:
    """Return `text` fit for a sentence: control characters as symbols, other invisible ones as U+FFFD, cut if long."""
    cut = text if len(text) <= FOUND_LENGTH_MAX else text[:FOUND_LENGTH_MAX] + "…"
    return _INVISIBLE.sub("\ufffd", _CONTROL.sub(lambda match: chr(_CONTROL_PICTURES + ord(match[0])), cut))


def message(problem: Problem, language: Language) -> str:
    """Return the sentence for `problem`: what happened, why, what to do now."""
    expected = TERMS[problem.expected[1:]][language] if problem.expected[:1] == "@" else shown(problem.expected)
    # A space that was found must be seen; those in what was expected separate words.
    places = {"ai": shown(problem.ai), "expected": expected, "found": shown(problem.found).replace(" ", "\u2420")}
    return _PLACE.sub(lambda match: places[match[1]], TEXTS[problem.code][language])
