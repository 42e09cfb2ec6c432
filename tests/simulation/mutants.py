"""Servers with one safeguard taken out, each named: the invariants are worth something when every one is caught.

Applied around the product's functions in the process of a test or a simulation; never in product code.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any
from unittest.mock import patch

import msgspec

import backend.intake.flush as flush_module
import backend.intake.resolve as resolve_module
import backend.intake.transaction as transaction_module
from backend.intake import chain_plan
from backend.intake.chain_plan import ChainHead, ChainPlan, NewLink
from backend.intake.flush import JudgedPush
from backend.intake.item import Item
from backend.intake.statement import Part
from backend.intake.store import Connection
from backend.log.working_set import WorkingSet
from sync.push_body import EntryLine, Push

Mutant = Callable[[], AbstractContextManager[None]]
_EVERY = 3
"""A flush that skips something skips it this often: always would be too easy to find."""


@contextmanager
def no_idempotency() -> Iterator[None]:
    """What comes again is judged again and takes effect again; the stored rows stay."""

    def planned(push: Push, head: ChainHead, stored: Mapping[int, str]) -> ChainPlan:
        plan = chain_plan.plan(push, head, stored)
        by_seq = dict(enumerate(push.lines, push.header.from_seq))
        again = tuple(NewLink(seq, by_seq[seq].hash, by_seq[seq].raw) for seq in plan.repeats)
        return msgspec.structs.replace(plan, links=(*again, *plan.links), repeats=())

    async def everything_is_new(_db: Connection, items: Sequence[Item]) -> list[Item]:
        return list(items)

    def if_new(parts: Callable[[Sequence[JudgedPush]], Iterator[Part]], pushes: Sequence[JudgedPush]) -> Iterator[Part]:
        for part in parts(pushes):
            yield msgspec.structs.replace(part, sql=f"{part.sql} ON CONFLICT DO NOTHING")

    entries, outcomes = flush_module._entries, flush_module._outcomes  # noqa: SLF001 - the seam
    with (
        patch.object(transaction_module, "plan", planned),
        patch.object(transaction_module, "recognise", everything_is_new),
        patch.object(flush_module, "_entries", lambda pushes: if_new(entries, pushes)),
        patch.object(flush_module, "_outcomes", lambda pushes: if_new(outcomes, pushes)),
    ):
        yield


@contextmanager
def no_chain_check() -> Iterator[None]:
    """The hash that a line declares is believed."""

    def believed(rest: list[tuple[int, EntryLine]], _head: ChainHead) -> tuple[NewLink, ...]:
        return tuple(NewLink(seq, line.hash, line.raw) for seq, line in rest)

    with patch.object(chain_plan, "_links", believed):
        yield


@contextmanager
def flush_without_feed() -> Iterator[None]:
    """Now and then devices are not told."""
    with _skipping("_feed"):
        yield


@contextmanager
def flush_without_outcomes() -> Iterator[None]:
    """Now and then the answers are not kept."""
    with _skipping("_outcomes"):
        yield


@contextmanager
def flush_without_history() -> Iterator[None]:
    """Nothing says which event changed which row."""
    with patch.object(flush_module, "history_keys", lambda _keys: ()):
        yield


@contextmanager
def flush_without_rows() -> Iterator[None]:
    """Now and then the derived tables are not written, although events say so."""
    with _skipping("writes"):
        yield


@contextmanager
def _skipping(name: str) -> Iterator[None]:
    inner, turns = getattr(flush_module, name), iter(range(10**9))

    def now_and_then(*given: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        return inner(*given) if next(turns) % _EVERY else ()

    with patch.object(flush_module, name, now_and_then):
        yield


_drawn: ContextVar[int] = ContextVar("drawn")


@contextmanager
def ids_before_locks() -> Iterator[None]:
    """A push's id is drawn before the locks are held, so that positions may contradict the order of judgement."""
    locked, batch = resolve_module.working_set, flush_module._batch  # noqa: SLF001 - the seam

    async def drawn_first(db: Connection, *given: Any, **named: Any) -> WorkingSet:  # noqa: ANN401 - as it takes them
        (record,) = await db.fetch("SELECT nextval(pg_get_serial_sequence('batch', 'id'))")
        _drawn.set(record[0])
        return await locked(db, *given, **named)

    def with_that_id(*given: Any) -> Part:  # noqa: ANN401 - as it takes them
        part = batch(*given)
        sql = (
            "INSERT INTO batch (id, event_count, received_at) OVERRIDING SYSTEM VALUE VALUES ($3, $1, $2) RETURNING id"
        )
        return msgspec.structs.replace(part, sql=sql, arguments=(*part.arguments, _drawn.get()))

    with (
        patch.object(transaction_module, "working_set", drawn_first),
        patch.object(flush_module, "_batch", with_that_id),
    ):
        yield


@contextmanager
def no_locks_on_absent_keys() -> Iterator[None]:
    """Nobody is kept from creating what was found absent."""

    async def nothing(*_given: object, **_named: object) -> None:
        return

    with patch.object(resolve_module, "_lock_absent", nothing):
        yield


SERVER: Mapping[str, Mutant] = {
    mutant.__name__: mutant
    for mutant in (
        no_idempotency,
        no_chain_check,
        flush_without_feed,
        flush_without_outcomes,
        flush_without_history,
        flush_without_rows,
        ids_before_locks,
        no_locks_on_absent_keys,
    )
}
CLIENT: Mapping[str, str] = {"success_on_onsuccess": "success_on_request"}
"""Mutants of the client, by the name that the client model knows them by."""
