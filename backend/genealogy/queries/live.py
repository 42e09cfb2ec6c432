"""What was linked at a moment: conditions for SQL, in which $3 is the moment, or NULL for now."""

AT = "coalesce($3::timestamptz, 'infinity')"


def live(edge: str) -> str:
    """Return that a link was there then; ``edge`` is its name in the statement."""
    return f"{edge}.at <= {AT} AND ({edge}.ended_at IS NULL OR {edge}.ended_at > {AT})"


def begun(unit: str) -> str:
    """Return that a unit was in the lot it was made in: since its first step began."""
    return f"""($3::timestamptz IS NULL OR EXISTS (
  SELECT 1 FROM row_step_run r WHERE r.subject = 'unit:' || {unit}.serial AND r.started_at <= $3))"""  # noqa: S608
