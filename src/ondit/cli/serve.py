"""``ondit serve``: the desk in a browser."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .ledgers import ledger_option, opened

if TYPE_CHECKING:
    from ..web import Door

PORT = 8642


@click.command(short_help="Open the desk: pages to read, follow, rule on and publish stories.")
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; any but this machine's own needs the token that is printed.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Answer under this name, too (behind a proxy).")
@click.option("--readonly", is_flag=True, help="Take neither reports nor rulings.")
def serve(place: str, host: str, port: int, names: tuple[str, ...], readonly: bool) -> None:
    """Serve the ledger as pages on this machine: stories, reports, sources, review, adding. Ends with Ctrl-C.

    On this machine alone no token is needed. On any other address the token that is printed has to be given once;
    put a proxy with TLS before it.
    """
    import uvicorn

    from ..web import application
    from ..web.security import Door

    door = _door(Door, host, names)
    with opened(place, create=not readonly) as ledger:
        listening = _listen(host, port)
        click.echo(f"ondit desk: {_address(host, listening.getsockname()[1], door)}\nCtrl-C ends it.", err=True)
        config = uvicorn.Config(application(ledger, door, readonly=readonly), log_level="warning", server_header=False, proxy_headers=False)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            pass
        finally:
            listening.close()


def _door(kind: type[Door], host: str, names: tuple[str, ...]) -> Door:
    from dataclasses import replace

    door = kind.at(host)
    return replace(door, hosts=(*door.hosts, *names, *([_shown(host)] if door.token else ())))


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes calls at once, so that the address that is printed can be opened; they wait for the server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen()
    except OSError as error:
        found.close()
        raise UsageError(f"cannot listen on port {port}: {error.strerror}", where=host, cure="name another one with --port, or 0 for any") from error
    return found


def _address(host: str, port: int, door: Door) -> str:
    return f"http://{_shown(host)}:{port}/" + (f"?token={door.token}" if door.token else "")


def _shown(host: str) -> str:
    """The name in the address that is printed; this machine's own where it listens on all addresses."""
    if host in ("0.0.0.0", "::"):
        return socket.gethostname().lower()
    return f"[{host}]" if ":" in host else host
