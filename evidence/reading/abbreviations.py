"""Words after which a full stop does not end a sentence, or seldom does."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


# Something always follows these: a name, a number, an example.
NEVER_LAST = words(
    """
    e.g eg i.e ie cf vs viz dr drs hr mr mrs ms mx messrs prof profs sen gov hon rev capt lt sgt cpl
    maj adm mt figs fig eqs eqn eqns secs sect refs nos pp ca approx appx thm lem propn defn chap
    chaps tab tabs vol vols eds esp resp incl transl rer nat phil aff suppl supp cit sic nr nrn
    bzw z.b d.h u.a vgl ggf sog bsp p.ej stud resp c.f w.r.t a.k.a f.e st ste rep
    dept univ assoc intl natl soc acad proc conf symp bull trans ann int lett sp spp subsp var
    """
)

# Only with a capital: before a name.
TITLES = words("Col Gen Pres Cmdr Supt Insp Fr")

# Words of their own which stand for something else only before a number: “no. 5”, “fig. 3”.
BEFORE_A_NUMBER = words(
    """
    no nos p pp fig figs eq eqs sec secs ch art arts vol vols ref refs tab alg def prop cor ex app
    ver v n s q col par para pt pts jan feb mar apr jun jul aug sep sept oct nov dec min max rs
    line ll l lib bd bl abb kap nr rule reg cap
    """
)

# These end a sentence now and then: only a plain beginning of a sentence after them tells.
SELDOM_LAST = words(
    """
    al inc ltd co corp llc plc gmbh bros jr sr esq u.s u.k u.n e.u u.s.a d.c l.a n.y ph.d phd m.d
    b.a m.a b.sc m.sc n.d op loc ed trad gen dist ave blvd rd
    """
)

# These end a sentence whenever a capital follows.
OFTEN_LAST = words("etc a.m p.m b.c a.d c.e b.c.e usw seq ff ibid")

# How sentences begin that no name begins so; used where the full stop alone does not tell.
OPENINGS = words(
    """
    the this these those that there it its he she we they you i his her our their your my
    in on at by for from with without within under over after before since during while although
    though because if when where whereas whether as to of an all both each every some many most
    few several no none not only such another other others however moreover furthermore therefore
    thus hence then still yet but and or so nevertheless nonetheless meanwhile finally first second
    third next also instead indeed overall again here what which who why how one two three four
    five ten further despite given according based using unlike like rather similarly likewise
    consequently additionally conversely today recent recently previous prior earlier later
    participants results data studies figure table section der die das ein eine wir sie es im in
    le la les un une nous il elle el los las una en
    """
)

MONTHS_ABROAD = words(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    januari februari maart mei augustus
    """
)
