"""Signs of ISO 15223-1:2021 that say who made a device, when, and which one it is.

5.1.1 manufacturer · 5.1.2 ec_rep · 5.1.3 manufacture_date · 5.1.4 use_by · 5.1.5 lot · 5.1.6 ref · 5.1.7 serial ·
5.1.8 importer · 5.1.9 distributor · 5.1.10 model_number · 5.5.1 ivd · 5.7.7 md · 5.7.10 udi.
Not here: 5.1.11, the country of manufacture (its code needs a field of its own), and 5.7.1-5.7.6, 5.7.8, 5.7.9, which
stand on implant cards and on what others translate or pack again.
"""

from labels.signs.drawing import Letters, Sign, frame, lettered

_FACTORY = "M.5 9.5V.8H2.3V5L5.7 2.7V5L9.5 2.7V9.5Z"
_FACTORY_INSIDE = "M1.2 8.8V1.5H1.6V6.3L5 4V6.3L8.8 4V8.8Z"
_GLASS_INSIDE = "M1.9 .9V2.35L4.2 5L1.9 7.65V9.1H6.1V7.65L3.8 5L6.1 2.35V.9Z"

_GLOBE = (
    "M5 .4A4.6 4.6 0 1 1 5 9.6A4.6 4.6 0 1 1 5 .4ZM5 1A4 4 0 1 0 5 9A4 4 0 1 0 5 1Z",
    "M5 .7A2.3 4.3 0 1 1 5 9.3A2.3 4.3 0 1 1 5 .7ZM5 1.3A1.7 3.7 0 1 0 5 8.7A1.7 3.7 0 1 0 5 1.3Z",
    "M.7 4.72H9.3V5.28H.7ZM1.6 2.5H8.4V3.06H1.6ZM1.6 6.94H8.4V7.5H1.6Z",
    "M4.72 .7H5.28V9.3H4.72Z",
)
_ARROW = "M10.4 4.4H13V3L16 5L13 7V5.6H10.4Z"
_HOUSE = "M16.8 9.6V4.2L20.9 .6L25 4.2V9.6ZM17.5 8.9H24.3V4.5L20.9 1.5L17.5 4.5Z"


def _wheel(x: float) -> str:
    rim = f"M{x} 6.1A1.75 1.75 0 1 1 {x} 9.6A1.75 1.75 0 1 1 {x} 6.1Z"
    return rim + f"M{x} 7.2A.65 .65 0 1 0 {x} 8.5A.65 .65 0 1 0 {x} 7.2Z"


_VAN = (
    "M.4 1.4H9.4V7.6H.4ZM1.1 2.1V6.9H8.7V2.1Z",
    "M8.7 3.2H12.2L14.6 5.4V7.6H8.7ZM9.4 3.9V6.9H13.9V5.7L11.9 3.9Z",
    "M10.3 4.5H11.7L12.9 5.6H10.3Z",
    _wheel(3.3),
    _wheel(11.5),
)

SIGNS: dict[str, Sign] = {
    "manufacturer": Sign(10, (_FACTORY,)),
    "ec_rep": Sign(
        29,
        (frame(29) + "M11.3 .7V9.3H12V.7Z",),
        (Letters(5.9, 7.35, 6.6, 9, "EC"), Letters(20.3, 7.35, 6.6, 15, "REP")),
    ),
    "manufacture_date": Sign(10, (_FACTORY + _FACTORY_INSIDE,)),
    "use_by": Sign(
        8,
        (
            "M.6 0H7.4V.9H.6ZM.6 9.1H7.4V10H.6Z",
            "M1.2 .9H6.8V2.6L4.7 5L6.8 7.4V9.1H1.2V7.4L3.3 5L1.2 2.6Z" + _GLASS_INSIDE,
            "M2.6 2.7H5.4L4 4.3ZM2.2 9.1V8.3L4 6.6L5.8 8.3V9.1Z",
        ),
    ),
    "lot": lettered("LOT", 16),
    "ref": lettered("REF", 16),
    "serial": lettered("SN", 12),
    "importer": Sign(25.4, (*_GLOBE, _ARROW, _HOUSE)),
    "distributor": Sign(15, _VAN),
    "model_number": lettered("#", 10),
    "ivd": lettered("IVD", 14),
    "md": lettered("MD", 13),
    "udi": lettered("UDI", 15),
}
