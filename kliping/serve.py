"""The other front door: build, serve on 127.0.0.1, build again on a change and reload the browser.

Strategy: the site that is looked at is built apart from site/, with the addresses of this server, so that
looking never changes what will be published. The line of script that reloads is added as a page is
served and stands in no file.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kliping import pipeline
from kliping.model import Report
from kliping.pipeline import Options
from kliping.problems import describe

HOST = "127.0.0.1"

_EVENTS = "/.kliping/events"
_WATCHED = ("seeds", "content", "layouts", "static", pipeline.CONFIG)
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
    with socket.create_server((HOST, port)) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        workshop = _Workshop(_looked_at(options, address), tell)
        workshop.build()
        print(f"  serving    {address} · stop with Ctrl-C", flush=True)  # noqa: T201  # a front door of its own
        server = uvicorn.Server(uvicorn.Config(_app(workshop), log_level="warning", timeout_graceful_shutdown=1))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    return 0


def _looked_at(options: Options, address: str) -> Options:
    """The options of a build for looking at: beside the store, with this server's addresses."""
    return replace(options, destination=options.root / ".kliping" / "serve", base_url=options.base_url or address)


class _Workshop:
    """Builds, and wakes those who wait for the next build."""

    def __init__(self, options: Options, tell: Callable[[Report], int]) -> None:
        self.options = options
        self.told = ""
        self._tell = tell
        self._changed = asyncio.Event()

    def build(self) -> None:
        """Build once; `told` is empty afterwards, or what is wrong."""
        report = pipeline.build(self.options)
        is_broken = self._tell(report) != 0
        self.told = "\n".join(describe(problem) for problem in report.problems) if is_broken else ""

    async def watch(self) -> None:
        """Build again whenever something of the digest changes."""
        while True:
            watched = [path for name in _WATCHED if (path := self.options.root / name).exists()]
            async for _ in watchfiles.awatch(*watched, ignore_permission_denied=True):
                await asyncio.to_thread(self.build)
                self._changed.set()
                self._changed = asyncio.Event()
                break  # a folder may have come or gone

    async def events(self) -> AsyncIterator[str]:
        """Server-sent events (HTML 9.2): the problems of each build, or an empty text for a good one."""
        if self.told:
            yield f"data: {json.dumps(self.told)}\n\n"
        while True:
            await self._changed.wait()
            yield f"data: {json.dumps(self.told)}\n\n"


class _Pages(StaticFiles):
    """The site's files; its pages with the line that reloads them, and 404.html for what is not there."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            response = HTMLResponse("<!doctype html><title>404</title><body>Not found.", missing.status_code)
        response.headers["Cache-Control"] = "no-store"
        return _with_script(response)


def _with_script(response: Response) -> Response:
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    page = Path(response.path).read_bytes() if isinstance(response, FileResponse) else bytes(response.body)
    return HTMLResponse(page + _SCRIPT.encode(), response.status_code, {"Cache-Control": "no-store"})


def _app(workshop: _Workshop) -> Starlette:
    async def events(_: Request) -> Response:
        return StreamingResponse(workshop.events(), media_type="text/event-stream")

    @asynccontextmanager
    async def watching(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(workshop.watch())
        yield
        task.cancel()

    pages = _Pages(directory=workshop.options.destination, html=True, check_dir=False)
    return Starlette(
        routes=[Route(_EVENTS, events), Mount("/", pages)],
        # A page elsewhere that points a name of its own at 127.0.0.1 (DNS rebinding) reads nothing here.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        lifespan=watching,
    )
