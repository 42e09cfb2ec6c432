"""How the demo company numbers: its GS1 prefix (952 is reserved for examples), what its devices are, its pools."""

from datetime import date

from backend.items.entries import (
    AllocateIdentifiers,
    Allocation,
    DefineCompanyPrefix,
    DefineLotPattern,
    DefineSerialScheme,
    DefineSsccPool,
    DescribeDevice,
    Description,
    PackageLevel,
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
    """Return the entries; items must be there already. What the company makes has GTINs of its own prefix."""
    return (
        DefineCompanyPrefix(
            agency="GS1", issued_by="GS1 China 中国物品编码中心", prefix=PREFIX, valid_from=date(2020, 1, 1)
        ),
        _allocated("FG-PIVC-20", 1, (1, 50), (3, 10)),
        _allocated("FG-PX1", 10),
        _described("FG-PIVC-20", "C", _CATHETER),
        _described("FG-PX1", "B", _PUMP),
        DefineSerialScheme(alphabet="digits", di=PUMP, digits=6, order="sequential", prefix="PX1-"),
        DefineSsccPool(extension=0, prefix=PREFIX),
        DefineLotPattern(name="FG", pattern="FG{YY}{MM}{seq:02}"),
        DefineLotPattern(name="SA", pattern="SA-{YY}{MM}{DD}-{seq:02}"),
    )


def _allocated(item: str, reference: int, *packages: tuple[int, int]) -> AllocateIdentifiers:
    """Give an item a GTIN and those of its packages, each an indicator digit and how many of the level before."""
    levels = tuple(PackageLevel(indicator=indicator, quantity=quantity) for indicator, quantity in packages)
    allocation = Allocation(base=None, base_quantity=None, packages=levels, prefix=PREFIX, reference=reference)
    return AllocateIdentifiers(item=item, allocation=allocation)


def _described(item: str, revision: str, description: Description) -> DescribeDevice:
    return DescribeDevice(
        allocation=None,
        assigned=(),
        description=description,
        hibc=None,
        item=item,
        markets=("EU", "FDA", "NMPA"),
        revision=revision,
    )
