"""`evtrack works verify`: are works the works they say they are, and were they retracted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from bib.identity import Identity
from bib.sources.records import Notice
from bib.standing import Standing
from evidence.selection import Selection
from tracker.actions.ask_sources import polite_client
from tracker.actions.keep_identities import keep_identities
from tracker.actions.read_notices import ReadNotices, read_notices
from tracker.actions.select_records import select_records
from tracker.actions.take_notices import TakenNotice, take_notices
from tracker.actions.verify_works import Verification, verify_works
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    emit_rows,
    json_option,
    now,
    offline_option,
    pass_library,
    progress_bar,
    say,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.lists import counted
from tracker.render.objects import Object, problem_object, signal_object

_BAD_NEWS = 1
_GOOD = {Identity.SAME}
_GRAVE = {Standing.RETRACTED, Standing.CONCERN}


@click.command(epilog="Example: evtrack works verify --notices retraction_watch.csv --dry-run")
@click.option(
    "--notices",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Only compare all works with this file of Retraction Watch; nothing is asked.",
)
@selection_options
@offline_option
@dry_run_option
@json_option
@pass_library
def command(
    library: Library,
    selection: Selection,
    file: Path | None,
    *,
    offline: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Verify that works are what they say they are, and take editorial notices.

    Works are compared with the records of Crossref, DataCite, arXiv, PubMed, Open Library and
    OpenAlex; of a Handle it is asked whether it exists. A work in none of them may well exist.
    Notices of retraction, concern and correction become signals of the work's standing. Exit 1 if a
    work is another or has wrong fields, could not be found or asked for, or was retracted.
    """
    if file is not None:
        if not selection.is_everything:
            raise click.UsageError("--notices compares all works; leave the selection out.")
        return _from_file(library, file, dry_run=dry_run, as_json=as_json)
    works = select_records(library, selection).works
    moment = now()
    asking = polite_client(library, now=moment, is_offline=offline)
    with asking as client, progress_bar("Asking") as progress:
        done = verify_works(works, client, progress=progress)
    notices = {str(each.work.key): each.notices for each in done if each.notices}
    taken = take_notices(
        library, notices, now=moment, why="heard while verifying", is_dry_run=dry_run
    )
    if not dry_run:
        keep_identities(library, done, now=moment)
    if as_json:
        emit_json(_object(done, taken))
    else:
        _tell(done, taken, dry_run=dry_run)
    is_bad = any(_is_bad(each) for each in done) or _is_grave(taken)
    return _BAD_NEWS if is_bad else 0


def _from_file(library: Library, file: Path, *, dry_run: bool, as_json: bool) -> int:
    read = read_notices(library, file)
    notices: dict[str, Sequence[Notice]] = dict(read.notices)
    taken = take_notices(library, notices, now=now(), why=f"from {file.name}", is_dry_run=dry_run)
    if as_json:
        emit_json(_file_object(read, taken))
    else:
        for problem in read.problems:
            say(str(problem))
        _tell_notices(taken, dry_run=dry_run)
        compared = f"{counted(read.works, 'work')} with an identifier compared with"
        say(f"{compared} {counted(read.rows, 'notice')}; {len(read.notices)} concerned.")
    return _BAD_NEWS if _is_grave(taken) else 0


def _is_bad(each: Verification) -> bool:
    if each.identity is Identity.NOT_CHECKED:
        return each.is_unanswered
    return each.identity not in _GOOD


def _is_grave(taken: Sequence[TakenNotice]) -> bool:
    return any(each.signal.state in _GRAVE for each in taken)


def _object(done: Sequence[Verification], taken: Sequence[TakenNotice]) -> Object:
    counts = Counter(each.identity for each in done)
    return {
        "works": [_verification(each) for each in done],
        "counts": {str(identity): counts[identity] for identity in Identity},
        "notices": [_taken(each) for each in taken],
    }


def _verification(each: Verification) -> Object:
    record = each.record
    return {
        "key": each.work.key,
        "identity": str(each.identity),
        "why": each.why,
        "differences": [
            {"field": one.field, "ours": one.ours, "theirs": one.theirs} for one in each.differences
        ],
        "record": {
            "source": record.source,
            "asked_on": str(record.asked_on),
            "title": record.work.title,
            "year": record.work.year,
            "ids": dict(record.work.ids),
        }
        if record
        else None,
        "doubts": list(each.doubts),
    }


def _file_object(read: ReadNotices, taken: Sequence[TakenNotice]) -> Object:
    return {
        "notices": [_taken(each) for each in taken],
        "concerned": sorted(read.notices),
        "compared": read.works,
        "rows": read.rows,
        "problems": [problem_object(each) for each in read.problems],
    }


def _taken(each: TakenNotice) -> Object:
    return {"work": each.work} | signal_object(each.signal)


def _tell(done: Sequence[Verification], taken: Sequence[TakenNotice], *, dry_run: bool) -> None:
    rows = [
        (each.work.key, str(each.identity), _told(each))
        for identity in reversed(Identity)
        for each in done
        if each.identity is identity and _is_bad(each)
    ]
    emit_rows(rows)
    unasked = Counter(
        each.why for each in done if each.identity is Identity.NOT_CHECKED and not _is_bad(each)
    )
    for why, count in unasked.most_common():
        say(f"{counted(count, 'work')} could not be checked: {why}")
    _tell_notices(taken, dry_run=dry_run)
    for doubt in dict.fromkeys(doubt for each in done for doubt in each.doubts):
        say(doubt)
    counts = Counter(each.identity for each in done)
    told = ", ".join(f"{counts[each]} {each}" for each in Identity if counts[each])
    say(f"{counted(len(done), 'work')}: {told or 'none to verify'}.")


def _told(each: Verification) -> str:
    pieces = [
        f"{one.field} “{one.ours}”, by the record “{one.theirs}”"
        if one.theirs
        else f"{one.field} “{one.ours}”"
        for one in each.differences
    ]
    return "; ".join(pieces) + (". " if pieces and each.why else "") + each.why


def _tell_notices(taken: Sequence[TakenNotice], *, dry_run: bool) -> None:
    emit_rows([(each.work, str(each.signal.state), _signal(each)) for each in taken])
    if taken and dry_run:
        say("A dry run: these notices were not taken.")


def _signal(taken: TakenNotice) -> str:
    since = f" since {taken.signal.since}" if taken.signal.since else ""
    return f"{taken.signal.note} ({taken.signal.seen}{since})"
