"""ZPL of unit labels: verified dots to printer formats, beside drawing and reading them back."""

import time

from labels.templates.examples import UNIT
from labels.templates.print_run import Order, print_run
from labels.templates.render import dots
from labels.templates.shipped import shipped
from labels.zpl import zpl_label
from tests.benchmarks.table import Line

DRAWN = 50
"""Labels drawn and read back in this process (more would go to workers); their dots are written as ZPL over and over
until all are written.
"""


def measure(wanted: int) -> list[Line]:
    """Return what a label costs, and what ``wanted`` cost, in CPU: other work on the machine does not count."""
    data = tuple({**UNIT, "serial": f"SN{n:06}"} for n in range(DRAWN))
    started = time.process_time()
    run = print_run(Order(shipped()["LT-UNIT"], data, (300,)))
    images = dots(run.pdf, 300)
    verified = time.process_time() - started
    started = time.process_time()
    size = sum(len(zpl_label(images[n % DRAWN])) for n in range(wanted))
    written = time.process_time() - started
    return [
        Line(
            name=f"ZPL of {wanted:,} verified unit labels at 300 dpi, CPU",
            value=written,
            unit="s",
            lower_is_better=True,
        ),
        Line(name="a label of it", value=size / wanted / 1000, unit="kB", lower_is_better=True),
        Line(name=f"drawing and reading back {DRAWN} of them, CPU", value=verified, unit="s", lower_is_better=True),
    ]
