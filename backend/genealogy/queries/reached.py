"""What a thing leads to: nodes beside it, and where its units are to be looked for."""

from typing import Literal

import msgspec

Direction = Literal["back", "forward"]


class Seeds(msgspec.Struct, frozen=True):
    """Where units are looked for: made of these lots (by node, by number), and these outermost assemblies."""

    nodes: list[int]
    numbers: list[str]
    roots: list[int]


class Reach(msgspec.Struct, frozen=True):
    """Nodes beside the thing asked for. ``lots``: lots and loads, with the numbers of those that no link names.

    ``units``: what is inside the thing, itself included (back), or what it is built into (forward). The units that
    lots went into may be millions: ``seeds`` says where they are.
    """

    lots: list[int]
    named: dict[int, str]
    units: list[int]
    containers: list[int]
    seeds: Seeds
