"""What every search engine must answer, whichever library does the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.search.document import Document
from tracker.search.engine import NEVER_BUILT, Engine
from tracker.search.query import parse_query
from tracker.search.tree import Not, within
from tracker.search.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine.open}

FLYNN = Document(
    type="work",
    id="flynn2022deepfakes",
    title="Deepfakes and digitally altered imagery abuse",
    body=(
        "Asher Flynn",
        "British Journal of Criminology",
        "An exploration of an emerging form of image-based sexual abuse with 16,000 people.",
        "Governance is found wanting; women are hit harder.",
    ),
    authors=("Asher Flynn", "Anastasia Powell"),
    year=2022,
    kinds=("article",),
    concepts=("stage/distribution",),
    limitations=("L1", "L2"),
    works=("flynn2022deepfakes", "flynn2021"),
    states=("read-full", "current"),
)
GAYTAN = Document(
    type="work",
    id="gaytan2021",
    title="Consent on the shelf",
    body=("Laura Gaytán-Lugo", "Malicious use of software is hard to prove under S.3696."),
    authors=("Laura Gaytán-Lugo",),
    year=2019,
    kinds=("inproceedings",),
    works=("gaytan2021",),
    states=("retracted",),
)
CLAIM = Document(
    type="claim",
    id="ding2025-4.1-1-5a",
    body=("Deepfake detectors fail on low-quality images.", "ding2025-4.1-1-5a"),
    authors=("Li Ding",),
    year=2025,
    kinds=("finding",),
    cites=("flynn2022deepfakes",),
    limitations=("L1",),
    concepts=("stage/hosting", "method/detection"),
    works=("ding2025",),
    states=("not-supported", "disputed"),
)
TEXT = Document(
    type="text",
    id="sha256-1",
    title="深度伪造 governance",
    body=("First passage ends here", "second passage starts there. " + "Padding words. " * 400),
    works=("ding2025",),
)
ALL = (FLYNN, GAYTAN, CLAIM, TEXT)


@pytest.fixture(params=sorted(ENGINES))
def open_engine(request: pytest.FixtureRequest) -> Callable[[Path], Engine]:
    return ENGINES[request.param]


@pytest.fixture
def engine(open_engine: Callable[[Path], Engine], tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(tmp_path / "index")
    made.rebuild(ALL, total=len(ALL), generation=7, progress=lambda _: None)
    yield made
    made.close()


@pytest.fixture(scope="module", params=sorted(ENGINES))
def standing_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    made = ENGINES[request.param](tmp_path_factory.mktemp("index"))
    made.rebuild(ALL, total=len(ALL), generation=7, progress=lambda _: None)
    yield made
    made.close()


def found(engine: Engine, text: str) -> set[str]:
    answer = engine.answer(parse_query(text), limit=100)
    assert answer.total == len(answer.hits)
    return {hit.id for hit in answer.hits}


F, G, C, T = FLYNN.id, GAYTAN.id, CLAIM.id, TEXT.id


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("deepfake", {F, C}),
        ("DEEPFAKES", {F, C}),
        ("abuses", {F}),
        ("deepfake abuse", {F}),
        ("deepfake OR consent", {F, C, G}),
        ("deepfake NOT abuse", {C}),
        ("deepfake AND NOT abuse", {C}),
        ("NOT deepfake", {G, T}),
        ("NOT (deepfake OR consent)", {T}),
        ("zebra", set()),
        ("deepfake AND zebra AND abuse", set()),
        ("deepfake OR NOT abuse", {F, C, G, T}),
    ],
)
def test_words_and_operators(standing_engine: Engine, text: str, ids: set[str]) -> None:
    assert found(standing_engine, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('"sexual abuse"', {F}),
        ('"abuse sexual"', set()),
        ('"image based sexual abuse"', {F}),
        ('"emerging abuse"', set()),
        ('"emerging abuse"~6', {F}),
        ('"deepfakes and digitally"', {F}),
        ('"here second"', set()),
        ('"of an"', {F}),
        ('title:"altered imagery"', {F}),
        ('title:"sexual abuse"', set()),
    ],
)
def test_phrases_keep_their_order_and_stay_within_a_passage(
    standing_engine: Engine, text: str, ids: set[str]
) -> None:
    assert found(standing_engine, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("image-based", {F}),
        ("imagebased", {F}),
        ("image based", {F}),
        ("16,000", {F}),
        ("16000", {F}),
        ("S.3696", {G}),
        ("s3696", {G}),
        ("gaytan", {G}),
        ("Gaytán", {G}),
        ("Gaytan-Lugo", {G}),
        ("GAYTÁN-LUGO", {G}),
        ("gaytanlugo", {G}),
        ("伪造", {T}),
        ("造伪", set()),
        ("ding2025-4.1-1-5a", {C}),
    ],
)
def test_compounds_numbers_and_accents(standing_engine: Engine, text: str, ids: set[str]) -> None:
    assert found(standing_engine, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("governan*", {F, T}),
        ("malicio*", {G}),
        ("GAYTÁ*", {G}),
        ("image-bas*", {F}),
        ("wom?n", {F}),
        ("*takes", set()),
        ("*fake", {C}),
        ("*fakes", {F}),
        ("d*p?ake", {C}),
        ("Flynm~", {F}),
        ("fylnn~", {F}),
        ("fl~", set()),
        ("gobernence~", set()),
        ("govrnence~2", {F, T}),
        ("governence~", {F, T}),
        ("title:gov*", {T}),
        ("title:governence~", {T}),
        ("author:pow*", {F}),
        ("author:flynm~", {F}),
    ],
)
def test_prefixes_patterns_and_fuzzy_words(
    standing_engine: Engine, text: str, ids: set[str]
) -> None:
    assert found(standing_engine, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("author:flynn", {F}),
        ('author:"asher flynn"', {F}),
        ('author:"flynn, asher"', {F}),
        ('author:"flynn powell"', set()),
        ("author:(flynn OR ding)", {F, C}),
        ("title:consent", {G}),
        ("title:malicious", set()),
        ("kind:article", {F}),
        ("kind:FINDING", {C}),
        ("kind:fin*", {C}),
        ("cites:flynn2022deepfakes", {C}),
        ("cites:Flynn2022Deepfakes", {C}),
        ("cites:flynn*", {C}),
        ("limitation:L1", {F, C}),
        ("limitation:l2", {F}),
        ("concept:stage/hosting", {C}),
        ("concept:hosting", {C}),
        ("concept:stage/*", {F, C}),
        ("work:ding2025", {C, T}),
        ("work:flynn2021", {F}),
        ("state:not-supported", {C}),
        ('state:"not supported"', {C}),
        ("state:retracted", {G}),
        ("type:claim", {C}),
        ("year:2022", {F}),
        ("year:2019..2022", {F, G}),
        ("year:..2020", {G}),
        ("year:2020..", {F, C}),
        ("year:[2019 TO 2022]", {F, G}),
        ("year:202*", {F, C}),
        ("year:1900..1950", set()),
        ("year:*", {F, G, C}),
        ("author:*", {F, G, C}),
        ("deepfake year:2025 limitation:L1", {C}),
        ("NOT kind:*", {T}),
    ],
)
def test_fields(standing_engine: Engine, text: str, ids: set[str]) -> None:
    assert found(standing_engine, text) == ids


@pytest.mark.parametrize("text", ["", "*", "*:*", "!!!", "(((", '"', "🙂"])
def test_what_asks_for_nothing_in_particular_finds_everything(
    standing_engine: Engine, text: str
) -> None:
    assert found(standing_engine, text) == {F, G, C, T}


@pytest.mark.parametrize(
    "text",
    [
        "deepfake AND",
        "AND deepfake",
        "(deepfake",
        '"deepfake',
        "deepfake)",
        "deepfake ~",
        "deepfake^3",
        "deepfake?",
        "deepfake!",
        "[TO deepfake",
        "unknownfield:deepfake",
        "a:b:deepfake",
        "https://deepfake.example/path",
        "year: deepfake",
        "«deepfake»",
        "deepfake\0",
    ],
)
def test_broken_syntax_does_not_hide_what_is_there(standing_engine: Engine, text: str) -> None:
    assert {F, C} <= found(standing_engine, text)


def test_a_pasted_abstract_finds_its_work(standing_engine: Engine) -> None:
    pasted = " ".join((*FLYNN.body, "(Copyright: the publisher, 2022. NOT for resale!)"))

    answer = standing_engine.answer(parse_query(pasted), limit=10)

    assert answer.hits[0].id == F
    assert answer.relaxed


def test_some_of_many_words_will_do_where_nothing_has_all(standing_engine: Engine) -> None:
    answer = standing_engine.answer(parse_query("zebra giraffe consent"), limit=10)

    assert (answer.relaxed, [hit.id for hit in answer.hits]) == (True, [G])


def test_what_is_asked_of_a_field_is_never_let_go(standing_engine: Engine) -> None:
    answer = standing_engine.answer(
        parse_query("zebra giraffe deepfake kind:finding NOT abuse"), limit=10
    )

    assert (answer.relaxed, [hit.id for hit in answer.hits]) == (True, [C])


def test_many_alternatives_that_were_spelled_out_all_count(engine: Engine) -> None:
    documents = [Document(type="work", id=f"w{at}", title=f"term{at}") for at in range(60)]
    engine.update(documents, generation=8)

    assert len(found(engine, " OR ".join(f"term{at}" for at in range(60)))) == 60


def test_many_words_that_were_spelled_out_are_all_required(engine: Engine) -> None:
    said = " ".join(f"term{at}" for at in range(60))
    engine.update([Document(type="work", id="x", title=said)], generation=8)

    assert found(engine, said.replace(" ", " AND ")) == {"x"}
    assert found(engine, said.replace(" ", " AND ") + " AND zebra") == set()


def test_two_words_or_a_spelled_out_and_are_not_relaxed(standing_engine: Engine) -> None:
    assert found(standing_engine, "zebra consent") == set()
    assert found(standing_engine, "zebra AND giraffe AND consent") == set()


def test_a_title_weighs_more_than_a_mention(engine: Engine) -> None:
    mention = Document(type="work", id="mention", title="On something", body=("About zebras.",))
    titled = Document(type="work", id="titled", title="About zebras", body=("On something.",))
    engine.update([mention, titled], generation=8)

    assert [hit.id for hit in engine.answer(parse_query("zebra"), limit=5).hits] == [
        "titled",
        "mention",
    ]


def test_a_rare_word_weighs_more_than_a_common_one(engine: Engine) -> None:
    common = [Document(type="work", id=f"c{number}", title="common") for number in range(20)]
    engine.update([*common, Document(type="work", id="rare", title="rare")], generation=8)

    assert engine.answer(parse_query("common OR rare"), limit=1).hits[0].id == "rare"


def test_hits_come_in_pages_and_are_counted_whole(standing_engine: Engine) -> None:
    query = parse_query("deepfake OR consent OR governance")
    whole = standing_engine.answer(query, limit=10)

    pages = [standing_engine.answer(query, limit=1, offset=at) for at in range(5)]

    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total} == {4}
    assert standing_engine.answer(query, limit=0).total == 4


def test_scores_fall(standing_engine: Engine) -> None:
    hits = standing_engine.answer(parse_query("deepfake OR abuse OR image"), limit=10).hits

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_query_can_be_kept_to_types(standing_engine: Engine) -> None:
    asked = parse_query("deepfake zebra giraffe")

    answer = standing_engine.answer(within(asked, {"claim", "text"}), limit=10)

    assert (answer.relaxed, [(hit.type, hit.id) for hit in answer.hits]) == (True, [("claim", C)])


def test_a_changed_document_is_found_by_its_new_words_only(engine: Engine) -> None:
    changed = Document(type="work", id=F, title="Zebras", authors=("Someone Else",))

    engine.update([changed], generation=8)

    assert found(engine, "zebra") == {F}
    assert found(engine, "deepfake") == {C}
    assert found(engine, "author:flynn") == set()
    assert (engine.generation, engine.document_count) == (8, 4)


def test_documents_that_are_gone_are_not_found(engine: Engine) -> None:
    engine.update([], gone=[("work", F), ("claim", C), ("claim", "never there")], generation=8)

    assert found(engine, "*") == {G, T}
    assert engine.document_count == 2


def test_ids_of_different_types_do_not_meet(engine: Engine) -> None:
    engine.update([Document(type="text", id=F, body=("zebra",))], generation=8)

    assert found(engine, "zebra type:text") == {F}
    assert engine.document_count == 5


def test_the_last_of_two_documents_of_one_name_counts(engine: Engine) -> None:
    engine.update(
        [Document(type="work", id="x", title=title) for title in ("zebra", "giraffe")], generation=8
    )

    assert (found(engine, "zebra"), found(engine, "giraffe")) == (set(), {"x"})


def test_many_small_changes_leave_what_they_should(engine: Engine) -> None:
    for number in range(90):
        work = Document(type="work", id=f"w{number % 30}", title=f"zebra number{number}")
        engine.update([work], gone=[("work", f"w{(number + 7) % 30}")], generation=8 + number)

    kept = {f"w{number}" for number in range(30)} - {f"w{(number + 7) % 30}" for number in (89,)}
    assert found(engine, "zebra") <= kept
    assert found(engine, "number89") == {"w29"}
    assert found(engine, "number3") == set()
    assert engine.document_count == 4 + len(found(engine, "zebra"))


def test_a_rebuild_replaces_everything_and_tells_how_far_it_is(engine: Engine) -> None:
    told: list[int] = []
    documents = [Document(type="work", id=f"w{number}", title="zebra") for number in range(300)]

    engine.rebuild(iter(documents), total=300, generation=20, progress=told.append)

    assert engine.document_count == len(found_ids(engine, "zebra")) == 300
    assert found(engine, "deepfake") == set()
    assert engine.generation == 20
    assert told == sorted(told)
    assert told[-1] == 300


def found_ids(engine: Engine, text: str) -> set[str]:
    return {hit.id for hit in engine.answer(parse_query(text), limit=1000).hits}


def test_an_empty_index_answers(open_engine: Callable[[Path], Engine], tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "index")
    assert (engine.generation, engine.document_count) == (NEVER_BUILT, 0)
    assert engine.answer(parse_query("*"), limit=5).total == 0
    assert engine.suggest(parse_query("zebra")) is None

    engine.rebuild([], total=0, generation=1, progress=lambda _: None)

    assert (engine.generation, engine.document_count) == (1, 0)
    assert engine.answer(parse_query("NOT zebra"), limit=5).total == 0
    engine.close()


def test_a_first_change_needs_no_rebuild(
    open_engine: Callable[[Path], Engine], tmp_path: Path
) -> None:
    engine = open_engine(tmp_path / "index")

    engine.update([FLYNN], generation=1)

    assert found(engine, "deepfake") == {F}
    engine.close()


def test_an_index_is_kept(
    open_engine: Callable[[Path], Engine], engine: Engine, tmp_path: Path
) -> None:
    again = open_engine(tmp_path / "index")

    assert (again.generation, again.document_count) == (7, 4)
    assert found(again, "deepfake") == {F, C}
    again.close()


def test_another_engine_on_the_same_folder_sees_the_change(
    open_engine: Callable[[Path], Engine], engine: Engine, tmp_path: Path
) -> None:
    other = open_engine(tmp_path / "index")
    assert found(other, "zebra") == set()

    engine.update([Document(type="work", id="x", title="zebra")], generation=8)

    assert found(other, "zebra") == {"x"}
    assert other.generation == 8
    other.close()


@pytest.mark.parametrize("documents", [(FLYNN,), ()])
def test_a_change_cut_short_leaves_the_index_as_it_was(
    engine: Engine, documents: tuple[Document, ...]
) -> None:
    def broken() -> Iterator[Document]:
        yield from documents
        raise KeyError("the database went away")

    with pytest.raises(KeyError):
        engine.update(broken(), generation=8)
    with pytest.raises(KeyError):
        engine.rebuild(broken(), total=9, generation=9, progress=lambda _: None)

    assert found(engine, "*") == {F, G, C, T}
    assert engine.generation == 7
    engine.update([], gone=[("work", F)], generation=8)
    assert found(engine, "*") == {G, C, T}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("deepfkae", "deepfake"),
        ("govermance", "governance"),
        ("consnet zebraa", "consent zebraa"),
        ("author:Flinn", "author:flynn"),
        ("title:govermance year:2022", "title:governance year:2022"),
        ("Govermance, deepfake", "governance deepfake"),
        ("deepfake", None),
        ("xylophone", None),
        ("S.3697", None),
        ("kind:artcle", None),
        ("zebr*", None),
        ("*", None),
        ("governed", None),
    ],
)
def test_an_unknown_word_is_put_right(
    standing_engine: Engine, text: str, suggestion: str | None
) -> None:
    assert standing_engine.suggest(parse_query(text)) == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "a*",
        "*a*",
        "?" * 50 + "a",
        " OR ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
        " ".join(f"word{number}~2" for number in range(100)),
        '"' + "of the " * 500 + '"~50',
        "word " * 2_000,
        "NOT " * 50 + "a",
        "深" * 2_000,
    ],
)
def test_costly_queries_are_answered_in_bounded_time(standing_engine: Engine, text: str) -> None:
    started = time.process_time()

    query = parse_query(text)
    standing_engine.answer(query, limit=10)
    standing_engine.suggest(query)

    assert time.process_time() - started < 9


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_answered(standing_engine: Engine, text: str) -> None:
    query = parse_query(text)

    standing_engine.answer(query, limit=5)
    standing_engine.suggest(query)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            [
                *("deepfake", "abuse", "flynn", "AND", "OR", "NOT", "(", ")", '"', "~", "*", "?"),
                *(
                    "author:",
                    "year:",
                    "title:",
                    "kind:",
                    "[",
                    "]",
                    " TO ",
                    "..",
                    "2019",
                    "unknown:",
                ),
                *(
                    "govern*",
                    "wom?n",
                    "flynm~",
                    "year:2019..",
                    "state:x",
                    "-",
                    "/",
                    "é",
                    "深",
                    "\0",
                ),
            ]
        ),
        max_size=15,
    ).map(" ".join)
)
def test_any_mixture_of_syntax_is_answered_as_not_and_not_not(
    standing_engine: Engine, text: str
) -> None:
    query = parse_query(text)

    counts = [
        standing_engine.answer(asked, limit=0) for asked in (query, Not(query), Not(Not(query)))
    ]

    if not counts[0].relaxed:
        assert counts[0].total + counts[1].total == len(ALL)
        assert counts[2].total == counts[0].total


_WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(_WORD, min_size=1, max_size=8))
def test_a_document_is_found_by_every_word_it_says(engine: Engine, said: list[str]) -> None:
    engine.update([Document(type="work", id="x", body=(" ".join(said),))], generation=8)

    for word in said:
        assert "x" in found(engine, word), word
    assert "x" in found(engine, " ".join(said))
