"""What a device label must show in the US, the EU and China: one line a requirement, with its clause.
Says of each whether the checks look for it, and leaves to people, in words, what no template can know.
"""

from typing import Literal, get_args

import msgspec

from labels.signs.sterility import METHODS

Market = Literal["US", "EU", "CN"]
MARKETS: tuple[Market, ...] = get_args(Market)
Checked = Literal["shown", "udi", "always", "person"]
"""By what is met: a field or sign on the label; the UDI's own checks; how we print, always; a person who looks."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A requirement. `any_of`: fields in print, or signs as `sign:name`, of which one must be there; only for a label
    that shows one of `given`, if any are named. `depends`: it holds for some devices, so its lack stops nothing.
    """

    market: Market
    clause: str
    en: str
    zh: str
    checked: Checked = "shown"
    any_of: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    depends: bool = False


_NAME = ("item_name", "item_name_en", "item_name_zh")
_MAKER = ("manufacturer_zh", "manufacturer_en")
_ADDRESS = ("manufacturer_address_zh", "manufacturer_address_en")
_STERILE_SIGNS = ("sterile", "sterile_method", *METHODS)
_BARRIER_SIGNS = (
    "single_sterile_barrier",
    "double_sterile_barrier",
    "barrier_protected_inside",
    "barrier_protected_outside",
)
_STERILE = tuple(f"sign:{name}" for name in _STERILE_SIGNS)
_BARRIER = tuple(f"sign:{name}" for name in _BARRIER_SIGNS)


def _us(clause: str, en: str, zh: str, checked: Checked, *any_of: str) -> Rule:
    return Rule(market="US", clause=f"21 CFR {clause}", en=en, zh=zh, checked=checked, any_of=any_of)


def _eu(clause: str, en: str, zh: str, *any_of: str, given: tuple[str, ...] = (), depends: bool = False) -> Rule:
    checked: Checked = "shown" if any_of else "person"
    return Rule(market="EU", clause=clause, en=en, zh=zh, checked=checked, any_of=any_of, given=given, depends=depends)


def _cn(clause: str, en: str, zh: str, *any_of: str) -> Rule:
    checked: Checked = "shown" if any_of else "person"
    return Rule(market="CN", clause=clause, en=en, zh=zh, checked=checked, any_of=any_of)


_I23 = "(EU) 2017/745 Annex I 23.2"
_STERILE_PACK = "(EU) 2017/745 Annex I 23.3"
_ORDER = "NMPA Order 6 (2014) art. 13"
_UDI_RULE = "NMPA UDI rules (2019 No. 66) art. 11"

US_RULES = (
    _us("801.61(a)", "the name of the device", "产品名称", "shown", *_NAME),
    _us("801.1(a)", "the manufacturer's name", "生产企业名称", "shown", *_MAKER),
    _us("801.1(a)", "the manufacturer's address", "生产企业地址", "shown", *_ADDRESS),
    _us("801.18(a)", "dates as YYYY-MM-DD", "日期格式为 YYYY-MM-DD", "always"),
    _us("801.20(a), 801.40(a)(2)", "the UDI as a symbol", "UDI 的自动识别载体", "udi"),
    _us("801.40(a)(1)", "the UDI as plain text", "UDI 的可读文字", "udi"),
    _us(
        "801.40(b)", "lot, serial and dates that are shown, in the UDI too", "所印批号、序列号及日期须在 UDI 中", "udi"
    ),
    _us("801.40(c)", "words where the data carrier cannot be seen (RFID)", "载体不可见（RFID）时的文字说明", "person"),
    _us("801.5", "directions for use, or why there are none", "使用说明，或免附的依据", "person"),
    _us("801.109(b)(1)", "“Rx only” for a prescription device", "处方器械的“Rx only”字样", "person"),
    _us("801.437", "the statements about natural rubber latex", "天然胶乳的声明", "person"),
    _us(
        "801.45",
        "direct marking of a device that is reprocessed and reused",
        "需再处理重复使用器械的本体标识",
        "person",
    ),
)
EU_RULES = (
    _eu(f"{_I23}(a)", "the name of the device", "产品名称", *_NAME),
    _eu(f"{_I23}(b)", "what identifies the contents, and the intended purpose if not plain", "内容物及预期用途说明"),
    _eu(f"{_I23}(c)", "the sign of the manufacturer", "生产企业符号", "sign:manufacturer"),
    _eu(f"{_I23}(c)", "the manufacturer's name", "生产企业名称", *_MAKER),
    _eu(f"{_I23}(c)", "the manufacturer's address", "生产企业地址", *_ADDRESS),
    _eu(
        f"{_I23}(d)",
        "the authorised representative of a manufacturer outside the Union",
        "非欧盟生产企业的欧盟授权代表",
        "eu_representative",
        depends=True,
    ),
    _eu(
        f"{_I23}(e)(f)",
        "medicinal substances, tissues, and substances under 10.4.5",
        "药用物质、组织及 10.4.5 所列物质",
    ),
    _eu(f"{_I23}(g)", "the lot or serial number", "批号或序列号", "lot", "serial"),
    _eu(f"{_I23}(g)", "the sign LOT beside the lot number", "批号旁的 LOT 符号", "sign:lot", given=("lot",)),
    _eu(f"{_I23}(g)", "the sign SN beside the serial number", "序列号旁的 SN 符号", "sign:serial", given=("serial",)),
    Rule(market="EU", clause=f"{_I23}(h)", en="the UDI carrier", zh="UDI 载体", checked="udi"),
    _eu(f"{_I23}(i)(j)", "the use-by date, or the date of manufacture", "有效期或生产日期", "expiry", "production"),
    _eu(f"{_I23}(k)", "special conditions of storage and handling", "特殊储存和搬运条件"),
    _eu(
        f"{_I23}(l)",
        "the sterile state and the method, if sterile",
        "无菌状态及灭菌方法（如无菌）",
        *_STERILE,
        depends=True,
    ),
    _eu(f"{_I23}(m)", "warnings that the user must see at once", "须立即引起注意的警告"),
    _eu(f"{_I23}(n)", "“do not reuse”, if for single use", "一次性使用标志（如适用）", "sign:single_use", depends=True),
    _eu(f"{_I23}(o)(p)", "reprocessed, and custom-made devices", "再处理及定制器械的标注"),
    _eu(f"{_I23}(q)", "the sign MD", "MD 符号", "sign:md"),
    _eu(f"{_I23}(r)", "the composition of what the body absorbs", "被人体吸收物质的成分"),
    _eu(f"{_STERILE_PACK}(a)", "the sign of the sterile barrier", "无菌屏障符号", *_BARRIER, given=_STERILE),
    _eu(
        f"{_STERILE_PACK}(h)",
        "the date of manufacture of a sterile device",
        "无菌器械的生产日期",
        "production",
        given=_STERILE,
    ),
    _eu(
        f"{_STERILE_PACK}(j)",
        "what to do if the sterile packaging is damaged",
        "无菌包装破损时的提示",
        "sign:package_damaged",
        given=_STERILE,
    ),
    _eu("(EU) 2017/745 Art. 20(3)", "the CE marking", "CE 标志", "sign:ce"),
    _eu(
        "(EU) 2017/745 Art. 20(5)",
        "the notified body's number with the CE marking, if one took part",
        "公告机构编号（如有参与）",
    ),
    _eu("(EU) 2017/745 Art. 13(3)", "the importer, here or on a document with the device", "进口商（或随附文件）"),
)
CN_RULES = (
    _cn(f"{_ORDER}(1)", "the name of the device in Chinese", "中文产品名称", "item_name_zh"),
    _cn(f"{_ORDER}(1)", "the model and specification", "规格型号", "specification"),
    _cn(f"{_ORDER}(2)(4)", "the manufacturer's name in Chinese", "生产企业中文名称", "manufacturer_zh"),
    _cn(f"{_ORDER}(2)(4)", "the manufacturer's address in Chinese", "生产企业中文地址", "manufacturer_address_zh"),
    _cn(f"{_ORDER}(2)(4)", "how to reach the manufacturer", "生产企业联系方式", "manufacturer_contact"),
    _cn(f"{_ORDER}(2)", "the agent, for an imported device", "进口器械的代理人"),
    _cn(f"{_ORDER}(3)", "the registration number", "注册证号", "registration"),
    _cn(f"{_ORDER}(4)", "the production licence number", "生产许可证号", "licence"),
    _cn(f"{_ORDER}(4)", "the contract manufacturer, if another makes it", "受托生产企业（委托生产时）"),
    _cn(f"{_ORDER}(5)", "the date of manufacture", "生产日期", "production"),
    _cn(f"{_ORDER}(5)", "the use-by date or the service life", "使用期限或失效日期", "expiry", "service_life"),
    _cn(f"{_ORDER}(6)", "power supply and input, if it has any", "电源连接条件、输入功率（如有）"),
    _cn(
        f"{_ORDER}(7)-(11)",
        "signs, warnings, storage, harm to the environment, radiation",
        "图形符号、警示、储存条件、环境及辐射警示",
    ),
    _cn(
        f"{_ORDER}, last par.",
        "“see the instructions” where space does not allow all",
        "位置受限时的“其他内容详见说明书”",
    ),
    _cn("NMPA GMP (2014 No. 64), traceability", "the lot or serial number", "批号或序列号", "lot", "serial"),
    Rule(
        market="CN",
        clause=_UDI_RULE,
        en="the UDI, as symbol and as text",
        zh="UDI 的自动识别载体及可读文字",
        checked="udi",
    ),
)
RULES: dict[Market, tuple[Rule, ...]] = {"US": US_RULES, "EU": EU_RULES, "CN": CN_RULES}
