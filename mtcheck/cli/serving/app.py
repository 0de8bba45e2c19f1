"""The server's routes: the page, checks, corrected files. It holds no state between requests and writes nothing.

Starlette (BSD-3) is the framework: small, typed, long kept, and all that is needed of one.
"""

import asyncio
import base64
import binascii
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import PurePath
from typing import TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from mtcheck.cli.serving.desk import Desk
from mtcheck.cli.serving.guard import Guard
from mtcheck.core.decisions import DecisionsError, parse
from mtcheck.input import containers, formats
from mtcheck.input.reading import INPUT_FORMATS, decode
from mtcheck.output.page import build

T = TypeVar("T")

LIVE = 200_000
"""The longest text, in UTF-16 units, that is checked again while it is typed."""


async def _nobody_waits(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer into the void: a page that is typed in gives up its last question all the time."""
    return PlainTextResponse("nobody waits for this any more", 400)


class _Fix(msgspec.Struct, forbid_unknown_fields=True):
    """A file to correct: its name, format if it was named, bytes in Base64, decisions."""

    name: str
    content: str
    decisions: msgspec.Raw
    format: str | None = None


def make(desk: Desk, hosts: Iterable[str]) -> Starlette:
    """Return the application around a desk that is entered; ``hosts`` are the names it answers to, with port."""
    routes = _Routes(desk)
    most = desk.config.max_bytes
    limits = {"/check": most, "/fix": 3 * most}

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001
        routes.turn = asyncio.Lock()  # belongs to the loop that runs the server
        yield

    return Starlette(
        routes=[
            Route("/", routes.page),
            Route("/check", routes.check, methods=["POST"]),
            Route("/fix", routes.fix, methods=["POST"]),
        ],
        exception_handlers={ClientDisconnect: _nobody_waits},
        middleware=[Middleware(Guard, hosts=hosts, limits=limits)],
        lifespan=lifespan,
    )


class _Routes:
    """The routes, with the desk that they share and whose turn it is."""

    turn: asyncio.Lock

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._page = build.served_page(
            {
                "most": desk.config.max_bytes,
                "live": LIVE,
                "formats": sorted(set(formats.FORMATS) - {"xml"}),
                "endings": ",".join(sorted({*formats.ENDINGS, *containers.ENDINGS})),
            }
        )

    async def page(self, request: Request) -> Response:  # noqa: ARG002
        return HTMLResponse(self._page)

    async def check(self, request: Request) -> Response:
        name, format_ = _name(request.query_params.get("name", "")), _format(request.query_params.get("format"))
        raw = await request.body()
        report = await self._in_turn(request, lambda: self._desk.check(name, raw, format_))
        single = len(report.texts) == 1 and report.texts[0].segment is None
        text = decode(raw) if single else None
        answer = {
            **build.fragment(report),
            "text": text if isinstance(text, str) else None,
            "format": report.texts[0].format if single else None,
        }
        return Response(msgspec.json.encode(answer), media_type="application/json")

    async def fix(self, request: Request) -> Response:
        try:
            wanted = msgspec.json.decode(await request.body(), type=_Fix)
            raw = base64.b64decode(wanted.content, validate=True)
            decisions = parse(bytes(wanted.decisions))
        except (msgspec.MsgspecError, binascii.Error, DecisionsError) as error:
            raise HTTPException(400, str(error)) from error
        name, format_ = _name(wanted.name), _format(wanted.format)
        one = await self._in_turn(request, lambda: self._desk.correct(name, raw, decisions, format_))
        if one.problems:
            return PlainTextResponse("; ".join(problem.message for problem in one.problems), 422)
        return Response(one.after, media_type="application/octet-stream")

    async def _in_turn(self, request: Request, work: Callable[[], T]) -> T:
        """Do one thing at a time, off the loop; what nobody waits for any more is not begun."""
        async with self.turn:
            if await request.is_disconnected():
                raise ClientDisconnect
            return await run_in_threadpool(work)


def _name(given: str) -> str:
    """Return a file name without its folders."""
    return PurePath(given.replace("\\", "/")).name or "text.txt"


def _format(given: str | None) -> str | None:
    if given and given not in INPUT_FORMATS:
        raise HTTPException(400, f"no such format: {given}")
    return given or None
