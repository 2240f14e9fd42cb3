"""Who may ask, and what answers may do in a browser.

Reports are hostile input and so is every page that is open in the same browser. Four fences: the name under which we
are asked (DNS rebinding), the token where other machines can reach us, a token in every form (CSRF), and a policy that
lets nothing run or load but our own files.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD = 20 * 2**20
"""Bytes of one request that are taken at most."""
COOKIE = "ondit_door"
SESSION = "ondit_session"
_SAFE = ("GET", "HEAD")
PLOT_STYLE = "sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM="
"""The style sheet that Observable Plot puts into each of its drawings, when its class is ``plot``."""


@dataclass(frozen=True, slots=True)
class Door:
    """Under which names the desk answers, and the token that it wants (None: from this machine only).

    ``secret`` signs the tokens of forms; it lives as long as the process.
    """

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @classmethod
    def at(cls, host: str) -> Door:
        """The door for an address to listen on: anything but loopback gets a token."""
        if loopback(host):
            return cls()
        own = () if host in ("0.0.0.0", "::") else (f"[{host}]" if ":" in host else host,)
        return cls(hosts=(*cls().hosts, *own), token=secrets.token_urlsafe(24))

    def csrf(self, session: str) -> str:
        """The token that forms of a session carry."""
        return hmac.new(self.secret, session.encode(), "sha256").hexdigest()

    def opens(self, given: str | None) -> bool:
        return self.token is None or (given is not None and hmac.compare_digest(given.encode(), self.token.encode()))

    def knows(self, host: str) -> bool:
        """Whether we are asked under a name of ours. With a token, an IP address is one: no name can be rebound to it."""
        name = urlsplit(f"//{host}").hostname if _plain(host) else None
        if name is None:
            return False
        shown = f"[{name}]" if ":" in name else name
        return shown in self.hosts or (self.token is not None and _address(name))


def loopback(host: str) -> bool:
    if host == "localhost":
        return True
    return _address(host) and ip_address(host).is_loopback


def _address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _plain(host: str) -> bool:
    return bool(host) and not set(host) & set("/\\@?# ,\t")


POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", f"style-src 'self' '{PLOT_STYLE}'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: browsers would then send our own forms with an origin of "null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """The fences before the application: host, token, size, origin; and the headers of every answer."""

    def __init__(self, app: ASGIApp, door: Door, upload: int = UPLOAD) -> None:
        self.app, self.door, self.upload = app, door, upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        jar = _jar(headers.get("cookie", ""))
        session = jar.get(SESSION) or secrets.token_urlsafe(18)
        refusal = self._refusal(scope, headers, jar)
        scope.setdefault("state", {}).update(session=session, csrf=self.door.csrf(session))

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out[name] = value
                out.setdefault("cache-control", "no-store")
                if SESSION not in jar and refusal is None:
                    out.append("set-cookie", f"{SESSION}={session}; HttpOnly; SameSite=Strict; Path=/")
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, answered)
            return
        await self.app(scope, _limited(receive, self.upload), answered)

    def _refusal(self, scope: Scope, headers: Headers, jar: Mapping[str, str]) -> Response | None:
        host = headers.get("host", "")
        if not self.door.knows(host):
            return PlainTextResponse("ondit does not answer under this name.", 421)
        if int(headers.get("content-length") or 0) > self.upload:
            return PlainTextResponse("This is more than ondit takes at once.", 413)
        if not self.door.opens(jar.get(COOKIE)):
            return self._asked_for_token(scope)
        if scope["method"] not in _SAFE and not _own_origin(headers, host):
            return PlainTextResponse("This form was not sent from a page of ondit.", 403)
        return None

    def _asked_for_token(self, scope: Scope) -> Response:
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        if not self.door.opens(dict(query).get("token")):
            return PlainTextResponse("ondit needs its token here: open the address that it printed when it started.", 401)
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # A path of two slashes would lead to another machine.
        response = RedirectResponse("/" + scope["path"].lstrip("/\\") + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(COOKIE, self.door.token or "", httponly=True, samesite="strict")
        return response


def _jar(cookies: str) -> dict[str, str]:
    try:
        return {name: one.value for name, one in SimpleCookie(cookies).items()}
    except CookieError:
        return {}  # a jar that cannot be read opens no door


def _own_origin(headers: Headers, host: str) -> bool:
    """Browsers say where a form comes from; what says nothing (a script of the user's) still needs the form's token."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == host


def _limited(receive: Receive, most: int) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooMuch
        return message

    return limited


class TooMuch(Exception):
    """A request went on beyond what is taken at once."""
