"""Files into entries: a reader takes the bytes of one file, gives entry bodies and a report, and does no other IO."""
