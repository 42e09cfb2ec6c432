"""Storage of the log: insert-only, but for the chain heads. Only door, sequencer and checkpointer write here.

The application's role may not update or delete any of these rows (see migrations), `device_chain` excepted.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Integer, LargeBinary, Text, text
from sqlmodel import Field, SQLModel


def _bytes() -> Column[bytes]:
    return Column(LargeBinary, nullable=False)


def _time() -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=False)


class Batch(SQLModel, table=True):
    """One transaction of the door: one or more pushes. Its id is drawn after its last row lock."""

    id: int = Field(sa_column=Column(BigInteger, Identity(always=True, cache=1), primary_key=True))
    event_count: int = Field(sa_type=Integer)
    received_at: datetime = Field(sa_column=_time())


class EntryRecord(SQLModel, table=True):
    """An entry as sent, a link of its device's chain."""

    __tablename__ = "entry"
    device: str = Field(sa_type=Text, primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    id: str = Field(sa_type=Text, index=True)
    hash: str = Field(sa_type=Text)
    raw: bytes = Field(sa_column=_bytes())
    batch_id: int = Field(sa_type=BigInteger, index=True)


class BranchEntry(SQLModel, table=True):
    """A line that did not continue its device's chain: forked, of a frozen device, or with a wrong hash."""

    __tablename__ = "branch_entry"
    batch_id: int = Field(sa_type=BigInteger, primary_key=True)
    line: int = Field(sa_type=Integer, primary_key=True)
    device: str = Field(sa_type=Text, index=True)
    seq: int = Field(sa_type=BigInteger)
    code: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)
    raw: bytes = Field(sa_column=_bytes())


class EventRecord(SQLModel, table=True):
    """An event's canonical bytes, a leaf of the tree."""

    __tablename__ = "event"
    batch_id: int = Field(sa_type=BigInteger, primary_key=True)
    ordinal: int = Field(sa_type=Integer, primary_key=True)
    raw: bytes = Field(sa_column=_bytes())


class OutcomeRecord(SQLModel, table=True):
    """An outcome's canonical bytes; the highest revision counts."""

    __tablename__ = "outcome"
    __table_args__ = (
        Index(
            "ix_outcome_quarantined",
            "device",
            "seq",
            postgresql_where=text("""raw LIKE '%"outcome":"quarantined"%'::bytea"""),
        ),
    )
    device: str = Field(sa_type=Text, primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    revision: int = Field(sa_type=Integer, primary_key=True)
    raw: bytes = Field(sa_column=_bytes())
    batch_id: int = Field(sa_type=BigInteger, index=True)


class Position(SQLModel, table=True):
    """Where a batch's events stand in the log: ``first`` to ``first + count - 1``, dense from 1."""

    batch_id: int = Field(sa_type=BigInteger, primary_key=True)
    first: int = Field(sa_type=BigInteger, unique=True)
    count: int = Field(sa_type=Integer)


class FeedItem(SQLModel, table=True):
    """A changed row for a stream's devices; ``row`` null: it left. ``delta`` changes the checksum (P31)."""

    __tablename__ = "feed"
    __table_args__ = (
        Index("feed_stream_batch", "stream", "batch_id"),
        Index("feed_stream_key", "stream", "kind", "key", "batch_id"),
    )
    batch_id: int = Field(sa_type=BigInteger, primary_key=True)
    ordinal: int = Field(sa_type=Integer, primary_key=True)
    stream: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)
    row: str | None = Field(sa_type=Text, default=None)
    delta: bytes = Field(sa_column=_bytes())


class StreamSum(SQLModel, table=True):
    """A stream's checksum after a position, kept by the sequencer."""

    __tablename__ = "stream_sum"
    stream: str = Field(sa_type=Text, primary_key=True)
    position: int = Field(sa_type=BigInteger, primary_key=True)
    sum: bytes = Field(sa_column=_bytes())


class History(SQLModel, table=True):
    """Which event changed which row: what a card's history reads."""

    kind: str = Field(sa_type=Text, primary_key=True)
    key: str = Field(sa_type=Text, primary_key=True)
    batch_id: int = Field(sa_type=BigInteger, primary_key=True)
    ordinal: int = Field(sa_type=Integer, primary_key=True)


class CheckpointRecord(SQLModel, table=True):
    """A signed tree head as appended to the file, and the tree's frontier, from which the next one goes on."""

    __tablename__ = "checkpoint"
    size: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    raw: bytes = Field(sa_column=_bytes())
    frontier: bytes = Field(sa_column=_bytes())


class Projection(SQLModel, table=True):
    """The version of a capability's apply functions that wrote its tables."""

    capability: str = Field(sa_type=Text, primary_key=True)
    version: int = Field(sa_type=Integer)


class Epoch(SQLModel, table=True):
    """A life of this database: a new one at creation and after every restore (P32)."""

    id: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(sa_type=Integer, unique=True)
    opened_at: datetime = Field(sa_column=_time())


class DeviceChain(SQLModel, table=True):
    """A device's chain head, advanced by compare-and-swap, and the newest head it has claimed (P12)."""

    __tablename__ = "device_chain"
    device: str = Field(sa_type=Text, primary_key=True)
    head_seq: int = Field(sa_type=BigInteger)
    head_hash: str = Field(sa_type=Text)
    claimed_seq: int = Field(sa_type=BigInteger)
    claimed_hash: str = Field(sa_type=Text)
    last_push_at: datetime = Field(sa_column=_time())
    app: str = Field(sa_type=Text)


class RejectedPush(SQLModel, table=True):
    """The body of a push whose signature is wrong or whose device is unknown (P18); outside every chain."""

    __tablename__ = "rejected_push"
    id: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    source: str = Field(sa_type=Text, index=True)
    code: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_column=_time())
    body: bytes = Field(sa_column=_bytes())


class Attachment(SQLModel, table=True):
    """An uploaded file by its content hash; the bytes lie in the attachments folder (P41)."""

    sha256: str = Field(sa_type=Text, primary_key=True)
    size: int = Field(sa_type=BigInteger)
    media_type: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_column=_time())
