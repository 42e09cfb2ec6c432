"""AccessGUDID devices into items and identifiers: each device an item, its packages a tree built by containsDINumber.

Real releases hold malformed numbers; such a row is set aside with its reason, and the rest of the device is taken.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from backend.app.imports.gudid_xml import NotGudid, RawDevice, RawIdentifier, read_devices
from backend.app.imports.sheets import MAX_ENTRY_BYTES, Problem, sha256
from backend.items.entries import Agency, DefineIdentifier, DefineItem, ImportItems, Level, Reject, Trace
from backend.items.rules import malformed
from sync import canonical
from sync.outcome import Flag

UNIT = "pcs"
_AGENCIES: dict[str, Agency] = {"GS1": "GS1", "HIBCC": "HIBCC", "ICCBBA": "ICCBBA", "NDC/NHRIC": "NDC"}
_LEVELS: dict[str, Level] = {
    "Primary": "primary",
    "Secondary": "secondary",
    "Package": "package",
    "Unit of Use": "unit_of_use",
    "Direct Marking": "direct_mark",
    "Previous": "previous",
}
_ON_MARKET = "In Commercial Distribution"
_MAX_NAME = 400
_MAX_CODE = 90


class GudidImport(msgspec.Struct, frozen=True):
    """The entries that a file makes (each within a push's limit, a device never split), and what was set aside."""

    bodies: tuple[ImportItems, ...]
    items: int
    identifiers: int
    rejects: tuple[Reject, ...]
    problems: tuple[Problem, ...]


class _Device(msgspec.Struct, frozen=True):
    item: DefineItem | None
    identifiers: tuple[DefineIdentifier, ...]
    rejects: tuple[Reject, ...]


def read_gudid(data: bytes, source: str) -> GudidImport:
    """Return the entries of an AccessGUDID XML file, plain or gzip; a file that is none gives problems only."""
    owners: dict[str, str] = {}
    numbers: set[str] = set()
    try:
        devices = [_device(raw, owners, numbers) for raw in read_devices(data)]
    except NotGudid as error:
        return GudidImport((), 0, 0, (), (Problem(0, "", error.en, error.zh),))
    return GudidImport(
        bodies=tuple(_bodies(devices, sha256(data), source)),
        items=sum(device.item is not None for device in devices),
        identifiers=sum(len(device.identifiers) for device in devices),
        rejects=tuple(reject for device in devices for reject in device.rejects),
        problems=(),
    )


def _bodies(devices: list[_Device], digest: str, source: str) -> Iterator[ImportItems]:
    taken: list[_Device] = []
    size = 0
    for device in devices:
        weight = len(canonical.encode(device))
        if taken and size + weight > MAX_ENTRY_BYTES - 1024:
            yield _body(taken, digest, source)
            taken, size = [], 0
        taken.append(device)
        size += weight
    if taken:
        yield _body(taken, digest, source)


def _body(devices: list[_Device], digest: str, source: str) -> ImportItems:
    return ImportItems(
        items=tuple(device.item for device in devices if device.item is not None),
        identifiers=tuple(each for device in devices for each in device.identifiers),
        rejects=tuple(each for device in devices for each in device.rejects),
        sha256=digest,
        source=source,
    )


def _device(raw: RawDevice, owners: dict[str, str], numbers: set[str]) -> _Device:
    """Return a device as an item; ``owners`` and ``numbers`` remember what the file has given away already."""
    item = _item(raw)
    if item.number in numbers:
        twice = Flag("IMPORT_ROW_TWICE", {"key": item.number})
        return _Device(None, (), tuple(_reject(identifier, twice) for identifier in raw.identifiers))
    numbers.add(item.number)
    rejects: list[Reject] = []
    sound: list[tuple[RawIdentifier, Agency, Level]] = []
    for identifier in raw.identifiers:
        judged = _sound(identifier, item.number, owners)
        if isinstance(judged, Flag):
            rejects.append(_reject(identifier, judged))
        else:
            sound.append((identifier, *judged))
            owners[identifier.fields["deviceId"]] = item.number
    count = _count(raw.fields.get("deviceCount", "1")) or 1
    placed = _tree(sound, item.number, count, rejects)
    return _Device(item, tuple(placed.values()), tuple(sorted(rejects, key=lambda reject: reject.line)))


def _item(raw: RawDevice) -> DefineItem:
    fields = raw.fields
    names = dict.fromkeys(fields.get(n, "") for n in ("brandName", "versionModelNumber", "catalogNumber"))
    name = " ".join(filter(None, names))[:_MAX_NAME]
    active = fields.get("deviceCommDistributionStatus", _ON_MARKET) == _ON_MARKET
    return DefineItem(
        certificate_required=False,
        conversions=(),
        family=fields.get("productCode", "")[:_MAX_CODE],
        minimum_remaining_days=None,
        open_minutes=None,
        name_en=name,
        name_zh="",
        number=_primary(raw),
        revision=fields.get("publicVersionNumber", "1")[:_MAX_CODE],
        shelf_life_days=None,
        specification=None,
        status="active" if active else "inactive",
        trace=_trace(fields),
        unit=UNIT,
    )


def _primary(raw: RawDevice) -> str:
    """Return the item's number: the primary identifier as the file has it, well formed or not."""
    primary = [i for i in raw.identifiers if i.fields.get("deviceIdType") == "Primary"]
    first = (primary or list(raw.identifiers))[:1]
    return (first[0].fields.get("deviceId", "") if first else "")[:_MAX_CODE] or "?"


def _trace(fields: dict[str, str]) -> Trace:
    lot, serial = fields.get("lotBatch") == "true", fields.get("serialNumber") == "true"
    if lot and serial:
        return "both"
    if serial:
        return "serial"
    return "lot" if lot else "none"


def _sound(identifier: RawIdentifier, item: str, owners: dict[str, str]) -> tuple[Agency, Level] | Flag:
    fields = identifier.fields
    di = fields.get("deviceId", "")
    agency = _AGENCIES.get(fields.get("deviceIdIssuingAgency", ""))
    level = _LEVELS.get(fields.get("deviceIdType", ""))
    if agency is None or level is None or not 0 < len(di) <= _MAX_CODE:
        kind = f"{fields.get('deviceIdType', '')} {fields.get('deviceIdIssuingAgency', '')}"
        return Flag("IDENTIFIER_KIND_UNKNOWN", {"di": di, "found": kind})
    if problem := malformed(agency, di):
        return problem
    owner = owners.get(di)
    if owner is not None:
        return Flag("IDENTIFIER_OF_OTHER_ITEM", {"di": di, "expected": owner, "found": item})
    return agency, level


def _reject(identifier: RawIdentifier, flag: Flag) -> Reject:
    detail = " ".join(f"{name}={value}" for name, value in flag.detail.items())
    return Reject(
        code=flag.code,
        line=identifier.ordinal,
        text=detail[:_MAX_NAME],
        value=identifier.fields.get("deviceId", "")[:_MAX_NAME],
    )


def _tree(
    sound: list[tuple[RawIdentifier, Agency, Level]], item: str, count: int, rejects: list[Reject]
) -> dict[str, DefineIdentifier]:
    """Return the identifiers, contained ones first, whatever their order in the file; the rest goes to ``rejects``."""
    placed = _singles(sound, item, count)
    waiting = [each for each in sound if each[2] == "package"]
    names = {raw.fields["deviceId"] for raw, _, _ in waiting}
    progress = True
    while waiting and progress:
        progress = False
        for raw, agency, _ in list(waiting):
            contains = raw.fields.get("containsDINumber", "")
            quantity = _count(raw.fields.get("pkgQuantity", ""))
            if contains in names and contains not in placed and contains != raw.fields["deviceId"]:
                continue
            waiting.remove((raw, agency, "package"))
            progress = True
            di = raw.fields["deviceId"]
            if contains not in placed:
                code = "IDENTIFIER_CONTAINS_UNKNOWN" if contains else "IDENTIFIER_QUANTITY_UNCLEAR"
                rejects.append(_reject(raw, Flag(code, {"di": di, "contains": contains})))
                names.discard(di)
            elif quantity is None:
                rejects.append(_reject(raw, Flag("IDENTIFIER_QUANTITY_UNCLEAR", {"di": di})))
                names.discard(di)
            else:
                placed[di] = _identifier(raw, agency, "package", item, contains=contains, quantity=quantity)
    rejects += [_reject(raw, Flag("IDENTIFIER_CYCLE", {"di": raw.fields["deviceId"]})) for raw, _, _ in waiting]
    return placed


def _singles(sound: list[tuple[RawIdentifier, Agency, Level]], item: str, count: int) -> dict[str, DefineIdentifier]:
    """Return what is no package. The primary one holds ``count`` devices, of the unit of use where there is one."""
    placed: dict[str, DefineIdentifier] = {}
    units = [raw.fields["deviceId"] for raw, _, level in sound if level == "unit_of_use"]
    for raw, agency, level in sorted(sound, key=lambda each: each[2] != "unit_of_use"):
        if level == "package":
            continue
        whole = level in ("primary", "secondary", "previous")
        unit = units[0] if level == "primary" and units else None
        placed[raw.fields["deviceId"]] = _identifier(
            raw,
            agency,
            level,
            item,
            contains=unit,
            quantity=count if unit else None,
            base_quantity=str(count) if whole and unit is None and count > 1 else None,
        )
    return placed


def _identifier(  # noqa: PLR0913 - the fields of an identifier
    raw: RawIdentifier,
    agency: Agency,
    level: Level,
    item: str,
    *,
    contains: str | None = None,
    quantity: int | None = None,
    base_quantity: str | None = None,
) -> DefineIdentifier:
    status: Literal["active", "discontinued"] = (
        "discontinued" if raw.fields.get("pkgStatus", "") not in ("", _ON_MARKET) else "active"
    )
    return DefineIdentifier(
        agency=agency,
        base_quantity=base_quantity,
        contains=contains,
        di=raw.fields["deviceId"],
        item=item,
        level=level,
        quantity=quantity,
        status=status,
    )


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000 else None  # noqa: PLR2004
