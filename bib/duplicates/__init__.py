"""Duplicates: which records of a bibliography are one work, which are versions, which may be one.

`portraits` bring works into comparable form, `candidates` choose the pairs worth looking at,
`comparison` says in which parts two agree, `decision` what follows, `clusters` what fits together.
"""
