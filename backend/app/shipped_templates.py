"""The label templates that the product brings, taken into use through the door where the company has none of them."""

import asyncpg

from backend.labeling.entries.templates import AdoptTemplate
from backend.log.door import Door
from labels.templates.model import content_bytes
from labels.templates.shipped import shipped


class TemplateRefusedError(RuntimeError):
    """A template that came with the product was not taken; the text holds the code."""


async def adopt_shipped_templates(door: Door, pool: asyncpg.Pool) -> None:
    """Record each shipped template that is not there yet, as approved revision 1."""
    known = {record["number"] for record in await pool.fetch("SELECT number FROM row_label_template")}
    for number, template in shipped().items():
        if number in known:
            continue
        body = AdoptTemplate(content=content_bytes(template).decode(), number=number)
        outcome = await door.record(body, reason="came with the product")
        if outcome.outcome != "accepted":
            raise TemplateRefusedError(f"expected {number} to be accepted, found {outcome.codes}")
