"""Addresses of servers."""

from urllib.parse import urlsplit


def full(url: str) -> str:
    """Return an address with its scheme, without a stroke at its end.

    Raises:
        ValueError: it is no HTTP address, or holds a name or password.
    """
    whole = url if "://" in url else f"http://{url}"
    parts = urlsplit(whole)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"not the address of a server: {url!r}")
    if "@" in parts.netloc:
        raise ValueError("an address of a server holds no name and no password")
    if parts.port == 0 or any(char.isspace() or ord(char) < 32 for char in whole):
        raise ValueError(f"not the address of a server: {url!r}")
    return whole.rstrip("/")
