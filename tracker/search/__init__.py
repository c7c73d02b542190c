"""Search: what is indexed of works, claims and texts, how a query is read, and who answers it.

Nothing here knows the database; the library hands in documents and takes hits back.
"""
