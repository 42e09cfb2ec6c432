"""The demo company 青禾血管通路: made up, clearly marked, and made through the same entries as any other."""
