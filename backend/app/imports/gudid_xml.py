"""Streams devices out of an AccessGUDID XML file without ever expanding an entity or holding the file in memory.

A document type declaration is refused outright: that closes entity expansion and external entities at once.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

import msgspec

MAX_XML_BYTES = 1024 * 1024 * 1024
"""Unpacked; a daily or weekly release is below it, the full release comes in parts."""
MAX_TEXT = 4000
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"

_DEVICE = (
    "brandName",
    "catalogNumber",
    "companyName",
    "deviceCommDistributionStatus",
    "deviceCount",
    "lotBatch",
    "productCode",
    "publicVersionNumber",
    "serialNumber",
    "versionModelNumber",
)
_IDENTIFIER = ("deviceId", "deviceIdType", "deviceIdIssuingAgency", "containsDINumber", "pkgQuantity", "pkgStatus")
_WANTED = frozenset(_DEVICE + _IDENTIFIER)


class NotGudid(ValueError):  # noqa: N818 - a reason
    """A file that cannot be read as AccessGUDID XML; ``en`` and ``zh`` say what was expected and found."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


class RawIdentifier(msgspec.Struct, frozen=True):
    """One identifier as the file has it; ``ordinal`` counts identifiers through the file from 1."""

    ordinal: int
    fields: dict[str, str]


class RawDevice(msgspec.Struct, frozen=True):
    """One device as the file has it."""

    fields: dict[str, str]
    identifiers: tuple[RawIdentifier, ...]


class _Reader:
    """Collects the wanted elements of one device at a time."""

    def __init__(self) -> None:
        self.finished: list[RawDevice] = []
        self.saw_device = False
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._device: dict[str, str] = {}
        self._identifiers: list[RawIdentifier] = []
        self._identifier: dict[str, str] | None = None
        self._ordinal = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._text, self._length = [], 0
        if name == "device":
            self.saw_device = True
            self._device, self._identifiers = {}, []
        elif name == "identifier":
            self._ordinal += 1
            self._identifier = {}

    def text(self, data: str) -> None:
        self._length += len(data)
        if self._length <= MAX_TEXT and self._path and self._path[-1] in _WANTED:
            self._text.append(data)

    def end(self, name: str) -> None:
        self._path.pop()
        value = " ".join("".join(self._text).split())
        if name == "device":
            self.finished.append(RawDevice(self._device, tuple(self._identifiers)))
        elif name == "identifier" and self._identifier is not None:
            self._identifiers.append(RawIdentifier(self._ordinal, self._identifier))
            self._identifier = None
        elif name in _IDENTIFIER and self._identifier is not None:
            self._identifier[name] = value
        elif name in _DEVICE and value:
            self._device.setdefault(name, value)
        self._text, self._length = [], 0


def _refuse_doctype(*_args: object) -> None:
    raise NotGudid("expected XML without a document type, found <!DOCTYPE", "XML 中不应有 <!DOCTYPE 声明")


def read_devices(data: bytes) -> Iterator[RawDevice]:
    """Yield the devices of an AccessGUDID XML file, plain or gzip; raises NotGudid."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    try:
        for chunk in _chunks(_opened(data)):
            parser.Parse(chunk, False)  # noqa: FBT003 - expat's own signature
            yield from reader.finished
            reader.finished.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise NotGudid(f"expected XML, found: {error}", f"不是有效的 XML：{error}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise NotGudid(f"expected a whole gzip file, found: {error}", f"gzip 文件不完整：{error}") from error
    if not reader.saw_device:
        raise NotGudid("expected <device> elements, found none", "文件中没有 <device> 元素")


def _opened(data: bytes) -> BinaryIO:
    plain = io.BytesIO(data)
    return gzip.GzipFile(fileobj=plain) if data.startswith(_GZIP) else plain  # type: ignore[return-value]  # reads alike


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    left = MAX_XML_BYTES
    while chunk := file.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise NotGudid(
                f"expected at most {MAX_XML_BYTES} bytes of XML, found more", f"XML 超过 {MAX_XML_BYTES} 字节"
            )
        yield chunk
