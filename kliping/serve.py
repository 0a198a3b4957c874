"""The other front door: build, serve on 127.0.0.1, build again on a change and reload the browser.

Strategy: the site that is looked at is built apart from site/, with the addresses of this server, so that
looking never changes what will be published. The line of script that reloads is added as a page is
served and stands in no file.
"""

import asyncio
import errno
import json
import re
import signal
import socket
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from html import escape
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kliping import bench, disk, interruption, pipeline
from kliping.bench import Options
from kliping.model import Report
from kliping.problems import describe

HOST = "127.0.0.1"
_HOSTS = (HOST, "localhost")
_HTTP = 80  # the port that an address need not name

_EVENTS = "/.kliping/events"
_WATCHED = ("seeds", "content", "layouts", "static", bench.CONFIG)
_MOST_AT_ONCE = 20_000_000  # bytes
_LOOK_EVERY = 500  # milliseconds, for folders that are new
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = (
    f"<script>new EventSource('{_EVENTS}')"
    ".onmessage=e=>{const told=JSON.parse(e.data);"
    "if(!told){location.reload();return}"
    "let box=document.getElementById('kliping-told');"
    "if(!box){box=document.createElement('pre');box.id='kliping-told';document.body.prepend(box);"
    "box.style='position:sticky;top:0;z-index:9;margin:0;padding:1rem;background:#7a1010;color:#fff;overflow:auto'}"
    "box.textContent=told}</script>"
)


def run(options: Options, *, port: int, tell: Callable[[Report], int]) -> int:
    """Serve until interrupted; the exit code. `tell` prints a build's report. OSError where the port is taken."""
    with _listener(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        prefix = urlsplit(options.base_url).path.strip("/")
        home = f"{address}{prefix}/" if prefix else address
        workshop = _Workshop(_looked_at(options, home), tell)
        workshop.build()
        app = _app(workshop, prefix, listener.getsockname()[1])
        server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1), workshop)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, server.handle_exit)  # from here on: whoever reads the next line may stop it at once
        print(f"  serving    {home} · stop with Ctrl-C", flush=True)  # noqa: T201  # a front door of its own
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    return 0


def _listener(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        in_use = "in use already; name another one with --port"
        said = in_use if error.errno == errno.EADDRINUSE else error.strerror
        raise OSError(error.errno, said, f"port {port}") from error


def _looked_at(options: Options, home: str) -> Options:
    """The options of a build for looking at: beside the store, with this server's addresses."""
    return replace(options, destination=options.root / ".kliping" / "serve", base_url=home)


class _Server(uvicorn.Server):
    """A server that lets its listeners go when it is told to stop: a browser's tab would keep it waiting."""

    def __init__(self, settings: uvicorn.Config, workshop: "_Workshop") -> None:
        super().__init__(settings)
        self._workshop = workshop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        interruption.leave_soon(0)  # a build may be under way
        self._workshop.close()
        super().handle_exit(sig, frame)


class _Workshop:
    """Builds, and wakes those who wait for the next build.

    `has_built`: whether the site that is looked at is of this run; an older one may be for another address.
    """

    def __init__(self, options: Options, tell: Callable[[Report], int]) -> None:
        self.options = options
        self.told = ""
        self.has_built = False
        self._tell = tell
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closed = False
        self._built_of = self._times()

    def build(self) -> None:
        """Build once; `told` is empty afterwards, or what is wrong."""
        report = pipeline.build(self.options)
        is_broken = self._tell(report) != 0
        self.told = "\n".join(describe(problem) for problem in report.problems) if is_broken else ""
        self.has_built = self.has_built or not is_broken

    async def watch(self) -> None:
        """Build again whenever something of the digest changes, and look again for what there is to watch."""
        self._loop = asyncio.get_running_loop()
        is_due = self._times() != self._built_of  # while the first build ran, nobody watched
        while True:
            standing = self._standing()
            async for changes in watchfiles.awatch(
                *standing, ignore_permission_denied=True, yield_on_timeout=True, rust_timeout=_LOOK_EVERY
            ):
                if changes or is_due:
                    await asyncio.to_thread(self.build)
                    self._wake()
                is_due = self._standing() != standing
                if is_due:
                    break  # and build once more when that is watched, for what changed meanwhile

    def _standing(self) -> dict[Path, int]:
        """What there is to watch, and which file or folder it is: an editor may put a new one in place of an old.

        A file is known by its time, since the number of a file that is gone is soon another's.
        """
        watched = {}
        for name in _WATCHED:
            with suppress(OSError):
                told = (self.options.root / name).stat()
                watched[self.options.root / name] = told.st_ino if stat.S_ISDIR(told.st_mode) else told.st_mtime_ns
        return watched or {self.options.root: 0}

    def _times(self) -> dict[Path, int]:
        """When each file of the digest was written."""
        times = {}
        for place in self._standing():
            for path in [place] if place.is_file() else disk.walk(place):
                with suppress(OSError):
                    times[path] = path.stat().st_mtime_ns
        return times

    async def events(self) -> AsyncIterator[str]:
        """Server-sent events (HTML 9.2): the problems of each build, or an empty text for a good one."""
        if self.told:
            yield f"data: {json.dumps(self.told)}\n\n"
        while not self._is_closed:
            await self._changed.wait()
            if not self._is_closed:
                yield f"data: {json.dumps(self.told)}\n\n"

    def close(self) -> None:
        """End all event streams; to be called by a signal's handler."""
        self._is_closed = True
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


class _Pages(StaticFiles):
    """The site's files; its pages with the line that reloads them, and 404.html for what is not there.

    Until there is a site of this run, whatever is asked for is answered with what is wrong.
    """

    def __init__(self, workshop: _Workshop) -> None:
        super().__init__(directory=workshop.options.destination, html=True, check_dir=False)
        self._workshop = workshop

    async def get_response(self, path: str, scope: Scope) -> Response:
        if not self._workshop.has_built:
            return _with_script(_not_built(self._workshop.told))
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            response = HTMLResponse("<!doctype html><title>404</title><body>Not found.", missing.status_code)
        response.headers["Cache-Control"] = "no-store"
        return _with_script(_whole(response))


def _not_built(told: str) -> Response:
    """A page that shows problems, in the box that the script would put them into."""
    title = "Nothing is built yet"
    head = f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>"
    return HTMLResponse(f"{head}<pre id=kliping-told>{escape(told)}</pre>", HTTPStatus.SERVICE_UNAVAILABLE)


def _whole(response: Response) -> Response:
    """The same with the file in it, read at once: a build may put another in its place before it is sent."""
    if not isinstance(response, FileResponse) or Path(response.path).stat().st_size > _MOST_AT_ONCE:
        return response
    data = Path(response.path).read_bytes()
    headers = {name: value for name, value in response.headers.items() if name not in {"content-length", "etag"}}
    return Response(data, response.status_code, headers)


def _with_script(response: Response) -> Response:
    if isinstance(response, FileResponse) or not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    # The script that reloads the page stands in it, and the page's own policy would not let it run.
    page = _POLICY.sub(b"", bytes(response.body), count=1) + _SCRIPT.encode()
    return HTMLResponse(page, response.status_code, {"Cache-Control": "no-store"})


class _OwnPages:
    """Answers own pages alone: what another site's page asks for bears that site's name (fetch standard, "Origin")."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        ending = "" if port == _HTTP else f":{port}"
        self._own = {f"http://{host}{ending}" for host in _HOSTS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_request = scope["type"] == "http"
        if is_request and not self._own.issuperset(Headers(scope=scope).getlist("origin")):
            await PlainTextResponse("Asked by a page elsewhere.", HTTPStatus.FORBIDDEN)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _app(workshop: _Workshop, prefix: str, port: int) -> Starlette:
    async def events(_: Request) -> Response:
        return StreamingResponse(workshop.events(), media_type="text/event-stream")

    @asynccontextmanager
    async def watching(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(workshop.watch())
        yield
        task.cancel()

    async def home(_: Request) -> Response:
        return RedirectResponse(f"/{prefix}/")

    routes = [Route(_EVENTS, events), *([Route("/", home)] if prefix else []), Mount(f"/{prefix}", _Pages(workshop))]
    return Starlette(
        routes=routes,
        # A page elsewhere that points a name of its own at 127.0.0.1 (DNS rebinding) reads nothing here.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS), Middleware(_OwnPages, port=port)],
        lifespan=watching,
    )
