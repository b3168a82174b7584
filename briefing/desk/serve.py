"""The desk on a socket of this machine. The only module that imports uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from briefing.desk.access.guard import App, Guard
from briefing.desk.desk import Desk
from briefing.desk.routes import application
from briefing.errors import UsageError

HOST = "127.0.0.1"
PORT = 8640  # where it is free; else one that is
AT_ONCE = 40  # requests; more wait or are refused


def listening(port: int | None) -> socket.socket:
    """A socket on the loopback interface. Raises UsageError where the port that was asked for is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, PORT if port is None else port))
    except OverflowError:
        made.close()
        raise UsageError(f"--port: found {port}, expected a number from 0 to 65535, 0 being any that is free") from None
    except OSError as fault:
        if port is not None:
            made.close()
            raise UsageError(f"--port {port}: {fault.strerror}", "choose another, or leave it out") from fault
        made.bind((HOST, 0))
    made.listen(64)
    return made


def app(desk: Desk) -> App:
    """The desk with what guards it."""
    inner: App = application(desk)  # type: ignore[assignment]
    return Guard(inner, desk.gate)


def run(desk: Desk, on: socket.socket, started: Callable[[], None]) -> None:
    """Answers until it is interrupted. started: called once requests are answered."""

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

    options = uvicorn.Config(
        app(desk),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=32_768,
    )
    Server(options).run(sockets=[on])
