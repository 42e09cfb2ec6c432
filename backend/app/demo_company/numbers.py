"""How the demo company numbers: its GS1 prefix (952 is reserved for examples), what its devices are, its pools."""

from datetime import date

from backend.items.entries import (
    DefineCompanyPrefix,
    DefineLotPattern,
    DefineSerialScheme,
    DefineSsccPool,
    DescribeDevice,
    Description,
)
from backend.log.vocabulary import Entry

PREFIX = "9521234"
PUMP = "09521234000105"

_CATHETER = Description(
    brand_name="Qinghe SafeCath 青禾",
    cmr_substances=False,
    combination_product=False,
    critical_warnings="",
    device_count=1,
    kit=False,
    latex=False,
    mri="unstated",
    registrant="青禾血管通路医疗科技有限公司",
    single_use=True,
    sterile=True,
    sterilise_before_use=False,
    version_model="PIVC-20G-32",
)
_PUMP = Description(
    brand_name="Qinghe PX-1 青禾",
    cmr_substances=False,
    combination_product=False,
    critical_warnings="Not for use in an MRI room.",
    device_count=1,
    kit=False,
    latex=False,
    mri="unsafe",
    registrant="青禾血管通路医疗科技有限公司",
    single_use=False,
    sterile=False,
    sterilise_before_use=False,
    version_model="PX-1",
)


def numbering_bodies() -> tuple[Entry, ...]:
    """Return the entries; items and identifiers must be there already."""
    return (
        DefineCompanyPrefix(
            agency="GS1", issued_by="GS1 China 中国物品编码中心", prefix=PREFIX, valid_from=date(2020, 1, 1)
        ),
        _described("FG-PIVC-20", "C", _CATHETER),
        _described("FG-PX1", "B", _PUMP),
        DefineSerialScheme(alphabet="digits", di=PUMP, digits=6, order="sequential", prefix="PX1-"),
        DefineSsccPool(extension=0, prefix=PREFIX),
        DefineLotPattern(name="FG", pattern="FG{YY}{MM}{seq:02}"),
        DefineLotPattern(name="SA", pattern="SA-{YY}{MM}{DD}-{seq:02}"),
    )


def _described(item: str, revision: str, description: Description) -> DescribeDevice:
    return DescribeDevice(
        allocation=None, description=description, item=item, markets=("EU", "FDA", "NMPA"), revision=revision
    )
