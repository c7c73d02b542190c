"""Evidence: what is claimed, what supports it, and whether it still holds."""
