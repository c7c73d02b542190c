"""The tracker: where works and evidence are kept, found, changed and shown."""
