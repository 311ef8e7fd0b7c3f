"""Fingerprints of content, under which things are kept between runs."""

from __future__ import annotations

try:  # `hashlib` loads OpenSSL, which costs every command 3 ms
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - an interpreter built otherwise
    from hashlib import blake2b

SIZE = 32


def fingerprint(*parts: bytes) -> bytes:
    """The fingerprint (32 bytes) of some content; where the parts begin counts."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def short_name(digest: bytes) -> str:
    """A fingerprint as part of a file name."""
    return digest.hex()[:32]
