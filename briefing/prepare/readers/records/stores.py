"""Exports whose records refer to each other: the authors of a site's posts, a team's channel with its previews, a
conversation on a network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MARK = re.compile(r"<([@#!])?([^<>|]{1,2000})(?:\|([^<>]{0,400}))?>")
_STAMP = re.compile(r"\d{9,11}\.\d{1,9}")


def with_authors(tables: Mapping[str, Any], posts: Sequence[Any]) -> list[Any]:
    """The posts of a site's export with the names of their authors, which stand in a table of their own; with the
    site's name. tables: by names as `fields.folded` compares them."""
    people = {row.get("id"): row.get("name") for row in _rows(tables.get("users"))}
    writes: dict[Any, list[Any]] = {}
    for row in sorted(_rows(tables.get("postsauthors")), key=lambda row: str(row.get("sort_order", ""))):
        writes.setdefault(row.get("post_id"), []).append(people.get(row.get("author_id")))
    settings = {row.get("key"): row.get("value") for row in _rows(tables.get("settings"))}
    site = {"site_name": settings["title"]} if isinstance(settings.get("title"), str) else {}
    return [_authored(post, writes.get(post.get("id")), site) if isinstance(post, Mapping) else post for post in posts]


def _authored(post: Mapping[str, Any], people: Sequence[Any] | None, site: Mapping[str, Any]) -> dict[str, Any]:
    named = [{"name": name} for name in people or () if isinstance(name, str)]
    return {**site, **({"authors": named} if named else {}), **post}


def _rows(table: Any) -> list[Mapping[str, Any]]:
    return [row for row in table if isinstance(row, Mapping)] if isinstance(table, list) else []


def is_channel(listed: Sequence[Any]) -> bool:
    """A day of a team's channel: messages with moments such as "1900000000.000100"."""
    messages = _rows(list(listed[:20]))
    stamped = (message.get("type") == "message" and _STAMP.fullmatch(str(message.get("ts"))) for message in messages)
    return bool(messages) and all(stamped)


def channel_records(listed: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """A record a message that somebody wrote, and one for each page whose preview stands under it."""
    for message in _rows(list(listed)):
        moment = str(message.get("ts")).partition(".")[0]
        text = _unmarked(message.get("text"))
        written = text and message.get("subtype") in (None, "thread_broadcast", "bot_message", "me_message")
        yield {"text": text, "date": moment, "author": _sender(message)} if written else {"_silent": True}
        for page in _rows(message.get("attachments")):
            if preview := _unmarked(page.get("text")):
                yield {
                    "title": page.get("title"),
                    "text": preview,
                    "url": page.get("title_link") or page.get("from_url"),
                    "publisher": page.get("service_name"),
                    "author": page.get("author_name"),
                    "date": str(page.get("ts") or moment).partition(".")[0],
                }


def thread(whole: Mapping[str, Any]) -> list[Any] | None:
    """The posts of a conversation: what stands before one and what answers it, or a tree of answers; None where an
    object is neither."""
    if isinstance(whole.get("ancestors"), list) and isinstance(whole.get("descendants"), list):
        return [*whole["ancestors"], *whole["descendants"]]
    tree = whole.get("thread")
    if not isinstance(tree, Mapping) or "post" not in tree:
        return None
    found: list[Any] = []
    left: list[Any] = [tree]
    while left:
        post = left.pop()
        if isinstance(post, Mapping):
            found.append(post.get("post"))
            answers = post.get("replies")
            left += reversed(answers) if isinstance(answers, list) else ()
    return found


def _sender(message: Mapping[str, Any]) -> str | None:
    profile = message.get("user_profile")
    named = (profile.get("real_name") or profile.get("display_name")) if isinstance(profile, Mapping) else None
    return named or message.get("username")


def _unmarked(text: Any) -> str:
    """Links and mentions as they are shown: "<https://a.example|the page>" is "the page"."""
    if not isinstance(text, str):
        return ""
    shown = _MARK.sub(lambda found: found[3] or ("" if found[1] else found[2]), text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
