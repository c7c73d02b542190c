"""Bibliography: what was published, and how it is written down.

Nothing here knows of claims, files or databases.
"""
