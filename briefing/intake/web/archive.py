"""Answers as WARC records (ISO 28500, version 1.1): what was asked when, where it led, what came. The only module that
imports warcio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from briefing import __version__
from briefing.intake.web.client import Response
from briefing.intake.web.connection import Answer
from briefing.prepare.readers.warc import NOTES

# Headers of the transfer, which the body here is without; other programs write them the same way.
_FRAMING = ("transfer-encoding", "connection", "keep-alive")


def record_of(response: Response, agent: str) -> bytes:
    """A whole WARC file: its description, each redirect, the answer, and what was asked."""
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    about = {"software": f"briefing {__version__}", "format": "WARC File Format 1.1", "http-header-user-agent": agent}
    writer.write_record(writer.create_warcinfo_record(None, about))
    when = response.began.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    for url, answer in response.hops:
        writer.write_record(_response(writer, url, answer, {"WARC-Date": when}))
    last = _response(writer, response.url, response.answer, {"WARC-Date": when, "WARC-IP-Address": response.ip})
    writer.write_record(last)
    return out.getvalue()


def notes_of(url: str, notes: Mapping[str, Any]) -> bytes:
    """A metadata record with what the reader of the archive obeys, to stand behind the answer's."""
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    text = json.dumps(notes, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    writer.write_record(
        writer.create_warc_record(url, "metadata", payload=BytesIO(text), length=len(text), warc_content_type=NOTES)
    )
    return out.getvalue()


def _response(writer: Any, url: str, answer: Answer, fields: dict[str, str]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    headers = [(f"X-Archive-Orig-{k}" if k.lower() in _FRAMING else k, v) for k, v in answer.headers]
    head = StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), headers, protocol="HTTP/1.1")
    fields = {**fields, "WARC-Payload-Digest": f"sha256:{sha256(answer.body).hexdigest()}"}
    return writer.create_warc_record(
        url, "response", payload=BytesIO(answer.body), length=len(answer.body), http_headers=head,
        warc_headers_dict=fields,
    )  # fmt: skip
