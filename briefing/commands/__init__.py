"""What each command does: find the config, call the acts, print. One function a command, named as it is."""

from __future__ import annotations

from briefing.commands.editions import build, explain, verify
from briefing.commands.project import check, init
from briefing.commands.reading import inspect, stories, summarize
from briefing.commands.sending import send

__all__ = ["build", "check", "explain", "init", "inspect", "send", "stories", "summarize", "verify"]
