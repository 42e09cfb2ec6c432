"""Label templates over HTTP: the list, a revision, what to look at them with, and a preview of what is being edited.
The preview is asked with POST because a template is too long for an address; it writes nothing (decision 0041).
"""

import asyncio
import base64
from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody

from backend.labeling.queries.templates import RevisionLine, RevisionView, revision, revisions
from backend.labeling.routes.lots import InjectedCaller, InjectedDesk
from backend.labeling.routes.subjects import Subject, subjects
from backend.log.problem import Problem
from labels.label_errors import LabelError
from labels.signs.names import SIGN_NAMES
from labels.templates.check import check
from labels.templates.fields import FIELDS, NAMES, Language
from labels.templates.findings import Finding
from labels.templates.market_rules import RULES, Checked, Market
from labels.templates.model import Template
from labels.templates.render import png, sketch


class TemplatesView(msgspec.Struct, frozen=True):
    """Every revision of every template, newest first within a template."""

    revisions: list[RevisionLine]


class SubjectsView(msgspec.Struct, frozen=True):
    """Records of this site, and examples, each with the data its label prints."""

    subjects: list[Subject]


class Word(msgspec.Struct, frozen=True):
    """A name of the closed sets that a template draws from, in both languages; ``bindable``: symbols may carry it."""

    name: str
    en: str
    zh: str
    bindable: bool = False


class MarketRule(msgspec.Struct, frozen=True):
    """A requirement of a market with its clause; ``checked``: by what it is met, "person" where nobody but one can."""

    market: Market
    clause: str
    en: str
    zh: str
    checked: Checked


class WordsView(msgspec.Struct, frozen=True):
    """The fields that labels print, the signs they carry, and what markets demand of device labels."""

    fields: list[Word]
    signs: list[Word]
    rules: list[MarketRule]


class PreviewRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A template as it is now in the editor, data to show it with, printer, language; ``market`` null: those it names.

    ``image`` "dots": as the printer burns it, drawn from the very PDF.
    """

    template: Template
    data: Annotated[dict[str, Annotated[str, msgspec.Meta(max_length=400)]], msgspec.Meta(max_length=80)]
    dpi: Literal[203, 300, 600]
    language: Language
    market: Market | None
    image: Literal["drawing", "dots"]


class PreviewAnswer(msgspec.Struct, frozen=True):
    """The label as SVG as far as it can be printed, what the checks find, and its dots as PNG (base64) if asked for."""

    svg: str
    findings: tuple[Finding, ...]
    png: str | None


@get("/labels/templates", summary="Label templates and their revisions")
async def list_templates(labels: InjectedDesk) -> TemplatesView:
    """Return the list without contents."""
    async with labels.pool.acquire() as db:
        return TemplatesView(await revisions(db))


@get("/labels/templates/{number:str}/{which:str}", summary="A revision of a label template")
async def show_template(labels: InjectedDesk, number: FromPath[str], which: FromPath[str]) -> RevisionView:
    """Return one revision with its content."""
    async with labels.pool.acquire() as db:
        found = await revision(db, number, which)
    if found is None:
        raise Problem(404, "TEMPLATE_UNKNOWN", number=number[:20], revision=which[:20])
    return found


@get("/labels/words", summary="The fields and signs of labels")
async def list_words() -> WordsView:
    """Return what a template may bind and draw, and what is asked of it."""
    fields = [Word(name, english, chinese, name in FIELDS) for name, (english, chinese) in NAMES.items()]
    signs = [Word(name, english, chinese) for name, (english, chinese) in SIGN_NAMES.items()]
    rules = [MarketRule(r.market, r.clause, r.en, r.zh, r.checked) for each in RULES.values() for r in each]
    return WordsView(fields, signs, rules)


@get("/labels/subjects", summary="What a template can be looked at with")
async def list_subjects(labels: InjectedDesk, caller: InjectedCaller) -> SubjectsView:
    """Return lots and places of the caller's site, devices, and examples of an invented company."""
    async with labels.pool.acquire() as db:
        return SubjectsView(await subjects(db, caller.site, labels.clock.now()))


@post("/labels/preview", status_code=200, summary="How a template prints that is being edited")
async def preview_template(data: JSONBody[PreviewRequest]) -> PreviewAnswer:
    """Return drawing and findings; nothing is stored."""
    return await asyncio.to_thread(_preview, data)


def _preview(asked: PreviewRequest) -> PreviewAnswer:
    findings = check(asked.template, asked.data, asked.dpi, asked.market, asked.language)
    drawing = sketch(asked.template, asked.data, asked.dpi, asked.language)
    return PreviewAnswer(drawing, findings, _dots(asked) if asked.image == "dots" else None)


def _dots(asked: PreviewRequest) -> str | None:
    """The dots, or None where the label cannot be printed; the findings say why."""
    try:
        return base64.b64encode(png(asked.template, asked.data, asked.dpi, asked.language)).decode()
    except LabelError:
        return None
