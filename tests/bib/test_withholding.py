import pytest

from bib.entries import work_from_fields
from bib.identifiers import address_fingerprint
from bib.standing import Standing, StandingSignal
from bib.withholding import WITHHELD, mentions_address, without_addresses, without_addresses_in
from bib.works import Citekey, LinkPolicy, Sighting
from tests.builders import a_work


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a",
        "seen at http://example.org.",
        "hxxps://example[.]org",
        "www.example.org",
        "example.com",
        "The site Example.ai/forum is gone",
        "doi:10.1145/1.2",
        "10.1145/3531146.3533187",
        "arXiv:2105.01234",
        r"\url{foo}",
        r"\href{foo}{text}",
        "write to a.b@example.com",
        "bit.ly/abc",
        "youtu.be/abc",
        "ftp://x",
    ],
)
def test_an_address_is_noticed(text):
    assert mentions_address(text)
    assert not mentions_address(without_addresses_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A study of 10.5 million images, e.g. in the U.S. and elsewhere",
        "Proc. ACM Hum.-Comput. Interact. 6, CSCW2 (2022)",
        "Node.js and version 1.5",
        "10.1 and 3/4",
        "the end.In 2020 it began",
        "and/or: see Section 4.1",
        "ratio 3:1 // note",
    ],
)
def test_prose_is_no_address(text):
    assert not mentions_address(text)
    assert without_addresses_in(text) == text


def test_an_address_in_prose_leaves_a_mark():
    assert without_addresses_in("Archived (https://example.org/a), then gone.") == (
        f"Archived ({WITHHELD}), then gone."
    )


@pytest.mark.parametrize(
    "text", [r"\url{https://example.org}", "Available at: https://example.org.", "www.example.org"]
)
def test_a_text_that_is_only_an_address_leaves_nothing(text):
    assert without_addresses_in(text) == ""


def test_a_withheld_work_leads_nowhere():
    address = "https://example.com/forum"
    work = work_from_fields(
        Citekey("site2023"),
        "misc",
        {
            "title": "Example.com: a forum",
            "author": "{example.com}",
            "url": address,
            "doi": "10.1234/ab",
            "eprint": "2105.01234",
            "archiveprefix": "arXiv",
            "howpublished": rf"\url{{{address}}}",
            "note": f"Seen at {address} in May.",
            "bdsk-url-1": address,
            "file": ":a.pdf",
            "urldate": "2024-01-01",
            "isbn": "978-0-306-40615-7",
            "year": "2023",
        },
        f"@misc{{site2023, url = {{{address}}}}}",
    )
    work = a_work(
        key=work.key,
        fields=work.fields,
        block=work.block,
        ids=work.ids,
        note=address,
        gist=f"A forum at {address}",
        repairs=(f"url was {address}/",),
        seen=(Sighting(where=address, what="its front page"),),
        standing=(StandingSignal(state=Standing.GONE, seen=address),),
        origins={"url": "a search", "title": f"{address}, 2024"},
        address_sha256="ab",
    )

    shown = without_addresses(work)

    assert "example.com" not in repr(shown).casefold()
    assert "10.1234" not in repr(shown)
    assert set(shown.fields) == {"title", "note", "isbn", "year"}
    assert shown.ids == {"isbn": "9780306406157"}
    assert shown.block is None
    assert (shown.key, shown.address_sha256, shown.title) == (
        "site2023",
        "ab",
        f"{WITHHELD}: a forum",
    )
    assert shown.seen[0].what == "its front page"


@pytest.mark.parametrize("piece", ["a.", "a", "://", "10.1234/", "www.", "a-", "http:"])
def test_a_very_long_text_takes_no_long_time(piece):
    assert isinstance(mentions_address(piece * 100_000), bool)


def test_the_host_that_reported_on_a_work_may_be_named_and_its_page_may_not() -> None:
    work = a_work(
        link_policy=LinkPolicy.WITHHOLD,
        address_sha256=address_fingerprint("https://bad.example.com/"),
        seen=(
            Sighting(where="news.example.org and mirror.example.net", what="two reports"),
            Sighting(where="news.example.org/a/page", what="a report"),
            Sighting(where="bad.example.com", what="itself"),
        ),
    )

    seen = without_addresses(work).seen

    assert [each.where for each in seen] == ["news.example.org and mirror.example.net", "", ""]
