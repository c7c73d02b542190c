"""Sittings at a real pseudo-terminal, and what is printed where there is none."""

from __future__ import annotations

import click
import pytest

from tracker.actions.review_queue import Asked
from tracker.actions.review_session import ReviewSession
from tracker.commands import review_sitting
from tracker.commands.options import now
from tracker.commands.review_sitting import Sitting
from tracker.library import Library

terminal = pytest.importorskip("tests.terminal", reason="there are no pseudo-terminals here")

FIRST = "ding2025-4-1-1b"


def sitting(shipped, *more, **options):
    words = ("--library", shipped, "review", "next", *more)
    return terminal.Terminal(*words, EVTRACK_USER="ana", **options)


def verdicts(evtrack, shipped, claim):
    shown = evtrack("--library", shipped, "show", claim, "--json").json["verdicts"]
    return [(each["state"], each["fault"], each["is_taken_back"]) for each in shown
            if each["reader"] == "ana"]  # fmt: skip


def test_a_sitting_keeps_each_verdict_and_the_next_goes_on_from_there(shipped, evtrack, tmp_path):
    text = tmp_path / "report.txt"
    text.write_text(
        "1 Practice\n\nThis report of 2024 reflects how the governance of synthetic content is "
        "practised at present.\n\nA second paragraph says something else about other matters.\n",
        encoding="utf-8",
    )
    evtrack("--library", shipped, "attach", "nist2024ai1004", text)

    with sitting(shipped, lines=50) as at:
        assert "Without this work L1 and L3 would lose their support." in at.wait_for("q leave")
        assert "1 1-1-1: This report of 2024" in " ".join(at.screen.split())
        at.press("1", "passage 1")
        at.press("l", "The place in the cited work")
        at.enter("section 1", "passage 1 · place: section 1")
        at.press("o", "Your note")
        at.enter("Steht so da: 如此", "note: Steht so da: 如此")
        at.press("s", "Kept: supported, on ding2025-4-1-1b. Readers differ on it now.")
        at.press("p", "Which fault?")
        at.press("O", "3 of 173")
        at.press("u", "Kept: source unavailable")
        at.press("z", "Taken back; it stays on record")
        at.press("q", "2 pairs read; 171 still wait for ana")
        assert at.ended() == 0
    with sitting(shipped) as at:
        at.wait_for("1 of 171")
        at.press("\x03", "0 pairs read; 171 still wait for ana")
        assert at.ended() == 130

    shown = evtrack("--library", shipped, "show", FIRST, "--json").json
    (given,) = [each for each in shown["verdicts"] if each["reader"] == "ana"]
    assert (given["locator"], given["reason"]) == ("section 1", "Steht so da: 如此")
    assert [each["id"] for each in shown["excerpts"]].count(given["excerpt"]) == 1
    assert given["binding"]["excerpt"]
    assert given["binding"]["text"]
    assert verdicts(evtrack, shipped, "ding2025-4.2-1-4a") == [("partly", "oversimplify", False)]


def test_a_narrow_terminal_without_signs_is_enough(shipped):
    with sitting(
        shipped, columns=48, lines=16, PYTHONUTF8="0", PYTHONIOENCODING="ascii", NO_COLOR="1"
    ) as at:
        screen = at.wait_for("q leave")
        assert screen.isascii()
        assert max(map(len, screen.splitlines())) < 48
        assert len(screen.splitlines()) < 16
        assert "\x1b[1m" not in at.shown
        at.press(" ", "back")
        at.press("?", "Any key goes on.")
        while "goes on" in at.screen:
            at.press("x", "Any key goes")
        at.press("x", "1 of 173")
        at.press("q", "Everything is kept")


def sat(shipped, monkeypatch, capsys, keys, asked=Asked()):  # noqa: B008
    """What a sitting shows to whoever presses these keys and is gone after the last."""
    pressed = iter(keys)
    monkeypatch.setattr(click, "getchar", lambda: next(pressed, "q"))
    monkeypatch.setenv("LINES", "60")
    with Library.open(shipped) as library:
        session = ReviewSession(library, asked, reader="ana", clock=now)
        status = Sitting(session).run()
    return status, " ".join(capsys.readouterr().out.split())


def test_after_many_pairs_a_pause_is_offered_once(shipped, monkeypatch, capsys):
    monkeypatch.setattr(review_sitting, "PAUSE_AFTER", 2)

    status, shown = sat(shipped, monkeypatch, capsys, "uuuu")

    assert (status, shown.count("2 pairs are done; a pause is fine")) == (0, 1)


def test_who_reads_what_is_not_held_says_how_much_of_it(shipped, monkeypatch, capsys):
    asked = Asked(states=(("scope", "none"),))

    _, shown = sat(shipped, monkeypatch, capsys, ["s", "\x1b", "s", "f"], asked)

    assert "Nothing of the work is held" in shown
    assert "Nothing was recorded." in shown
    assert "Kept: supported, on" in shown


def test_with_nothing_left_to_take_back_it_says_so(shipped, monkeypatch, capsys):
    _, shown = sat(shipped, monkeypatch, capsys, "uzzk")

    assert "Nothing of this sitting is left to take back." in shown
    assert "0 pairs read, 1 passed on; 173 still wait for ana" in shown


def test_a_line_that_the_terminal_garbles_is_not_kept(shipped, monkeypatch, capsys):
    monkeypatch.setattr(click, "prompt", lambda *_words, **_options: "half a sign: \udcc3")

    _, shown = sat(shipped, monkeypatch, capsys, "o")

    assert "signs that are not in its own encoding" in shown


def test_keys_that_mean_nothing_here_do_nothing(shipped, monkeypatch, capsys):
    _, shown = sat(shipped, monkeypatch, capsys, ["x", "\x1b[15~", "5", "a", "ss", "é", "s\n"])

    assert "0 pairs read; 173 still wait for ana" in shown
    assert "There is no passage 5." in shown
    assert "The reference is meant for this claim already." in shown


def test_without_a_terminal_the_first_pair_is_printed_with_how_to_answer(ask):
    done = ask("review", "next", "--reader", "ana")
    told = ask("review", "next", "--reader", "ana", "--json").json

    assert "why now" in done.out
    assert f"evtrack review record {FIRST} nist2024ai1004 --verdict" in " ".join(done.err.split())
    assert (told["waiting"], told["pair"]["claim"], told["pair"]["work"]) == (
        173,
        FIRST,
        "nist2024ai1004",
    )
    assert told["pair"]["why"][0] == "Without this work L1 and L3 would lose their support."
    assert told["pair"]["has_text"] is False


def test_where_nothing_waits_it_says_so(ask):
    done = ask("review", "next", "--reader", "ana", "--verdict", "supported", "--work",
               "nist2024ai1004")  # fmt: skip

    assert done.status == 0
    assert "Nothing waits for ana." in done.err
