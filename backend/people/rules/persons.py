"""Who may become what: numbers and badges are never reused (21 CFR 11.100(a)), nobody changes their own rights.

That also keeps one administrator for ever: the one who acts cannot remove themselves.
"""

from collections import Counter

from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from backend.people.entries import DeactivatePerson, DefinePerson, ImportPeople, PersonFields
from backend.people.events import PersonDeactivated, PersonDefined
from backend.people.state import Badge, Person
from sync.outcome import Flag

MIN_REASON = 3


def decide_define(rows: WorkingSet, body: DefinePerson, ctx: Context) -> Decision:
    """Define one person."""
    answer = _judge(rows, body, ctx)
    if isinstance(answer, Flag):
        return Decision(refusal=answer)
    return Decision(events=(answer,) if answer else ())


def decide_import(rows: WorkingSet, body: ImportPeople, ctx: Context) -> Decision:
    """Define the people of all rows, or refuse all, naming the first row that cannot be (rows count from 1)."""
    for field in ("number", "badge"):
        found, times = Counter(getattr(row, field) for row in body.rows).most_common(1)[0]
        if times > 1:
            return refuse("PEOPLE_ROWS_REPEATED", field=field, found=found, times=times)
    events: list[PersonDefined] = []
    for number, row in enumerate(body.rows, 1):
        answer = _judge(rows, row, ctx)
        if isinstance(answer, Flag):
            return Decision(refusal=Flag(answer.code, {**answer.detail, "row": number}))
        events += [answer] if answer else []
    return Decision(events=tuple(events))


def decide_deactivate(rows: WorkingSet, body: DeactivatePerson, ctx: Context) -> Decision:
    """End a person's access, with a reason; never one's own."""
    person = rows.find(Person, body.person)
    if person is None:
        return refuse("PERSON_UNKNOWN", person=body.person)
    if not person.active:
        return refuse("PERSON_INACTIVE", person=body.person)
    if ctx.person == body.person:
        return refuse("OWN_RIGHTS", person=body.person)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    return Decision(events=(PersonDeactivated(person=person.number, badge=person.badge),))


def has_reason(ctx: Context) -> bool:
    """Say whether the entry gives a reason worth the word (Annex 11, 9)."""
    return len((ctx.reason or "").strip()) >= MIN_REASON


def _judge(rows: WorkingSet, body: DefinePerson | PersonFields, ctx: Context) -> PersonDefined | Flag | None:
    """Return the event, why not, or None when everything already stands as stated."""
    known = rows.find(Person, body.number)
    badge = rows.find(Badge, body.badge)
    if badge is not None and badge.person != body.number:
        return Flag("BADGE_TAKEN", {"badge": body.badge, "person": badge.person})
    problem = _change_problem(known, body, ctx) if known else None
    if problem is not None:
        return problem
    wanted = _as_row(body)
    if known == wanted:
        return None
    replaced = known.badge if known is not None and known.badge != body.badge else None
    return PersonDefined(
        number=wanted.number,
        badge=wanted.badge,
        badge_replaced=replaced,
        name_en=wanted.name_en,
        name_zh=wanted.name_zh,
        language=body.language,
        roles=wanted.roles,
        sites=wanted.sites,
    )


def _change_problem(known: Person, body: DefinePerson | PersonFields, ctx: Context) -> Flag | None:
    if not known.active:
        return Flag("PERSON_NUMBER_RETIRED", {"person": body.number})
    if ctx.person == body.number and _rights(known.roles, known.sites) != _rights(body.roles, body.sites):
        return Flag("OWN_RIGHTS", {"person": body.number})
    if (known.name_en, known.name_zh) != (body.name_en, body.name_zh) and not has_reason(ctx):
        return Flag("NAME_CHANGE_WITHOUT_REASON", {"person": body.number, "name": known.name_zh or known.name_en})
    return None


def _rights(roles: tuple[str, ...], sites: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(roles), frozenset(sites)


def _as_row(body: DefinePerson | PersonFields) -> Person:
    return Person(
        number=body.number,
        badge=body.badge,
        name_en=body.name_en,
        name_zh=body.name_zh,
        language=body.language,
        roles=tuple(sorted(set(body.roles))),
        sites=tuple(sorted(set(body.sites))),
        active=True,
    )
