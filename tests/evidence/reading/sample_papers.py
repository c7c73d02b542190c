"""Small papers by invented authors, each in another shape."""

from __future__ import annotations

from evidence.texts import Mark, MarkKind

BY_NAMES = """Short Nights: A Study of the North

Mona Berg and Ren Ito
Lamp Institute, Northtown

Abstract. We ask why nights are short in the north and find that light is to blame, in \
most of the houses that we have seen and in all of the seasons that we were there. It is.

1. Introduction

Nights are short, e.g. in June (Rowan et al., 2021; Berg & Ito, 2019). Berg and Ito (2019) asked \
why; nobody answered.

2. Methods

We asked 12 people.

2.1. Lamps

Lamps came from one maker (Lamp Institute, 2020). Eq. (1) gives their light (in 2016).

3. Results

As Rowan et al. (2021) say, it is the light.

References

Berg, M., & Ito, R. (2019). Why nights are short. Journal of Nights, 3(2), 1–9.

Lamp Institute. (2020). Lamps of the year. Lamp Press.

Rowan, K., Ode, U., & Ash, B. (2021). Light and sleep. Journal of Nights, 5(1), 10–19. \
https://doi.org/10.5555/nights.5.10
"""

WRAPPED = """Short Nights

Mona Berg and Ren Ito

1 Introduction

Sleep is short in the north, and we want to know the reason why
that is so. The nights that we logged in the north were, as the

Mona Berg and Ren Ito

Figure 1: Nights in the north and in the south.

figure shows, shorter than those in the
south [1, 3]. It was dark.

2 Methods

We asked 12 people [2]. Of these, 3 did not answer in [0, 1].

References

[1] Mona Berg. 2019. Why nights are short. Journal of Nights 3, 2 (2019), 1–9.
[2] Ren Ito. 2020. Lamps of the year. Lamp Press.
[3] Kit Rowan. 2021. Light and sleep. Journal of Nights 5, 1 (2021), 10–19.
"""

TWO_LISTS = """Short Nights

1 Introduction

Sleep is short in the north, as we know [2]. That is all.

References

[1] Mona Berg. 2019. Why nights are short. Journal of Nights 3, 2 (2019), 1–9.
[2] Ren Ito. 2020. Lamps of the year. Lamp Press.

Appendix A: More Nights

In the south it is longer [2].

References for the Appendix

[1] Kit Rowan. 2021. Light and sleep. Journal of Nights 5, 1 (2021), 10–19.
[2] Una Ode. 2022. Southern nights. Lamp Press.
"""


def _raised() -> tuple[str, tuple[Mark, ...]]:
    first, second = "1 Introduction\n\nSleep is short.", " Light is long and no less strange."
    content = (
        first + "1" + second + "2,3" + " Nobody knows why.\n\nReferences\n\n"
        "1. Berg M. Why nights are short. J Nights. 2019;3(2):1-9.\n"
        "2. Ito R. Lamps of the year. J Lamps. 2020;4(1):3-7.\n"
        "3. Rowan K. Light and sleep. J Nights. 2021;5(1):10-19.\n"
    )
    one = len(first)
    two = one + 1 + len(second)
    marks = (
        Mark(kind=MarkKind.SUPERSCRIPT, start=one, end=one + 1),
        Mark(kind=MarkKind.SUPERSCRIPT, start=two, end=two + 3),
    )
    return content, marks


RAISED = _raised()
