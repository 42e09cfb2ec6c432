"""Who did what, when, where and why: read from the log itself, with proofs that it is unaltered."""
