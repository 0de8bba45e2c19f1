"""Where mtcheck keeps what it may forget."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the user's cache folder for mtcheck, or the folder that MTCHECK_CACHE_DIR names."""
    named = os.environ.get("MTCHECK_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mtcheck")
