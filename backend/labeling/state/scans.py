"""What a scan says about a job's labels: read by the same identity rules as everywhere."""

from backend.items.state import IssuedNumber, pool_of_serials
from backend.items.state.numbers import SSCC
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.numbers import label_with
from labels.scanned import identities
from labels.udi_reading import Identity

AIM_LENGTH = 3


def scanned_numbers(job: LabelJob, text: str, year: int) -> list[tuple[str, str]]:
    """Return scope and text of each number that a scan may say, of the kind which the job's labels carry.

    Several where a scanner may have dropped a separator (a serial that ends as another element begins): which of them
    was printed is known to who issued them. The tag in a label says its number as its symbol does.
    """
    return [number for each in identities(text, year=year) if (number := _number(job, each)) is not None]


def _number(job: LabelJob, identity: Identity) -> tuple[str, str] | None:
    if job.in_container:
        return (SSCC, identity.sscc) if identity.sscc else None
    if identity.serial is None or identity.device_identifier is None:
        return None
    return pool_of_serials(identity.device_identifier), identity.serial


def label_of(job: LabelJob, number: IssuedNumber | None) -> int | None:
    """Return which label of the job carries a number; None for a number that is not of the job."""
    return label_with(job.spans, number.place) if number is not None and number.pool == job.pool else None


def is_alike(job: LabelJob, text: str) -> bool:
    """Say whether a scan is of a job whose labels are all alike: as was read back; a scanner may send no AIM id."""
    return any(text in (content, content[AIM_LENGTH:]) for content in job.contents)
