"""Storage: the database, and how its rows become our values and back. No rules live here."""
