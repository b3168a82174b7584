"""Who may come in: a link that works once opens a session, which a strict cookie names from then on."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["reader", "editor", "approver"]
ROLES: tuple[Role, ...] = ("reader", "editor", "approver")  # each may do what those before it may
MOST = 64  # sessions; then the oldest ends


@dataclass(slots=True)
class Session:
    """Somebody at the desk. keys: are the page's one-letter keys on?"""

    name: str
    role: Role
    keys: bool = True

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(slots=True)
class Sessions:
    """The sessions of one run, in memory alone: they end with it."""

    _open: dict[str, Session] = field(default_factory=dict)
    _links: dict[str, Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def link(self, session: Session) -> str:
        """The secret of a link that opens this session, once."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._links[key] = session
        return key

    def enter(self, key: str) -> str | None:
        """The name of the session that the link opens, for the cookie; None where it was used, or never given out."""
        with self._lock:
            found = next((one for one in self._links if secrets.compare_digest(one.encode(), key.encode())), None)
            if found is None:
                return None
            name = secrets.token_urlsafe(32)
            while len(self._open) >= MOST:
                del self._open[next(iter(self._open))]
            self._open[name] = self._links.pop(found)
            return name

    def of(self, name: str) -> Session | None:
        """The session of a cookie."""
        with self._lock:
            return self._open.get(name)

    def end(self, name: str) -> None:
        """Nobody comes in with this cookie any more."""
        with self._lock:
            self._open.pop(name, None)
