"""Sentences with the calls in them, invented after the rules were done."""

from __future__ import annotations

from evidence.reading.paper import ListedReference
from tests.evidence.reading.sample_references import NAMED, numbered

N = numbered(30)

# By number for the numbered list, by place in the list for the named one.
HELD_OUT: list[tuple[str, list[ListedReference], list[list[int | None]]]] = [
    ("Lamps differ [2,3,5].", N, [[2, 3, 5]]),
    ("Lamps differ [2-4, 7, 9–11].", N, [[2, 3, 4, 7, 9, 10, 11]]),
    ("See [12] for more; in [13, Ch. 2] it is shown.", N, [[12], [13]]),
    ("The matrix A[2] and the vector v[3] differ [4].", N, [[4]]),
    ("As in ref. [7], and refs. [8,9].", N, [[7], [8, 9]]),
    ("Between [18] and [20] it changed.", N, [[18], [20]]),
    ("Score [0-10] and age [18, 65].", N, []),
    ("He said: “I saw [the] lamp” [5].", N, [[5]]),
    ("See [1], [4]–[6], and [9].", N, [[1, 4, 5, 6], [9]]),
    ("Figure 3 [12] shows; Table 2 in [13].", N, [[12], [13]]),
    ("A total of 12 [6, 7] of 30 (40%) slept.", N, [[6, 7]]),
    ("Step [2] follows step [1].", N, []),
    ("(see [3, 4] and references therein)", N, [[3, 4]]),
    ("As [5] argued.[6]", N, [[5], [6]]),
    ("He used list[0] and dict['a'] [7].", N, [[7]]),
    ("[Online]. Available [8].", N, [[8]]),
    ("“Quoted with [9] inside” they say.", N, []),
    ("It holds for k ∈ [1, 10] [11].", N, [[11]]),
    ("between 10 and 20 [10–20]", N, [list(range(10, 21))]),
    ("Eqs. (1)–(3) and [1–3].", N, [[1, 2, 3]]),
    ("According to Ito, Rowan and Ode (2019) it is.", NAMED, [[5]]),
    ("Prior work (Ito et al. 2019; Flynn et al. 2022) and (Berg 2018).", NAMED, [[5, 0], [4]]),
    ("Work by van der Berg (2018: 12) and Ash (2003).", NAMED, [[4], [None]]),
    ("(for reviews, see Qin, 2024a; Ito & Rowan, 2020)", NAMED, [[2, 6]]),
    ("In 2019, Ito et al. found; Ito et al. (2019, p. 3) said.", NAMED, [[5], [5]]),
    ("The World Sleep Organization (WSO, 2021) says.", NAMED, [[9]]),
    ("WSO (2021) and the American Sleep Project (2024)", NAMED, [[9], [7]]),
    ("Flynn & Powell’s (2022) and Qin’s (2024b)", NAMED, [[1], [3]]),
    ("(Oduya, n.d.; Grün, in press)", NAMED, [[10, 11]]),
    ("(Flynn et al., 2022, 2023)", NAMED, [[0, None]]),
    ("The war (1939) and Berlin (1945), in Rome (2020)", NAMED, []),
    ("(see Section 2, 2019) (Table 1, 2020)", NAMED, []),
    ("Ito et al. [2019] and [Qin 2024a]", NAMED, [[5], [2]]),
    ("(Ito et al., 2019: 5; also Qin, 2024b: 7)", NAMED, [[5, 3]]),
    ("Jan van der Berg (2018)", NAMED, [[4]]),
    (
        "While Ito and Rowan (2020) agree, Flynn, Powell, Scott, and Cama (2022) do not.",
        NAMED,
        [[6], [0]],
    ),
    ("O’Brien et al. (2017)", NAMED, [[12]]),
    ("(cited in Ito et al., 2019)", NAMED, [[5]]),
    ("(Sleep Act of 2020)", NAMED, []),
    ("(COVID-19, 2020)", NAMED, []),
    ("published in 2019 (Ito et al.)", NAMED, []),
    ("(2018; 2019) and (1, 2)", NAMED, []),
    ("Berg’s lamp (van der Berg, 2018) of May 2018", NAMED, [[4]]),
    ("American Sleep Project 2024 says", NAMED, [[7]]),
]
