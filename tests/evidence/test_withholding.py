from __future__ import annotations

from decimal import Decimal

from bib.withholding import WITHHELD
from bib.works import LinkPolicy
from evidence.excerpts import Excerpt
from evidence.figures import Figure
from evidence.withholding import as_shown, claims_as_shown, fields_left_out, work_as_shown
from tests.builders import a_claim, a_sound_corpus, a_verdict, a_work

ADDRESS = "https://bad.example/page"


def hidden(**parts):
    return a_work("hidden2020", link_policy=LinkPolicy.WITHHOLD, **parts)


def test_a_corpus_without_withheld_works_is_shown_as_it_is():
    corpus = a_sound_corpus()

    assert as_shown(corpus) is corpus


def test_works_claims_and_verdicts_are_shown_without_the_address():
    corpus = a_sound_corpus(
        bibliography=(hidden(note=f"At {ADDRESS}."), a_work("open2020", note=f"At {ADDRESS}.")),
        claims=(a_claim("hidden2020-1", seen=ADDRESS), a_claim("open2020-1", seen=ADDRESS)),
        verdicts=(a_verdict("open2020-1", "hidden2020", reason=f"At {ADDRESS} it says so."),),
    )

    shown = as_shown(corpus)

    assert [work.note for work in shown.works] == ["", f"At {ADDRESS}."]
    assert [claim.seen for claim in shown.claims] == ["", ADDRESS]
    assert shown.verdicts[0].reason == f"At {WITHHELD} it says so."


def test_a_claim_that_is_an_address_still_states_something():
    (shown,) = claims_as_shown([a_claim(statement=ADDRESS)], {"flynn2022"})

    assert shown.statement == WITHHELD


def test_words_quoted_are_shown_without_the_address():
    excerpt = Excerpt(id="x", claim="a-1", work="a", quote=f"go to {ADDRESS} now", prefix=ADDRESS)
    figure = Figure(value=Decimal(3), unit="tools", subject=f"listed at {ADDRESS} in May")

    (shown,) = claims_as_shown([a_claim(excerpts=(excerpt,), figures=(figure,))], {"flynn2022"})

    assert (shown.excerpts[0].quote, shown.excerpts[0].prefix) == (f"go to {WITHHELD} now", "")
    assert shown.figures[0].subject == f"listed at {WITHHELD} in May"


def test_the_fields_left_out_are_named_and_only_of_withheld_works():
    fields = {"title": "A Tool", "url": ADDRESS, "note": "Nothing to hide"}

    assert fields_left_out(hidden(fields=fields)) == ("url",)
    assert fields_left_out(a_work(fields=fields)) == ()


def test_who_reported_on_such_a_work_may_be_named():
    (shown,) = claims_as_shown([a_claim(seen="copy at thepaper.com, in part")], {"flynn2022"})

    assert shown.seen == "copy at thepaper.com, in part"


def test_an_entry_without_an_address_is_shown_byte_for_byte():
    block = "@misc{hidden2020,\n  title={A Work}\n}"

    assert work_as_shown(hidden(block=block)).block == block
    assert work_as_shown(hidden(block=f"{block[:-1]}, url={{{ADDRESS}}}}}")).block is None
