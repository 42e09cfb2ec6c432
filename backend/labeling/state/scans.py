"""What a scan says about a job's labels: read by the same identity rules as everywhere."""

from backend.items.state import IssuedNumber, pool_of_serials
from backend.items.state.numbers import SSCC
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.numbers import label_with
from labels.udi import parse

AIM_LENGTH = 3


def scanned_number(job: LabelJob, text: str, year: int) -> tuple[str, str] | None:
    """Return scope and text of the number that a scan says (that of its kind which the job's labels carry)."""
    identity = parse(text, year=year).identity
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
