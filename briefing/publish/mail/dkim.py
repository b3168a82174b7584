"""The DKIM signature of a message (RFC 6376). The only module that imports dkimpy."""

from __future__ import annotations

import re

from briefing.errors import ConfigError
from briefing.publish.mail.options import DkimOptions


def signed(raw: bytes, options: DkimOptions, key: bytes) -> bytes:
    """The message with its DKIM signature in front. Raises ConfigError where the key is none."""
    import dkim

    headers = [b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"reply-to",
               b"list-id", b"list-unsubscribe", b"list-unsubscribe-post", b"auto-submitted"]  # fmt: skip
    present = {line.partition(b":")[0].lower() for line in re.split(rb"\r\n(?![ \t])", raw.partition(b"\r\n\r\n")[0])}
    try:
        signature = dkim.sign(
            raw,
            options.selector.encode(),
            options.domain.encode(),
            key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=[name for name in headers if name in present],
        )
    except (dkim.DKIMException, ValueError) as fault:
        raise ConfigError(f"cannot sign with this key: {fault}", file=options.key_file) from None
    return bytes(signature) + raw
