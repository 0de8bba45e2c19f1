"""What is remembered from run to run, by key: tables of an SQLite file in the user's cache folder.

SQLite comes with Python, is safe under parallel runs and holds plain data only: nothing that is read back is executed.
"""

import sqlite3
import time
from pathlib import Path

from mtcheck.core.private import is_private, make_private

_PRUNE_EVERY = 500
_DAY = 86_400.0


class Table:
    """A table of a file; any trouble with it means only that nothing is remembered. For one thread."""

    def __init__(self, path: Path, name: str, most: int) -> None:
        """Open nothing yet; ``most`` rows are kept, the ones unused for longest go first."""
        self._path = path
        self._name = name
        self._most = most
        self._written = 0
        self._opened = False
        self._base: sqlite3.Connection | None = None

    def get(self, key: bytes) -> bytes | None:
        """Return the bytes stored under a key; they may be anything that another program wrote there."""
        base = self._connection()
        if base is None:
            return None
        try:
            row = base.execute(f"SELECT data, used FROM {self._name} WHERE key = ?", (key,)).fetchone()  # noqa: S608  (a name of ours)
            if row is None:
                return None
            if time.time() - row[1] > _DAY:
                base.execute(f"UPDATE {self._name} SET used = ? WHERE key = ?", (time.time(), key))  # noqa: S608  (a name of ours)
        except (sqlite3.Error, TypeError):
            self.close()
            return None
        return row[0] if isinstance(row[0], bytes) else None

    def put(self, key: bytes, data: bytes) -> None:
        """Store bytes under a key."""
        base = self._connection()
        if base is None:
            return
        try:
            base.execute(f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?, ?)", (key, time.time(), data))  # noqa: S608  (a name of ours)
            self._written += 1
            if self._written % _PRUNE_EVERY == 0:
                self._prune(base)
        except sqlite3.Error:
            self.close()

    def close(self) -> None:
        """Prune and close; what is asked after that is not remembered."""
        base, self._base, self._opened = self._base, None, True
        if base is None:
            return
        try:
            if self._written:
                self._prune(base)
            base.close()
        except sqlite3.Error:
            pass

    def _connection(self) -> sqlite3.Connection | None:
        if not self._opened:
            self._opened = True
            try:
                self._base = self._open()
            except (OSError, sqlite3.Error):
                self.close()
        return self._base

    def _open(self) -> sqlite3.Connection | None:
        if not make_private(self._path.parent) or (self._path.exists() and not is_private(self._path)):
            return None
        base = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        self._base = base  # so that it is closed should one of the next steps fail
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=OFF")
        base.execute(
            f"CREATE TABLE IF NOT EXISTS {self._name} (key BLOB PRIMARY KEY, used REAL, data BLOB) WITHOUT ROWID"
        )
        return base

    def _prune(self, base: sqlite3.Connection) -> None:
        base.execute(
            f"DELETE FROM {self._name} WHERE key IN "  # noqa: S608  (a name of ours)
            f"(SELECT key FROM {self._name} ORDER BY used DESC LIMIT -1 OFFSET ?)",
            (self._most,),
        )
