"""Asking services politely: who we are, not too often, again when they are busy, never twice."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import httpx

from bib.errors import (
    BusySourceError,
    OddAnswerError,
    RefusingSourceError,
    ShutSourceError,
    SourceError,
    UnreachableSourceError,
)

PROGRAM = "evtrack"
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_LARGEST_ANSWER = 20_000_000
# A header can carry nothing else.
_PLAIN_MAIL = re.compile(r"[!-~]{1,64}@[!-~]{1,200}")
_BUSY = {408, 425, 429, 500, 502, 503, 504}
_NOT_THERE = {404, 410}
_SHUT = {401, 403}
_OFFLINE = "evtrack was told to stay offline"
# An answer that there is no such record is asked for again soon: records come to be.
FRESH_DAYS = {200: 30, 404: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service: its name for people, where it is, and the pause it wants between requests."""

    name: str
    title: str
    base: str
    pause_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a service answered: the status (200 or 404), the text, and when it was asked."""

    source: str
    url: str
    status: int
    body: str
    asked_at: datetime

    @property
    def is_there(self) -> bool:
        """Whether the service has what was asked for."""
        return self.status == 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file sent to a service in a form: its place in the form, and what else the form holds."""

    field: str
    name: str
    data: bytes
    media_type: str
    form: Mapping[str, str]
    timeout_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to ask.

    `mailto` is the address at which a service can reach whoever asks. `bases` puts services
    elsewhere, by name: a mirror, or one on this machine. Offline nobody is asked: there are only
    the answers that were kept, however old.
    """

    mailto: str = ""
    version: str = "0"
    bases: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout_seconds: float = 20.0
    is_offline: bool = False

    @property
    def user_agent(self) -> str:
        """Who asks, as the services want it told."""
        contact = f" (mailto:{self.mailto})" if _PLAIN_MAIL.fullmatch(self.mailto) else ""
        return f"{PROGRAM}/{self.version}{contact}"


class PoliteClient:
    """Asks services one request at a time; answers are kept in `answers` and not asked for twice.

    `now` is the time of the deed; `sleep` and `clock` are there to be replaced in tests.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        now: datetime,
        answers: MutableMapping[str, Answer] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.manners = manners
        self.now = now
        self._answers: MutableMapping[str, Answer] = {} if answers is None else answers
        self._sleep, self._clock = sleep, clock
        self._asked: dict[str, float] = {}
        self._down: dict[str, SourceError] = {}
        self._http = httpx.Client(
            headers={"User-Agent": manners.user_agent},
            timeout=httpx.Timeout(manners.timeout_seconds),
            follow_redirects=True,
            max_redirects=5,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, service: Service, path: str, query: Mapping[str, str] | None = None) -> Answer:
        """The service's answer, from `answers` where it is fresh.

        Raises `UnreachableSourceError`, `BusySourceError`, `RefusingSourceError`,
        `OddAnswerError`. A service that could not be reached or wants a key is not tried again.
        """
        base = self.manners.bases.get(service.name, service.base).rstrip("/")
        url = f"{base}{path}" + (f"?{urlencode(query)}" if query else "")
        kept = self._answers.get(url)
        if kept is not None and (self.manners.is_offline or self._is_fresh(kept)):
            return kept
        if self.manners.is_offline:
            raise UnreachableSourceError(service.title, _OFFLINE)
        if down := self._down.get(service.name):
            raise down
        try:
            answer = self._asked_again(service, url)
        except (UnreachableSourceError, BusySourceError, ShutSourceError) as error:
            self._down[service.name] = error
            raise
        self._answers[url] = answer
        return answer

    def post(self, service: Service, path: str, upload: Upload) -> Answer:
        """What the service makes of a file; not kept. Raises as `get` does."""
        base = self.manners.bases.get(service.name, service.base).rstrip("/")
        return self._asked_again(service, f"{base}{path}", upload)

    def _is_fresh(self, answer: Answer) -> bool:
        age = self.now - answer.asked_at
        return timedelta(0) <= age < timedelta(days=FRESH_DAYS.get(answer.status, 0))

    def _asked_again(self, service: Service, url: str, upload: Upload | None = None) -> Answer:
        pause = _FIRST_PAUSE_SECONDS
        why = ""
        for attempt in range(_ATTEMPTS):
            self._keep_pace(service, url)
            status, headers, body = self._one_request(service, url, upload)
            if status not in _BUSY:
                return self._answer(service, url, status, body)
            why = "it asks for patience" if status == 429 else f"it is down (status {status})"
            wanted = self._retry_after(headers)
            if wanted > _LONGEST_PAUSE_SECONDS:
                why += f" and wants to be asked again in {_in_words(wanted)}"
                break
            if attempt + 1 < _ATTEMPTS:
                self._sleep(max(pause, wanted) if not _is_here(url) or wanted else 0.0)
                pause *= 2
        raise BusySourceError(service.title, why)

    def _keep_pace(self, service: Service, url: str) -> None:
        """Wait as long as the service wants between requests; one on this machine wants nothing."""
        if _is_here(url):
            return
        elapsed = self._clock() - self._asked.get(service.name, -service.pause_seconds)
        if elapsed < service.pause_seconds:
            self._sleep(service.pause_seconds - elapsed)
        self._asked[service.name] = self._clock()

    def _one_request(
        self, service: Service, url: str, upload: Upload | None
    ) -> tuple[int, httpx.Headers, str]:
        try:
            with self._stream(url, upload) as response:
                data = bytearray()
                for piece in response.iter_bytes():
                    data += piece
                    if len(data) > _LARGEST_ANSWER:
                        raise OddAnswerError(service.title, "its answer is too large to be one")
                return response.status_code, response.headers, data.decode("utf-8", "replace")
        except httpx.TimeoutException as error:
            raise UnreachableSourceError(service.title, "no answer came in time") from error
        except httpx.TransportError as error:
            raise UnreachableSourceError(service.title, "there is no connection") from error
        except (httpx.TooManyRedirects, httpx.DecodingError, httpx.InvalidURL) as error:
            raise OddAnswerError(service.title, "its answer cannot be followed or read") from error

    def _stream(self, url: str, upload: Upload | None) -> AbstractContextManager[httpx.Response]:
        if upload is None:
            return self._http.stream("GET", url)
        return self._http.stream(
            "POST",
            url,
            data=dict(upload.form),
            files={upload.field: (upload.name, upload.data, upload.media_type)},
            timeout=upload.timeout_seconds,
        )

    def _answer(self, service: Service, url: str, status: int, body: str) -> Answer:
        if status in _SHUT:
            raise ShutSourceError(service.title, f"it lets nobody in without a key ({status})")
        if status != 200 and status not in _NOT_THERE:
            raise RefusingSourceError(service.title, f"it would not take the request ({status})")
        return Answer(
            source=service.name,
            url=url,
            status=200 if status == 200 else 404,
            body=body,
            asked_at=self.now,
        )

    def _retry_after(self, headers: httpx.Headers) -> float:
        """Seconds that the service wants us to wait: a number, or until a date."""
        stated = headers.get("Retry-After", "").strip()
        if stated.isascii() and stated.isdecimal():
            return float(stated[:9])
        try:
            until = parsedate_to_datetime(stated)
        except (TypeError, ValueError):
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((until - self.now).total_seconds(), 0.0)


def json_of(service: Service, answer: Answer) -> Any:
    """The JSON in an answer; raises `OddAnswerError` where it is none."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise OddAnswerError(service.title, "its answer is not in the form of JSON") from error


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_words(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"
