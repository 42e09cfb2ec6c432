"""People for tests: wang (receiver), li (quality), and an administrator who records."""

from typing import Any

from backend.app.registry_people import CAPABILITY
from backend.people.entries import DefinePerson, Role
from tests.builders.memory_door import MemoryDoor


def person(number: str = "QH-0007", **changes: object) -> DefinePerson:
    fields: dict[str, Any] = {
        "number": number,
        "badge": number,
        "name_en": "Wang Fang",
        "name_zh": "王芳",
        "language": "zh",
        "roles": ("receiver",),
        "sites": ("SZ",),
    }
    fields.update(changes)
    return DefinePerson(**fields)


def people_door() -> MemoryDoor:
    """Return a door that knows people only, with the administrator who records by default."""
    door = MemoryDoor(CAPABILITY)
    roles: tuple[Role, ...] = ("administrator",)
    door.record(person("ADMIN", name_en="Administrator", name_zh="管理员", roles=roles, sites=("*",)), person=None)
    return door
