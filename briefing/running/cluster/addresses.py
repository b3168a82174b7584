"""Which names of workers mean a cluster, and which of them may be used."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from briefing.errors import UsageError

LOCAL = "dask"  # names a cluster of its own
SCHEMES = ("tcp", "tls")


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files in PEM form for a scheduler by TLS."""

    authority: Path
    certificate: Path
    key: Path


def is_cluster(name: str) -> bool:
    """Does the name of workers mean a cluster?"""
    return name == LOCAL or name.partition("://")[0] in SCHEMES


def check(name: str, certificates: Certificates | None) -> None:
    """Raises UsageError where the name is no scheduler that may be used; opens no connection."""
    if name == LOCAL:
        return
    host = _host_of(name)
    if name.startswith("tcp:") and not _is_loopback(host):
        raise UsageError(
            f"workers: {name} is not on this machine, and without TLS whoever reaches it can run code on its workers",
            "use tls:// with certificates, or tcp:// on 127.0.0.1",
        )
    if name.startswith("tls:"):
        _check_files(name, certificates)


def _host_of(name: str) -> str:
    try:
        parts = urlsplit(name)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if host is None or not port:
        raise UsageError(f"workers: found {name!r}, expected an address such as tls://scheduler.example.org:8786")
    return host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_files(name: str, certificates: Certificates | None) -> None:
    if certificates is None:
        raise UsageError(
            f"workers: {name} needs certificates", "name them in the config, cluster: {ca: …, certificate: …, key: …}"
        )
    for file in (certificates.authority, certificates.certificate, certificates.key):
        if not file.is_file():
            raise UsageError(f"cluster: {file} is not there", "name the files of the certificates, in PEM form")
