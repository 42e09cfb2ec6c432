"""Who recorded an entry and with which authority: judged once, here, for every type (P13, P39). Pure.

A fact is flagged by the grant at the time of the act; a decision or allocation is refused by what holds now.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from backend.devices.state import SYSTEM_DEVICE, Device
from backend.intake.item import Readable
from backend.log.vocabulary import Kind
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.people.rules import Claim, authority, touches_authority
from sync.outcome import Flag


class Standing(msgspec.Struct, frozen=True):
    """A person's number and roles now; flags for a fact; why a decision or allocation may not take effect."""

    person: str | None
    roles: frozenset[str]
    device_code: str
    flags: tuple[Flag, ...] = ()
    refusal: Flag | None = None


def touches_standing(readable: Readable, device: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return badge, person, grant and device of an entry."""
    if device != SYSTEM_DEVICE:
        auth = readable.envelope.auth
        yield Touch(Device, (device,))
        yield from touches_authority(badge=auth.badge, grant=auth.grant, rows=rows)


def standing(rows: WorkingSet, device: str, readable: Readable, received_at: datetime) -> Standing:
    """Return the standing of the person an entry names, on the device it came from."""
    if device == SYSTEM_DEVICE:
        return Standing(None, frozenset({SYSTEM_DEVICE}), SYSTEM_DEVICE)
    envelope, entry_type = readable.envelope, readable.binding.type
    enrolled = rows.find(Device, device)
    is_fact = entry_type.kind is Kind.FACT
    claim = Claim(
        badge=envelope.auth.badge,
        grant=envelope.auth.grant,
        device=device,
        site=envelope.site,
        moment=readable.occurred_at if is_fact else received_at,
        by_machine=enrolled is not None and enrolled.kind == "machine" and entry_type.measured,
    )
    held = authority(rows, claim, entry_type.action, roles_of_grant=is_fact)
    return Standing(
        person=held.person,
        roles=held.roles,
        device_code=enrolled.code if enrolled is not None else device,
        flags=held.flags if is_fact else (),
        refusal=None if is_fact or not held.flags else held.flags[0],
    )
