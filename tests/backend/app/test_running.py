import asyncio

from backend.app.running import _every


async def test_a_loop_ends_when_asked_though_its_step_swallows_the_question() -> None:
    started = asyncio.Event()

    async def step() -> None:
        started.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return  # as a client library does whose connection broke at that moment

    loop = asyncio.create_task(_every(0.01, step))
    await started.wait()
    loop.cancel()
    await asyncio.wait_for(asyncio.gather(loop, return_exceptions=True), 5)
    assert loop.done()


async def test_a_step_that_fails_is_tried_again() -> None:
    turns = 0
    enough = asyncio.Event()

    async def step() -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            enough.set()
        raise ValueError

    loop = asyncio.create_task(_every(0.01, step))
    await asyncio.wait_for(enough.wait(), 5)
    loop.cancel()
    await asyncio.gather(loop, return_exceptions=True)
    assert turns == 2
