"""Checks a template against what its markets demand, and that its UDI carries what its text shows."""

from collections.abc import Iterable, Iterator

from labels.templates.fields import BILINGUAL
from labels.templates.findings import Finding, stop, warn
from labels.templates.market_rules import RULES, Market, Rule
from labels.templates.model import HriElement, PictogramElement, SymbolElement, Template, TextElement

MARKET_NAMES: dict[Market, tuple[str, str]] = {"US": ("US", "美国"), "EU": ("EU", "欧盟"), "CN": ("China", "中国")}
PRODUCTION_IDENTIFIERS = {"lot": "10", "serial": "21", "expiry": "17", "production": "11"}


def market_findings(template: Template, markets: Iterable[Market]) -> Iterator[Finding]:
    """What is missing for these markets. Only device labels (use healthcare) are judged."""
    if template.use != "healthcare":
        return
    shown = printed(template)
    for market in markets:
        for rule in RULES[market]:
            if _is_missing(rule, shown):
                yield _missing(rule)
        yield from _udi(template, shown, *MARKET_NAMES[market])


def _is_missing(rule: Rule, shown: frozenset[str]) -> bool:
    asked = not rule.given or not shown.isdisjoint(rule.given)
    return bool(rule.any_of) and asked and shown.isdisjoint(rule.any_of)


def _missing(rule: Rule) -> Finding:
    english, chinese = MARKET_NAMES[rule.market]
    if rule.depends:
        en = f"For {english}: {rule.en} is not on the label ({rule.clause}). See that this device needs none."
        zh = f"{chinese}市场要求：未印{rule.zh}（{rule.clause}）。请确认该器械不需要。"
        return warn("TEMPLATE_MARKET", "", en, zh)
    return _stop(
        f"For {english}: {rule.en} is missing ({rule.clause}).", f"{chinese}市场要求：缺少{rule.zh}（{rule.clause}）。"
    )


def printed(template: Template) -> frozenset[str]:
    """The fields in print, those of two languages singly, and the signs as `sign:name`."""
    found: set[str] = set()
    for element in template.elements:
        if isinstance(element, PictogramElement):
            found.add(f"sign:{element.name}")
        if isinstance(element, TextElement) and element.field:
            pair = {f"{element.field}_zh", f"{element.field}_en"} if element.field in BILINGUAL else set()
            found |= {element.field} | pair
    return frozenset(found)


def _udi(template: Template, shown: frozenset[str], english: str, chinese: str) -> Iterator[Finding]:
    carriers = [
        element
        for element in template.elements
        if isinstance(element, SymbolElement) and any(binding.ai == "01" for binding in element.elements)
    ]
    if not carriers:
        yield _stop(
            f"For {english}: the UDI is missing. Place a GS1 symbol that carries the GTIN.",
            f"{chinese}市场要求：缺少 UDI。请放置承载 GTIN 的 GS1 条码。",
        )
        return
    explained = {element.of for element in template.elements if isinstance(element, HriElement)}
    if explained.isdisjoint(carrier.id for carrier in carriers):
        yield _stop(
            f"For {english}: the UDI's plain text is missing. Place the text of the symbol beside it.",
            f"{chinese}市场要求：缺少 UDI 的可读文字。请在条码旁放置其文字。",
        )
    carried = {binding.ai for carrier in carriers for binding in carrier.elements}
    for field, ai in PRODUCTION_IDENTIFIERS.items():
        if field in shown and ai not in carried:
            yield _stop(
                f"For {english}: the label shows the {field}, so the UDI must carry it as AI {ai}.",
                f"{chinese}市场要求：标签印有该生产标识，UDI 须以 AI {ai} 承载。",
            )


def _stop(en: str, zh: str) -> Finding:
    return stop("TEMPLATE_MARKET", "", en, zh)
