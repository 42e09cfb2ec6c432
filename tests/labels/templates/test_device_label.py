"""The label of devices that are known by their serial: what is absent leaves nothing, what is demanded is asked for."""

import pytest

from labels.label_errors import LabelDataInvalid
from labels.templates.arrange import shown
from labels.templates.check import check
from labels.templates.fields import LabelData
from labels.templates.job import Job
from labels.templates.print_run import Order, print_run
from labels.templates.render import expected, page
from labels.templates.shipped import shipped
from labels.x_dimension import SUPPORTED_DPI
from tests.labels.label_data import DEVICE, UNIT, texts_of

TEMPLATE = shipped()["LT-DEVICE"]
OPTIONAL = {
    "specification": {"specification_caption", "specification"},
    "service_life": {"service_life_caption", "service_life"},
    "registration": {"registration_caption", "registration"},
    "licence": {"licence_caption", "licence"},
    "manufacturer_contact": {"contact_caption", "contact"},
    "eu_representative": {"ec_rep_sign", "eu_representative"},
}


def ids(data: LabelData) -> set[str]:
    return {element.id for element in shown(Job(TEMPLATE, data, 203, "zh-en"))}


def test_a_device_by_serial_says_its_serial_and_date_and_no_lot_or_expiry() -> None:
    laid = page(TEMPLATE, DEVICE, 203)
    assert expected(laid) == ("]d201095212340001051126112021PX1-000042",)
    said = [text.content for text in texts_of(laid)]
    assert "(11)261120" in said
    assert {"LOT", "REF", "STERILE", "2", "—"}.isdisjoint(said)
    assert "use_by_sign" not in ids(DEVICE)


@pytest.mark.parametrize("field", OPTIONAL)
def test_a_field_that_is_absent_leaves_neither_caption_nor_sign(field: str) -> None:
    without = {name: value for name, value in DEVICE.items() if name != field}
    assert ids(DEVICE) - ids(without) == OPTIONAL[field]


@pytest.mark.parametrize("field", ["lot", "expiry", "ref"])
def test_a_field_that_is_given_brings_its_sign(field: str) -> None:
    more = ids({**DEVICE, field: UNIT[field]}) - ids(DEVICE)
    assert more == {field, {"lot": "lot_sign", "expiry": "use_by_sign", "ref": "ref_sign"}[field]}


def test_a_use_by_date_takes_the_place_of_the_service_life() -> None:
    assert ids(DEVICE) - ids({**DEVICE, "expiry": "2036-11-19"}) == OPTIONAL["service_life"]


@pytest.mark.parametrize(
    ("number", "data", "lacks"),
    [
        ("LT-DEVICE", {**DEVICE, "control": "lot"}, "lot number"),
        ("LT-DEVICE", {**DEVICE, "serial": ""}, "serial number"),
        ("LT-DEVICE", {**DEVICE, "production": ""}, "production date"),
        ("LT-UNIT", {**UNIT, "lot": "", "control": "lot"}, "lot number"),
        ("LT-UNIT", {**UNIT, "serial": "", "control": "serial"}, "serial number"),
    ],
)
def test_the_number_by_which_an_item_is_controlled_is_demanded(number: str, data: dict[str, str], lacks: str) -> None:
    stops = [finding for finding in check(shipped()[number], data, 203) if finding.severity == "stop"]
    assert [finding.code for finding in stops] == ["LABEL_DATA"]
    assert lacks in stops[0].en
    with pytest.raises(LabelDataInvalid, match=lacks):
        page(shipped()[number], data, 203)


@pytest.mark.parametrize(("number", "data"), [("LT-UNIT", {**UNIT, "serial": "", "control": "lot"}), ("LT-BOX", UNIT)])
def test_the_other_number_may_be_absent(number: str, data: dict[str, str]) -> None:
    assert expected(page(shipped()[number], {**data, "serial": "", "quantity": "50"}, 203))


@pytest.mark.parametrize("dpi", SUPPORTED_DPI)
def test_labels_of_serials_read_back_on_every_printer(dpi: int) -> None:
    data = tuple({**DEVICE, "serial": f"PX1-{at:06}"} for at in range(1, 25))
    run = print_run(Order(TEMPLATE, data, (dpi,)))
    assert [result.found for result in run.readback] == [
        (f"]d201095212340001051126112021PX1-{at:06}",) for at in range(1, 25)
    ]
