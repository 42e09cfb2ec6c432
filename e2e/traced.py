"""A shift whose lots and units are traced in a browser."""

from backend.app.running import running
from backend.production.entries import Part, SplitLot
from e2e.server import Server
from tests.builders.production import LOT, ORDER, ROLL, begins, consumes, counts, ends, reads
from tests.builders.shop_floor import found, note, push
from tests.builders.virtual_device import VirtualDevice


async def made(server: Server) -> None:
    """A shift at the catheters' order; half of the lot is split off and 30 pumps take the roll one by one."""
    async with running(server.settings, server.database_url) as inside:
        await found(inside)
        device = VirtualDevice("W1", badge="QH-0010")
        note(device, begins(equipment=("EXT-01",)), counts("100", "in_process", None), consumes("FEP-1"), ends())
        note(device, begins(90, equipment=("SEAL-02",)), consumes(ROLL, 90), reads("147.0"), reads("140.0"), ends(90))
        note(device, counts("98", "good"))
        note(device, SplitLot(location=None, lot=LOT, order=None, parts=(Part(lot="B1", quantity="50"),)))
        note(device, *(consumes(ROLL, 90, "1", lot=None, serial=f"U-{n:03}", order=ORDER) for n in range(30)))
        await push(inside, device)
