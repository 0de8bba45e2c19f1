"""``mtcheck serve``."""

import ipaddress
import socket
from typing import Any

import click

from mtcheck.cli.options import checking, read_request, stop
from mtcheck.cli.say import tell, warn
from mtcheck.cli.topics import Command
from mtcheck.core.errors import UserError


@click.command("serve", cls=Command)
@checking
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 for any.")
@click.option(
    "--allow-host", multiple=True, metavar="NAME", help="A further name, with port, that the server answers to."
)
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
def command(host: str, port: int, allow_host: tuple[str, ...], open_: bool, **given: Any) -> None:
    """Serve the review page, with a box to paste into, on this machine alone; stop it with Ctrl-C.

    Texts are checked in memory: nothing is written or sent on. Exit code 2: it could not be started.
    """
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise click.UsageError("serve needs the extra: pip install 'mtcheck[serve]'") from error
    from mtcheck.cli.serving.desk import Desk

    try:
        request = read_request((), {**given, "input_format": None, "quiet": True})
        with Desk(request.config) as desk:
            _run(desk, (host, port), allow_host, open_=open_)
    except UserError as error:
        stop(error)
    except KeyboardInterrupt:
        pass  # the server may end on the signal by itself, or pass it on
    tell("stopped")


_OF_FILES = {"baseline", "exclude", "input_format", "jobs", "quiet"}
"""What only a run over files can heed."""

command.params = [option for option in command.params if option.name not in _OF_FILES]


def _run(desk: Any, at: tuple[str, int], names: tuple[str, ...], *, open_: bool) -> None:
    import uvicorn

    from mtcheck.cli.serving import app

    with _listening(*at) as listener:
        port = listener.getsockname()[1]
        shown = f"[{at[0]}]" if ":" in at[0] else at[0]
        own = {f"{name}:{port}" for name in (shown, "localhost", "127.0.0.1", "[::1]")}
        address = f"http://{shown}:{port}/"
        if not _loopback(at[0]):
            warn("whoever reaches this machine can have texts checked here")
        tell(f"serving {address} (stop with Ctrl-C)")
        if open_:
            click.launch(address)
        made = app.make(desk, {*own, *(name.lower() for name in names)})
        settings = uvicorn.Config(
            made, log_level="warning", access_log=False, server_header=False, ws="none", limit_concurrency=64
        )
        uvicorn.Server(settings).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(64)  # from here on it answers, so the address may be told
    except OSError as error:
        listener.close()
        raise UserError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    return listener


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
