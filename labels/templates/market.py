"""What a healthcare label must show in a market, and that its UDI carries what its text shows.
Sources: 21 CFR 801.15, 801.18, 801.20, 801.40; Regulation (EU) 2017/745 Annex I 23.2; NMPA Order 6 (2014) art. 13.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from labels.templates.fields import BILINGUAL
from labels.templates.findings import Finding, stop
from labels.templates.model import HriElement, Market, PictogramElement, SymbolElement, Template, TextElement

MARKET_NAMES: dict[Market, tuple[str, str]] = {"US": ("US", "美国"), "EU": ("EU", "欧盟"), "CN": ("China", "中国")}
PRODUCTION_IDENTIFIERS = {"lot": "10", "serial": "21", "expiry": "17", "production": "11"}


class Need(NamedTuple):
    """One thing that must be there: any of these fields in print or signs; what it is called."""

    any_of: tuple[str, ...]
    en: str
    zh: str


_NAME = Need(("item_name", "item_name_en"), "the name of the device", "产品名称")
_NAME_ZH = Need(("item_name_zh",), "the name of the device in Chinese", "中文产品名称")
_MAKER = Need(("manufacturer_zh", "manufacturer_en"), "the manufacturer's name", "生产企业名称")
_ADDRESS = Need(("manufacturer_address_zh", "manufacturer_address_en"), "the manufacturer's address", "生产企业地址")
_LOT = Need(("lot", "serial"), "the lot or serial number", "批号或序列号")
NEEDS: dict[Market, tuple[Need, ...]] = {
    "US": (_NAME, _MAKER, _ADDRESS),
    "EU": (
        _NAME,
        Need(("sign:md",), "the sign MD", "MD 符号"),
        Need(("sign:manufacturer",), "the sign of the manufacturer", "生产企业符号"),
        _MAKER,
        _ADDRESS,
        _LOT,
        Need(("expiry", "production"), "the use-by date, or the date of manufacture", "有效期或生产日期"),
    ),
    "CN": (
        _NAME_ZH,
        Need(("specification",), "the model and specification", "规格型号"),
        Need(("registration",), "the registration number", "注册证号"),
        Need(("licence",), "the production licence number", "生产许可证号"),
        Need(("manufacturer_zh",), "the manufacturer's name in Chinese", "生产企业中文名称"),
        Need(("manufacturer_address_zh",), "the manufacturer's address in Chinese", "生产企业中文地址"),
        Need(("production",), "the date of manufacture", "生产日期"),
        Need(("expiry",), "the use-by date", "使用期限或失效日期"),
        _LOT,
    ),
}


def market_findings(template: Template, markets: Iterable[Market]) -> Iterator[Finding]:
    """What is missing for these markets. Only device labels (use healthcare) are judged."""
    if template.use != "healthcare":
        return
    shown = printed(template)
    for market in markets:
        english, chinese = MARKET_NAMES[market]
        for need in NEEDS[market]:
            if shown.isdisjoint(need.any_of):
                yield _missing(f"For {english}: {need.en} is missing.", f"{chinese}市场要求：缺少{need.zh}。")
        yield from _udi(template, shown, english, chinese)


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
        yield _missing(
            f"For {english}: the UDI is missing. Place a GS1 symbol that carries the GTIN.",
            f"{chinese}市场要求：缺少 UDI。请放置承载 GTIN 的 GS1 条码。",
        )
        return
    explained = {element.of for element in template.elements if isinstance(element, HriElement)}
    if explained.isdisjoint(carrier.id for carrier in carriers):
        yield _missing(
            f"For {english}: the UDI's plain text is missing. Place the text of the symbol beside it.",
            f"{chinese}市场要求：缺少 UDI 的可读文字。请在条码旁放置其文字。",
        )
    carried = {binding.ai for carrier in carriers for binding in carrier.elements}
    for field, ai in PRODUCTION_IDENTIFIERS.items():
        if field in shown and ai not in carried:
            yield _missing(
                f"For {english}: the label shows the {field}, so the UDI must carry it as AI {ai}.",
                f"{chinese}市场要求：标签印有该生产标识，UDI 须以 AI {ai} 承载。",
            )


def _missing(en: str, zh: str) -> Finding:
    return stop("TEMPLATE_MARKET", "", en, zh)
