"""A company that prints unit labels on one printer, through the door of a running server."""

from backend.app.running import Running
from backend.app.shipped_templates import adopt_shipped_templates
from backend.items.entries import DefineItem, DefineSerialScheme
from backend.labeling.entries.jobs import RequestLabels
from backend.labeling.entries.printers import DefinePrinter
from backend.labeling.entries.texts import DefineLabelTexts, LabelText
from backend.log.vocabulary import Entry
from sync.quantity import Quantity
from tests.builders.numbers import DI, MARK, POOL, PUMP
from tests.builders.receiving import receipt

LOT = "SZ-26-000001"


async def labelled_company(server: Running, *, port: int, answers: bool = True, symbols: str = "raster") -> None:
    """Record the shipped templates, an item with serials, a lot, texts, and printer P1; once."""
    await adopt_shipped_templates(server.door, server.pool)
    for body in company(port=port, answers=answers, symbols=symbols):
        if isinstance(body, DefinePrinter) and await server.pool.fetchval("SELECT count(*) FROM row_printer"):
            continue
        outcome = await server.door.record(body, site="SZ", reason="test company")
        assert outcome.outcome in ("accepted", "flagged"), outcome.codes


def company(*, port: int, answers: bool, symbols: str) -> tuple[Entry, ...]:
    printer = DefinePrinter(
        active=True,
        answers=answers,
        code="P1",
        dpi=203,
        host="127.0.0.1",
        language="zpl",
        media_height_mm="60",
        media_width_mm="90",
        name="Line 1",
        port=port,
        site="SZ",
        symbols=symbols,  # type: ignore[arg-type]  # one of the two
    )
    scheme = DefineSerialScheme(alphabet="digits", di=DI, digits=6, order="sequential", prefix="SN")
    received = receipt(
        item=PUMP.number,
        lot=LOT,
        order=None,
        order_line=None,
        quantity=Quantity(unit="pcs", value="100"),
        specification=None,
        supplier=None,
        supplier_lot=None,
    )
    return (PUMP, MARK, scheme, texts("械迹医疗器械（深圳）有限公司"), received, printer)


def texts(manufacturer: str) -> DefineLabelTexts:
    return DefineLabelTexts(item=None, texts=(LabelText(field="manufacturer_zh", value=manufacturer),))


async def print_request(server: Running, count: int, *, item_name: str = "") -> str:
    """Ask for unit labels and return the job's id."""
    if item_name:
        long = DefineItem(**{**{name: getattr(PUMP, name) for name in PUMP.__struct_fields__}, "name_zh": item_name})
        assert (await server.door.record(long, site="SZ", reason="renamed")).outcome == "accepted"
    body = RequestLabels(
        count=count,
        di=DI,
        dpi=203,
        item=None,
        language="zh-en",
        lot=LOT,
        pool=POOL,
        printer="P1",
        production=None,
        quantity=None,
        revision="1",
        spans=(),
        template="LT-UNIT",
    )
    outcome = await server.door.record(body, site="SZ", badge="QH-0007")
    assert outcome.outcome == "accepted", outcome.codes
    return outcome.id
