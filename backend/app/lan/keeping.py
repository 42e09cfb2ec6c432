"""Keeps the network's certificate right while the server runs: looks every hour, renews it, has the workers load it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from backend.app.cli_failure import CommandFailed
from backend.app.keys import KeysUnusableError
from backend.app.lan.tls import Lan, network_names
from backend.app.settings import Settings
from backend.log.clock import Clock

EVERY_SECONDS: Final = 3600.0
_LOG = logging.getLogger(__name__)


@contextmanager
def keeping(
    lan: Lan, settings: Settings, clock: Clock, reload: Callable[[], object], *, every: float = EVERY_SECONDS
) -> Iterator[None]:
    """Renew when due while inside, and call ``reload`` each time; a failure is logged and tried again."""
    stopped = threading.Event()

    def look() -> None:
        while not stopped.wait(every):
            try:
                if lan.renew(network_names(settings), now=clock.now()):
                    _LOG.warning("the network certificate was renewed; phones on an old address need the new one")
                    reload()
            except (CommandFailed, KeysUnusableError, OSError) as error:
                _LOG.error("the network certificate could not be renewed: %s", error)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
