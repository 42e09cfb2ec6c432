"""Cells of structures and routings: effectivity, sampling, step numbers, units. As strict as the other cells."""

import re
from datetime import date
from typing import Annotated, Final

import msgspec
from pydantic import BeforeValidator, InstanceOf

from backend.app.imports.cells import wrong
from backend.items.entries.process import Effectivity, Sampling
from sync.text import IDENTIFIER_PATTERN
from sync.units import nearest

_IDENTIFIER = re.compile(IDENTIFIER_PATTERN)
_MEASURE = re.compile(r"[!-~]{1,20}")
_STEP = re.compile(r"[1-9][0-9]{0,3}")
_TIMES = re.compile(r"(each|minutes):([1-9][0-9]{0,5})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_IDENTIFIER: Final = 90
_MAX_TEXT: Final = 4000
_MAX_TIMES: Final = 100_000


def _effectivity(text: str) -> Effectivity:
    kind, colon, start = text.partition(":")
    if text in ("next_order", "stop_now"):
        return msgspec.convert({"kind": text, "start": None}, Effectivity)
    known = kind in ("date", "lot", "serial") and colon and len(start) <= _MAX_IDENTIFIER
    if not known or not _IDENTIFIER.match(start) or (kind == "date" and not _is_day(start)):
        raise wrong("effectivity", text)
    return msgspec.convert({"kind": kind, "start": start}, Effectivity)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _sampling(text: str) -> Sampling | None:
    if not text:
        return None
    if text in ("every", "first_article"):
        return msgspec.convert({"kind": text, "n": None}, Sampling)
    match = _TIMES.fullmatch(text)
    if match is None or int(match[2]) > _MAX_TIMES:
        raise wrong("sampling", text)
    return msgspec.convert({"kind": match[1], "n": int(match[2])}, Sampling)


def _steps(text: str) -> list[int]:
    parts = [each.strip() for each in text.split(";") if each.strip()]
    if not all(_STEP.fullmatch(part) for part in parts):
        raise wrong("steps", text)
    return [int(part) for part in parts]


def _step(text: str) -> int:
    if not _STEP.fullmatch(text):
        raise wrong("steps", text)
    return int(text)


def _measure(text: str) -> str:
    if text and not _MEASURE.fullmatch(text):
        raise wrong("unit", text, ", ".join(nearest(text)))
    return text


def _text(text: str) -> str:
    if len(text) > _MAX_TEXT:
        raise wrong("text", text)
    return text


def _picture(text: str) -> str | None:
    if text and not _SHA256.fullmatch(text):
        raise wrong("picture", text)
    return text or None


def _yes_or_blank(text: str) -> bool:
    if text not in ("yes", "no", ""):
        raise wrong("yes_no", text)
    return text == "yes"


EffectivityCell = Annotated[InstanceOf[Effectivity], BeforeValidator(_effectivity)]
SamplingCell = Annotated[InstanceOf[Sampling] | None, BeforeValidator(_sampling)]
StepsCell = Annotated[list[int], BeforeValidator(_steps)]
StepCell = Annotated[int, BeforeValidator(_step)]
MeasureCell = Annotated[str, BeforeValidator(_measure)]
TextCell = Annotated[str, BeforeValidator(_text)]
PictureCell = Annotated[str | None, BeforeValidator(_picture)]
YesOrBlank = Annotated[bool, BeforeValidator(_yes_or_blank)]
