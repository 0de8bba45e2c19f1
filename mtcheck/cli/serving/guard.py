"""Who may talk to the server: its own page, by a name that this machine answers to, and no more than fits.

A page of another site can make a browser send requests here, and can give its own name this machine's address; the
names in Host and Origin tell such requests apart.
"""

from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MARK = "x-mtcheck"
"""A header that the page sends along; a page of another site would have to ask for leave to send it, and gets none."""

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class _TooLarge(Exception):
    """A body that goes on beyond the limit."""


class Guard:
    """An ASGI application around another: refuses what is not for it, limits sizes, adds headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], limits: Mapping[str, int]) -> None:
        """Guard an application; ``hosts`` are the values of Host allowed, ``limits`` the bytes a path may be sent."""
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        try:
            await self._app(scope, self._counted(scope, receive), send_with_headers)
        except _TooLarge:
            await _too_large(self._limits[scope["path"]])(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("this server does not answer to that name", 421)
        if scope["method"] in {"GET", "HEAD"}:
            return None
        if headers.get("origin", "") not in self._origins or MARK not in headers:
            return PlainTextResponse("only the page of this server may send that", 403)
        limit = self._limits.get(scope["path"], 0)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            return _too_large(limit)
        return None

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """Count what arrives, for a body need not say how long it is."""
        limit = self._limits.get(scope["path"], 0)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _TooLarge
            return message

        return counted


def _too_large(limit: int) -> PlainTextResponse:
    return PlainTextResponse(f"larger than {limit} bytes", 413, {"connection": "close"})
