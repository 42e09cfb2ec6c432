"""Holds server transactions between their stages, so that they cross in an order that the seed draws.

Put around functions of the transaction from outside; the product has no hook.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from typing import Any
from unittest.mock import patch


class Barriers:
    """Where transactions wait for each other. ``rate`` is the share of stages that are held.

    After ``patience`` seconds a held one goes on alone: whom it waits for may be waiting for its locks.
    """

    def __init__(self, chance: Random, rate: float, patience: float) -> None:
        self._chance = chance
        self._rate = rate
        self._patience = patience
        self._held: list[asyncio.Event] = []
        self.crossings = 0

    async def pause(self) -> None:
        """Hold the caller until another arrives and the draw falls on it, or patience ends."""
        if self._chance.random() >= self._rate:
            return
        mine = asyncio.Event()
        self._held.append(mine)
        if len(self._held) > 1:
            self.crossings += 1
            self._chance.choice(self._held).set()
        try:
            await asyncio.wait_for(mine.wait(), self._patience)
        except TimeoutError:
            pass
        finally:
            self._held.remove(mine)

    @contextmanager
    def around(self, module: Any, *names: str) -> Iterator[None]:  # noqa: ANN401 - any module
        """Hold the callers of these coroutine functions before they run."""
        with ExitStack() as patches:
            for name in names:
                patches.enter_context(patch.object(module, name, self._held_before(getattr(module, name))))
            yield

    def _held_before(self, inner: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def held(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the inner function takes
            await self.pause()
            return await inner(*given, **named)

        return held
