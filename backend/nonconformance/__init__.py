"""What did not go as it must: deviations, opened by the floor's rules in the same transaction, closed by quality."""
