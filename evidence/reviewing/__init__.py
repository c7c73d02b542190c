"""Reviewing: comparing claims with the works they cite, pair by pair, by one reader or several."""
