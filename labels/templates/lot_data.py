"""What a lot label says and which of its two lot numbers the symbol carries where (decision 0010).
AI 10 beside a GTIN means the lot of whoever allocated that GTIN, so a supplier's lot and ours never share a place.
"""

import re

from labels.templates.fields import LabelData

CSET_82_LOT = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")


def lot_identity(*, lot: str, supplier_lot: str | None, gtin: str | None) -> LabelData:
    """The fields of a lot label's symbol and the lots in print.

    Without GTIN: our lot alone, as AI 91. With a supplier's GTIN (there is a supplier lot): that lot as AI 10, ours as
    AI 91. With our own GTIN: our lot as AI 10. A supplier lot that AI 10 cannot hold (more than 20 characters or
    outside CSET 82) stays in print only.
    """
    given = {"lot": lot, "supplier_lot": supplier_lot or "", "gtin": gtin or ""}
    if gtin and supplier_lot is None:
        return given | {"symbol_lot": lot}
    carried = supplier_lot if supplier_lot and CSET_82_LOT.fullmatch(supplier_lot) else ""
    return given | {"symbol_lot": carried, "internal_lot": lot}


def date_as_given(iso: str, *, day_given: bool) -> str:
    """A date as a label field: YYYY-MM where only the month was given."""
    return iso if day_given else iso[: len("YYYY-MM")]
