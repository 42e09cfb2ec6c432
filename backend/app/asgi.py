"""What the web server loads: opens the running server with the application's lifespan and closes it with it."""

import gc
import logging
import os
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from litestar import Litestar

from backend.app.app import create_app
from backend.app.running import running
from backend.app.settings import Settings

# Wider than Litestar's own types, which leave the lifespan out.
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

NEW_OBJECTS = 10_000
"""So many objects more than went are looked through for garbage at once: a push of 100 entries makes thousands."""

_LOG = logging.getLogger(__name__)


class Application:
    """An ASGI application that exists from lifespan start to lifespan end."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._inner: Litestar | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; the lifespan call holds everything open until the server stops."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            assert self._inner is not None, "a request came before the application had started"
            await self._inner(scope, receive, send)  # type: ignore[arg-type]  # as above

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        url = self._settings.database_url
        assert url is not None, "serve has chosen a database"
        try:
            async with running(self._settings, url) as server:
                self._inner = create_app(server)
                spare_what_stays()
                await self._inner(scope, receive, send)  # type: ignore[arg-type]  # as above
        except Exception as error:
            if self._inner is not None:
                raise
            _LOG.exception("the server could not start")
            sys.stderr.write(f"unitrail: the server could not start: {error}\n")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            os._exit(1)


def spare_what_stays() -> None:
    """Look for garbage in what comes from now on only: the application's own 160,000 objects stay to the end.

    Looking through them again and again took a quarter of the CPU of a push.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def create() -> Application:
    """Return the application with settings from the environment (granian factory)."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    return Application(Settings())
