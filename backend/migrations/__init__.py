"""Schema migrations, run by the owner of the database; the application's role has no right to run them."""
