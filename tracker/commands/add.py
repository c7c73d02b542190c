"""`evtrack add`: make works of identifiers."""

from __future__ import annotations

import click

from bib.short_names import short_reference
from tracker.actions.ask_sources import polite_client
from tracker.actions.look_up_works import LookUpReport, look_up_works
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    emit_rows,
    json_option,
    now,
    offline_option,
    pass_library,
    say,
)
from tracker.library import Library
from tracker.render.objects import work_object

_SOME_REFUSED, _ALL_REFUSED = 1, 3


@click.command(epilog="Example: evtrack add 10.1145/3531146.3533187 arXiv:2105.01234 --dry-run")
@click.argument("identifiers", metavar="IDENTIFIER...", nargs=-1, required=True)
@offline_option
@dry_run_option
@json_option
@pass_library
def command(
    library: Library,
    identifiers: tuple[str, ...],
    *,
    offline: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make works of DOIs, arXiv numbers, ISBNs and PubMed numbers.

    Numbers of PubMed Central will do as well. Each is looked up at the service that registers it;
    every field is kept with where it came from. A work that is there already stays as it is. Exit 1
    if something could not be added, 3 if nothing could.
    """
    moment = now()
    with polite_client(library, now=moment, is_offline=offline) as client:
        report = look_up_works(library, identifiers, client, is_dry_run=dry_run, now=moment)
    if as_json:
        emit_json(_object(report))
    else:
        _tell(report, dry_run=dry_run)
    if report.is_refused_whole:
        return _ALL_REFUSED
    return _SOME_REFUSED if report.missing or report.failed else 0


def _object(report: LookUpReport) -> dict[str, object]:
    return {
        "added": [
            {"key": each.work.key, "identifier": each.identifier, "source": each.source}
            for each in report.added
        ],
        "unchanged": [{"key": key, "identifier": text} for text, key in report.present],
        "works": [work_object(each.work) for each in report.added],
        "problems": [
            {"identifier": text, "code": code, "message": why}
            for code, told in (("not-found", report.missing), ("not-asked", report.failed))
            for text, why in told
        ],
    }


def _tell(report: LookUpReport, *, dry_run: bool) -> None:
    for text, why in (*report.missing, *report.failed):
        say(f"{text}: {why}")
    rows = [
        (str(each.work.key), f"{short_reference(each.work)} ({each.source})")
        for each in report.added
    ]
    rows += [(key, "is there already") for _, key in report.present]
    emit_rows(rows)
    if dry_run:
        say("A dry run: nothing was changed.")
