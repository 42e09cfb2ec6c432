"""ZPL of unit labels: verified dots to printer formats, beside drawing and reading them back, for 10,000 labels."""

import time

from labels.templates.examples import UNIT
from labels.templates.print_run import Order, print_run
from labels.templates.render import dots
from labels.templates.shipped import shipped
from labels.zpl import zpl_label
from tests.benchmarks.table import Line

WANTED = 10_000
DRAWN = 500
"""Labels drawn and read back; their dots are written as ZPL over and over until 10,000 are written."""


def measure() -> list[Line]:
    """Return what a label costs, and what 10,000 cost."""
    data = tuple({**UNIT, "serial": f"SN{n:06}"} for n in range(DRAWN))
    started = time.perf_counter()
    run = print_run(Order(shipped()["LT-UNIT"], data, (300,)))
    images = dots(run.pdf, 300)
    verified = time.perf_counter() - started
    started = time.perf_counter()
    size = sum(len(zpl_label(images[n % DRAWN])) for n in range(WANTED))
    written = time.perf_counter() - started
    return [
        Line(name=f"ZPL of {WANTED:,} verified unit labels at 300 dpi", value=written, unit="s", lower_is_better=True),
        Line(name="a label of it", value=size / WANTED / 1000, unit="kB", lower_is_better=True),
        Line(name=f"drawing and reading back {DRAWN} of them", value=verified, unit="s", lower_is_better=True),
    ]
