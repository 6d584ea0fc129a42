"""Addresses of the web: where a page that is kept elsewhere stood at first."""

import re
from urllib.parse import urlsplit

__all__ = ["host", "original", "saved_from"]

_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org|archive\.\w{2,5}|wayback[\w.-]*)/(?:web/)?(?:\d{4,14}\w{0,4}|\d{4}\.\d\d\.\d\d-\d{6})/(.+)",
    re.IGNORECASE,
)
_CACHED = re.compile(
    r"https?://(?:[\w.-]+\.cdn\.ampproject\.org/[a-z]|www\.google\.[\w.]+/amp)/(?P<secure>s/)?(?P<rest>.+)",
    re.IGNORECASE,
)
_SEARCHED = re.compile(  # Google's, by its mark and the address, or the address alone
    r"https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{5,20}:)?(https?://[^+&\s]+|[\w.-]+\.\w[^+&\s]*)",
    re.IGNORECASE,
)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(https?://[^\s<>\"']{3,2000}?)\s*-->", re.IGNORECASE)


def original(url: str) -> str:
    """The address under which a page was published, where `url` is that of an archive's or a cache's copy."""
    for _ in range(3):  # a copy of a copy
        if found := _ARCHIVED.match(url):
            kept = re.sub(r"^(https?):/+", r"\1://", found[1], flags=re.IGNORECASE)  # some write one slash of the two
            url = kept if "://" in kept[:8] else f"http://{kept}"
        elif found := _SEARCHED.match(url):
            url = found[1] if "://" in found[1][:8] else f"http://{found[1]}"
        elif found := _CACHED.match(url):
            url = f"http{'s' if found['secure'] else ''}://{found['rest']}"
        else:
            break
    return url


def host(url: str) -> str:
    """The host of an address, without "www."; empty for what is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def saved_from(page: str) -> str:
    """The address that a browser wrote into a page when it saved it; empty without one."""
    found = _SAVED.search(page[:4_000])
    return found[1] if found else ""
