"""Stock on the move inside the site. A move is a fact: it is kept whatever it breaks, and what it breaks is flagged."""
