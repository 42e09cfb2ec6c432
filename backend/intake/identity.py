"""Who recorded an entry and with which standing: judged once, here, for every type (P13, P39). Pure.

A fact is flagged by the grant at the time of the act; a decision or allocation is refused by the roles held now.
"""

from collections.abc import Iterable

import msgspec

from backend.devices.state import Device
from backend.intake.item import Readable
from backend.log.vocabulary import Kind
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.people.rules import allowed
from backend.people.state import Badge, Grant, Person
from sync.outcome import Flag

SYSTEM_DEVICE = "system"


class Standing(msgspec.Struct, frozen=True):
    """A person's number and roles now; flags for a fact; why a decision or allocation may not take effect."""

    person: str | None
    roles: frozenset[str]
    device_code: str
    flags: tuple[Flag, ...] = ()
    refusal: Flag | None = None


def touches_standing(readable: Readable, device: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return badge, person, grant and device of an entry."""
    if device == SYSTEM_DEVICE:
        return
    auth = readable.envelope.auth
    yield Touch(Device, (device,))
    yield Touch(Badge, (auth.badge,))
    badge = rows.peek(Badge, auth.badge)
    if badge is not None:
        yield Touch(Person, (badge.person,))
    if auth.grant is not None:
        yield Touch(Grant, (auth.grant,))


def standing(rows: WorkingSet, device: str, readable: Readable) -> Standing:
    """Return the standing of the person an entry names, on the device it came from."""
    if device == SYSTEM_DEVICE:
        return Standing(None, frozenset({SYSTEM_DEVICE}), SYSTEM_DEVICE)
    envelope = readable.envelope
    action = readable.binding.type.action
    enrolled = rows.find(Device, device)
    code = enrolled.code if enrolled is not None else device
    # Numbers are leased to the device, whoever holds it (P40).
    needs_person = action or readable.binding.type.kind is not Kind.ALLOCATION
    badge = rows.find(Badge, envelope.auth.badge)
    person = rows.find(Person, badge.person) if badge is not None else None
    if person is None:
        unknown = Flag("BADGE_UNKNOWN", {"badge": envelope.auth.badge})
        return Standing(None, frozenset(), code, (unknown,), unknown if needs_person else None)
    roles = frozenset(person.roles)
    now = _standing_now(person, roles, action, envelope.site) if needs_person else None
    return Standing(person.number, roles, code, _standing_then(rows, device, readable, person, action), now)


def _standing_now(person: Person, roles: frozenset[str], action: str, site: str) -> Flag | None:
    if not person.active:
        return Flag("PERSON_INACTIVE", {"person": person.number})
    if not person.holds_site(site):
        return Flag("SITE_NOT_HELD", {"person": person.number, "site": site})
    if action and not allowed(roles, action):
        return Flag("PERMISSION_NOT_HELD", {"person": person.number, "action": action})
    return None


def _standing_then(rows: WorkingSet, device: str, readable: Readable, person: Person, action: str) -> tuple[Flag, ...]:
    """Return what is wrong with the grant that the act was done under."""
    if readable.binding.type.kind is not Kind.FACT:
        return ()
    flags: list[Flag] = []
    if not person.active:
        flags.append(Flag("PERSON_INACTIVE", {"person": person.number}))
    grant_id = readable.envelope.auth.grant
    grant = rows.find(Grant, grant_id) if grant_id is not None else None
    if grant is None:
        flags.append(Flag("GRANT_MISSING", {"person": person.number}))
        held = frozenset(person.roles)
    elif (grant.device, grant.person) != (device, person.number):
        flags.append(Flag("GRANT_FOREIGN", {"grant": grant.id, "device": grant.device, "person": grant.person}))
        held = frozenset(person.roles)
    else:
        held = frozenset(grant.roles)
        if readable.occurred_at > grant.not_after:
            flags.append(Flag("GRANT_EXPIRED", {"person": person.number, "not_after": grant.not_after.isoformat()}))
    if action and not allowed(held, action):
        flags.append(Flag("PERMISSION_NOT_HELD", {"person": person.number, "action": action}))
    if not person.holds_site(readable.envelope.site):
        flags.append(Flag("SITE_NOT_HELD", {"person": person.number, "site": readable.envelope.site}))
    return tuple(flags)
