"""What may be used: the decision on a lot, by quality, once nothing stands in its way."""
