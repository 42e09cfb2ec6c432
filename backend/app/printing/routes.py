"""`GET /printers/{code}/status`: how a printer of the caller's site stands, asked of the printer itself."""

from typing import Literal

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from backend.app.printing.address import AddressNotAllowedError, printer_address
from backend.app.printing.link import Patience, connected
from backend.app.printing.press import Shop
from backend.labeling.queries import jobs as queries
from backend.labeling.state.printers import Printer
from backend.log.caller import DeviceIdentity
from backend.log.problem import Problem

InjectedShop = NamedDependency[SkipValidation[Shop]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
LOOK = Patience(connect=3, answer=2)


class PrinterView(msgspec.Struct, frozen=True, kw_only=True):
    """How a printer stands. ``trouble``: what keeps it from printing, "" for nothing; ``waiting``: labels in it."""

    code: str
    state: Literal["ready", "busy", "trouble", "silent", "unreachable", "not_allowed"]
    trouble: str = ""
    waiting: int = 0
    counter: int | None = None


@get("/printers/{code:str}/status", summary="How a label printer stands")
async def show_printer_status(shop: InjectedShop, caller: InjectedCaller, code: FromPath[str]) -> PrinterView:
    """Ask the printer; whatever it answers, or does not, is an answer here."""
    async with shop.pool.acquire() as db:
        printer = await queries.printer(db, caller.site, code)
    if printer is None:
        raise Problem(404, "PRINTER_UNKNOWN", printer=code[:90])
    try:
        address = await printer_address(printer.host, printer.port, shop.networks)
        return await _asked(printer, address)
    except AddressNotAllowedError as error:
        return PrinterView(code=code, state="not_allowed", trouble=str(error)[:200])
    except (OSError, TimeoutError) as error:
        return PrinterView(code=code, state="unreachable", trouble=str(error)[:200])


async def _asked(printer: Printer, address: str) -> PrinterView:
    async with connected(address, printer.port, LOOK) as link:
        status = await link.status()
        if status is None:
            return PrinterView(code=printer.code, state="silent")
        waiting = status.formats_waiting + status.labels_remaining
        state: Literal["ready", "busy", "trouble"] = "ready" if status.idle else "busy"
        return PrinterView(
            code=printer.code,
            state="trouble" if status.trouble else state,
            trouble=status.trouble,
            waiting=waiting,
            counter=await link.counter(),
        )
