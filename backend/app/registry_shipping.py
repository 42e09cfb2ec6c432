"""What the shipping capability contributes to the registry."""

from backend.log.vocabulary import Capability, on_entry
from backend.shipping.entries import PackContainer, UnpackContainer
from backend.shipping.rules import decide_pack, decide_unpack
from backend.shipping.state import touches_pack, touches_unpack

CAPABILITY = Capability(
    "shipping",
    entries=(
        on_entry(PackContainer, touches_pack, decide_pack),
        on_entry(UnpackContainer, touches_unpack, decide_unpack),
    ),
)
