"""What an order's structure asks for is linked and was received, or the answer says which line is not."""

from backend.genealogy.queries.structure import Asked, Gap, Goods, gaps
from backend.items.entries.process import StructureLine

TUBE, CLIP, RESIN = 1, 2, 3
WHOLE, PART = 10, 11


def line(item: str, *substitutes: str) -> StructureLine:
    return StructureLine(item=item, quantity="1", substitutes=substitutes, unit="pcs")


MADE = Asked(WHOLE, "FG-1", "WO-1", (line("FEP"), line("HUB", "CLIP")))
GOODS = {TUBE: Goods("FEP", received=False), CLIP: Goods("CLIP", received=True), RESIN: Goods("RESIN", received=True)}


def test_a_substitute_counts_and_what_was_made_counts_by_what_it_was_made_of() -> None:
    links = [(TUBE, WHOLE, "consume"), (CLIP, WHOLE, "consume"), (RESIN, TUBE, "consume")]
    assert gaps([MADE], links, GOODS) == []


def test_a_line_of_which_nothing_is_linked_is_named() -> None:
    links = [(TUBE, WHOLE, "consume"), (RESIN, TUBE, "consume")]
    assert gaps([MADE], links, GOODS) == [Gap("FG-1", "WO-1", "HUB", linked=False)]


def test_a_line_that_leads_to_no_receipt_is_named_too() -> None:
    links = [(TUBE, WHOLE, "consume"), (CLIP, WHOLE, "consume")]
    assert gaps([MADE], links, GOODS) == [Gap("FG-1", "WO-1", "FEP", linked=True)]


def test_the_right_item_deeper_down_is_not_what_went_in() -> None:
    links = [(TUBE, WHOLE, "consume"), (RESIN, TUBE, "consume"), (CLIP, TUBE, "consume")]
    assert gaps([MADE], links, GOODS) == [Gap("FG-1", "WO-1", "HUB", linked=False)]


def test_a_part_that_was_split_off_has_what_the_whole_had_and_what_went_into_it_since() -> None:
    part = Asked(PART, "FG-1/2", "WO-1", MADE.lines)
    links = [(TUBE, WHOLE, "consume"), (RESIN, TUBE, "consume"), (WHOLE, PART, "split"), (CLIP, PART, "consume")]
    assert gaps([part], links, GOODS) == []
    assert gaps([MADE], links, GOODS) == [Gap("FG-1", "WO-1", "HUB", linked=False)]


def test_a_ring_in_the_data_ends_the_walk() -> None:
    links = [(TUBE, WHOLE, "consume"), (WHOLE, PART, "split"), (PART, WHOLE, "merge"), (WHOLE, TUBE, "consume")]
    assert [gap.item for gap in gaps([MADE], links, GOODS)] == ["FEP", "HUB"]
