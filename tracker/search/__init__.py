"""Search: what is indexed of works, claims and texts, how a query is read, and who answers it.

Nothing here knows the database; the library hands in documents and takes hits back.
"""

import warnings

# Whoosh 2.7.4 is older than some of Python's advice on style, which Python gives when it first
# compiles a module; it is not for the people who search.
for _advice in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_advice, module=r".*\bwhoosh\b")
