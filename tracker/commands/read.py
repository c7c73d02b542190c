"""`evtrack read`: take a paper apart."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from bib.works import Citekey
from tracker.actions.propose_claims import Proposed, Taking, propose_claims
from tracker.actions.read_paper import PaperReading, look_up, reading_as_shown, take_paper
from tracker.actions.take_texts import text_taker
from tracker.commands.options import (
    chosen_folder,
    dry_run_option,
    emit_json,
    emit_rows,
    grobid_option,
    json_option,
    now,
    open_library,
    say,
    why_option,
    width,
)
from tracker.errors import NoLibraryError
from tracker.library import Library
from tracker.render.attachments_text import problem_lines
from tracker.render.lists import counted
from tracker.render.objects import Object, claim_object, text_problem_object, work_object
from tracker.render.paper_json import paper_object
from tracker.render.paper_text import counts_text, paper_text, taken_rows


@click.command(epilog="Example: evtrack read paper.pdf --work ding2025 --propose --dry-run")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--work", metavar="KEY", help="The work that the file is of.")
@click.option(
    "--bib",
    "bibliography",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A bibliography in which the cited works are.",
)
@click.option("--propose", is_flag=True, help="Draft a claim for each sentence that cites.")
@click.option("--add-works", is_flag=True, help="Make works of references that are none yet.")
@click.option(
    "--match",
    "matches",
    multiple=True,
    metavar="NUMBER=KEY",
    help="The work that a reference means, or NUMBER=new for none at hand. Repeatable.",
)
@grobid_option
@dry_run_option
@why_option
@json_option
def command(
    file: Path,
    work: str | None,
    bibliography: Path | None,
    matches: tuple[str, ...],
    grobid: str | None,
    why: str,
    *,
    propose: bool,
    add_works: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a paper apart: sections, sentences, citations, reference list.

    Works in and outside a library; in one, references are matched to its works, and what is
    doubtful is told and not guessed. --propose keeps the file with its work, makes works of the
    references that are none yet, and drafts a claim for each sentence that cites something, to be
    worded by a person: what exists is left alone, and reading again proposes only what is new.
    """
    taking = Taking(claims=propose, works=propose or add_works, work=work, given=_given(matches))
    take = text_taker(grobid, now=now())
    paper = take_paper(file, bibliography=bibliography, take=take)
    with ExitStack() as stack:
        library = _library(stack, needed=bool(work or taking.works or taking.given))
        if library is not None and taking.works:
            proposed = propose_claims(
                library, paper, taking, is_dry_run=dry_run, now=now(), why=why
            )
            with library.reading() as records:
                shown = reading_as_shown(proposed.reading, records)
        elif library is not None:
            proposed = None
            with library.reading() as records:
                reading = look_up(paper, records, work=work, given=taking.given)
                shown = reading_as_shown(reading, records)
        else:
            proposed, shown = None, look_up(paper, None)
    if as_json:
        emit_json(_object(shown, proposed))
    else:
        _tell(shown, proposed, dry_run=dry_run)


def _given(matches: tuple[str, ...]) -> dict[int, str]:
    given = {}
    for each in matches:
        number, sign, key = each.partition("=")
        if not (sign and key and number.isascii() and number.isdecimal() and len(number) < 6):
            raise click.UsageError(f"“{each}” is not NUMBER=KEY, as --match 12=flynn2022.")
        given[int(number)] = key
    return given


def _library(stack: ExitStack, *, needed: bool) -> Library | None:
    """The library the user means; none where there is none and none is needed."""
    if not needed:
        try:
            chosen_folder()
        except NoLibraryError:
            return None
    return stack.enter_context(open_library())


def _object(shown: PaperReading, proposed: Proposed | None) -> Object:
    keys = shown.keys
    if proposed is not None:
        keys |= _new_keys(proposed)
    shape = paper_object(shown.file.paper, shown.references, keys)
    for place, key in keys.items():
        shape["references"][place]["key"] = key
    shape |= {
        "work": shown.work.key if shown.work else None,
        "problems": [text_problem_object(problem) for problem in shown.problems],
    }
    if proposed is not None:
        attachment = proposed.attachment
        shape |= {
            "added": [work_object(each) for each in proposed.works],
            "proposed": [claim_object(each) for each in proposed.claims],
            "present": proposed.present,
            "numbered": [each.key for each in proposed.numbered],
            "attached": attachment.sha256 if attachment else None,
            "survey": shown.work.key if proposed.is_named_survey and shown.work else None,
        }
    return shape


def _new_keys(proposed: Proposed) -> dict[int, Citekey]:
    made = {each.key for each in proposed.works}
    return {place: work.key for place, work in proposed.reading.new.items() if work.key in made}


def _tell(shown: PaperReading, proposed: Proposed | None, *, dry_run: bool) -> None:
    paper = shown.file.paper
    if proposed is None:
        click.echo(paper_text(paper, shown.references, width=width()))
    else:
        emit_rows(list(taken_rows(proposed.works, proposed.claims)))
    for line in problem_lines(shown.problems):
        say(line)
    if any(problem.code == "doubtful-match" for problem in shown.problems):
        say("`--match NUMBER=KEY` says which work a reference means, NUMBER=new that it is none.")
    say(counts_text(paper, shown.references))
    if proposed is None:
        return
    say(
        f"{counted(len(proposed.works), 'new work')}, {counted(len(proposed.claims), 'draft')}; "
        f"{counted(proposed.present, 'citing sentence')} had claims already."
    )
    if proposed.is_named_survey and shown.work:
        say(f"{shown.work.key} is the survey of this library from now on.")
    if dry_run:
        say("A dry run: nothing was changed.")
    elif proposed.claims:
        say("`evtrack claims --state draft` lists what is to be worded.")
