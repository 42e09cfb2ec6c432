"""Recomputes the tree over the events and holds it against every checkpoint of the file and of the table.

After a contradiction it goes on from the stored frontier, if that has the signed root, and so finds later ones too.
"""

from datetime import datetime

from backend.log import checkpoint
from backend.log.checkpoint import Checkpoint, NotACheckpoint
from backend.log.events import LogOpened, leaf_hash
from backend.log.findings import Findings, Restore
from backend.log.tree import BadProof, Frontier
from backend.log.verify_checkpoints import CheckpointStream, Signed
from backend.log.verify_rows import BatchRows


class TreeChecker:
    """Takes batches in position order."""

    def __init__(self, findings: Findings, checkpoints: CheckpointStream) -> None:
        self._findings = findings
        self._checkpoints = checkpoints
        self._tree = Frontier()
        self._in_step = True
        self._agreed = 0  # the last position up to which the tree is known to be as signed
        self._opening: LogOpened | None = None
        self.size = 0
        self.checked = 0
        self.covered = 0
        self.restores: list[Restore] = []
        self.epochs: list[tuple[LogOpened, datetime | None]] = []

    async def take(self, batch: BatchRows) -> None:
        """Append a batch's events; check positions, and each checkpoint that falls within."""
        self._check_shape(batch)
        hashes = [leaf_hash(raw) for raw in batch.raws]
        while (at := await self._checkpoints.next_position()) is not None and at <= batch.last:
            if self._in_step and at > self._tree.size:
                self._tree.extend(hashes[self._tree.size - batch.first + 1 : at - batch.first + 1])
            self._check(await self._checkpoints.take(at), exact=at == batch.last)
        if self._in_step:
            self._tree.extend(hashes[self._tree.size - batch.first + 1 :])
        self.size = max(self.size, batch.last)

    def _check_shape(self, batch: BatchRows) -> None:
        place, count = f"batch {batch.id}", len(batch.raws)
        self._findings.expect(
            "POSITION_GAP",
            f"first position of {place}",
            expected=self.size + 1,
            found=batch.first,
            position=batch.first,
        )
        if batch.first != self.size + 1:
            self._in_step = False
        stored, placed = batch.counted
        for what, found in (("event_count", stored), ("count in position", placed)):
            self._findings.expect(
                "EVENT_COUNT", f"{what} of {place}", expected=count, found=found, position=batch.first
            )
        if count:
            self._findings.expect(
                "EVENT_ORDINALS",
                f"ordinals of {place}",
                expected=(0, count - 1),
                found=batch.ordinals,
                position=batch.first,
            )

    def open_epoch(self, opening: LogOpened, batch: BatchRows) -> None:
        """Take in the event that opens the log or a new epoch; older checkpoints beyond a restore are explained."""
        self._opening, position = opening, batch.first
        dropped = self._checkpoints.open_epoch(opening.epoch)
        self.epochs.append((opening, batch.received_at))
        if opening.restored_from is not None:
            self._findings.expect(
                "RESTORED_FROM",
                f"restored_from of epoch {opening.epoch}",
                expected=position - 1,
                found=opening.restored_from,
                position=position,
            )
            reached = dropped.last if dropped else opening.restored_from
            self.restores.append(Restore(position, opening.epoch, opening.restored_from, reached, opening.reason))
        elif dropped:
            self._findings.add(
                "CHECKPOINT_BEYOND_EPOCH",
                f"{dropped.count} checkpoints of the file from position {dropped.first}",
                expected=f"the events they vouch for, before epoch {opening.epoch} begins",
                found="none",
                position=dropped.first,
            )

    async def end(self) -> None:
        """Name what the checkpoints vouch for beyond the last event."""
        left = await self._checkpoints.rest()
        if left is not None:
            self._findings.add(
                "LOG_CUT_OFF",
                f"{left.count} checkpoints up to position {left.last}",
                expected=f"events up to {left.last}",
                found=f"the log ends at {self.size}",
                position=self.size + 1,
                position_to=max(self.size + 1, left.last),
            )

    def _check(self, signed: Signed, *, exact: bool) -> None:
        self.checked += 1
        one = self._agree(signed)
        if one is None or not self._trusted(one, signed):
            return
        frontier = self._frontier(signed, one)
        if not self._in_step:
            if frontier is not None and exact:
                self._resume(frontier)
            return
        if self._tree.size != one.position:
            self._differ(signed, expected=f"it in order, at {self._tree.size} or later", found=f"it at {one.position}")
            return
        if self._tree.root().hex() == one.root:
            self._agreed = self.covered = one.position
            if signed.row is not None:
                self._findings.expect(
                    "FRONTIER",
                    f"frontier of {signed.place}",
                    expected=self._tree.to_bytes(),
                    found=signed.row.frontier,
                    position=one.position,
                )
            return
        start, end = _narrowed(self._tree, frontier, self._agreed, one.position)
        self._findings.add(
            "EVENTS_CHANGED",
            f"events under the {signed.place}",
            expected=f"root {one.root}",
            found=f"root {self._tree.root().hex()}",
            position=start,
            position_to=end,
        )
        self._in_step = False
        if frontier is not None:
            self._resume(frontier)

    def _resume(self, frontier: Frontier) -> None:
        self._tree, self._in_step, self._agreed = frontier.copy(), True, frontier.size

    def _agree(self, signed: Signed) -> Checkpoint | None:
        """Compare file and table; return what they say, the file first."""
        if signed.row is None:
            self._differ(signed, expected="it in the table", found="none")
        elif signed.line is None and self._checkpoints.has_file:
            self._differ(signed, expected="it in the file", found="none")
        elif signed.line is not None and signed.line.line() != signed.row.raw:
            self._differ(signed, expected=signed.line.line().decode(), found=signed.row.raw)
        if signed.line is not None:
            return signed.line
        try:
            return checkpoint.read(signed.row.raw) if signed.row else None
        except NotACheckpoint as error:
            self._findings.add(
                "CHECKPOINT_UNREADABLE",
                signed.place,
                expected="a checkpoint",
                found=str(error),
                position=signed.position,
            )
            return None

    def _differ(self, signed: Signed, *, expected: object, found: object) -> None:
        self._findings.add("CHECKPOINT_DIFFERS", signed.place, expected=expected, found=found, position=signed.position)

    def _trusted(self, one: Checkpoint, signed: Signed) -> bool:
        """Check signature, key, epoch and size; say whether its root can be relied on."""
        opened = self._opening
        claims = (
            (
                "CHECKPOINT_SIGNATURE",
                "signature",
                "a valid signature",
                "a valid signature" if one.is_signed() else "none",
            ),
            ("CHECKPOINT_KEY", "key", opened.checkpoint_key if opened else "an opened log", one.key),
            ("CHECKPOINT_SIZE", "size", signed.position, one.position),
            ("CHECKPOINT_EPOCH", "epoch", opened.epoch if opened else "an opened log", one.epoch),
        )
        agreed = [
            self._findings.expect(
                code, f"{what} of {signed.place}", expected=expected, found=found, position=signed.position
            )
            for code, what, expected, found in claims
        ]
        return all(agreed)

    def _frontier(self, signed: Signed, one: Checkpoint) -> Frontier | None:
        """Return the stored frontier if it has the signed root."""
        if signed.row is None:
            return None
        try:
            frontier = Frontier.from_bytes(signed.row.frontier)
        except BadProof:
            return None
        return frontier if frontier.size == one.position and frontier.root().hex() == one.root else None


def _narrowed(mine: Frontier, signed: Frontier | None, agreed: int, position: int) -> tuple[int, int]:
    """Return the first and last position where a changed event may be."""
    if signed is not None:
        for (start, end), found, expected in zip(mine.ranges(), mine.nodes, signed.nodes, strict=True):
            if found != expected:
                return max(start, agreed) + 1, end
    return agreed + 1, position
