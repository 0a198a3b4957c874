"""The store, .kliping/store.db: only what can be computed again, and merge bases.

Strategy: SQLite, one writer, opened late and closed soon. A store that cannot be read is set aside and
begun anew, with a word: losing it costs at worst a .md.new beside an article.
"""

import errno
import os
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from kliping import digest

T = TypeVar("T")

# Each takes a store of the version before it one further, so that a new Kliping keeps the merge bases of an old one.
_STEPS = (
    "CREATE TABLE IF NOT EXISTS base (written TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS memory "
    "(kind TEXT, name TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS text (name TEXT PRIMARY KEY, text TEXT NOT NULL)",
    "DELETE FROM memory WHERE kind = 'parsed'",  # with their HTML; cards took its place
)
_AT_ONCE = 1000  # texts held to be written
_FAST = 1  # zlib's first level, which takes a third of the time of the usual one
_PATIENCE = 5.0  # seconds to wait for another build that is writing

# What says that the file itself is no store of ours (sqlite.org/rescode.html); the rest says that the disk is full,
# the file busy or not to be opened, and then a healthy store must stay where it is.
_NO_STORE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH}


class DamagedError(Exception):
    """Something in the store is not what was put there; it has been set aside."""


class _VersionError(sqlite3.DatabaseError):
    """A store that a newer Kliping wrote."""


class Store:
    """What is remembered between runs of one digest. `path` need not exist.

    `is_set_aside` tells that the store was damaged, or of another version, and was begun anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_set_aside = False
        self.is_of_another_version = False
        self._texts: Texts | None = None
        self._reader: sqlite3.Connection | None = None

    def base(self, written: str) -> str | None:
        """What ingest wrote when it wrote `seed.written: …`; None where that is not known."""
        if not self.path.exists():
            return None
        select = "SELECT text FROM base WHERE written = ?"
        row = self._within(lambda database: database.execute(select, (written,)).fetchone())
        try:
            return zlib.decompress(row[0]).decode() if row else None
        except (zlib.error, UnicodeDecodeError):
            return None

    def has_base(self, written: str) -> bool:
        """Whether it remembers a text by this digest as a base."""
        return bool(self._ask("SELECT 1 FROM base WHERE written = ?", (written,)))

    def keep_bases(self, texts: Iterable[tuple[str, str]]) -> None:
        """Remember texts by their digest, without ever holding all of them."""
        rows = ((written, zlib.compress(text.encode(), _FAST)) for written, text in texts)
        while some := list(islice(rows, _AT_ONCE)):
            self._put("INSERT OR REPLACE INTO base VALUES (?, ?)", some)

    def forget_bases(self, wanted: Iterable[str]) -> None:
        """Forget all bases but these."""

        def forget(database: sqlite3.Connection) -> None:
            database.execute("CREATE TEMP TABLE wanted (written TEXT PRIMARY KEY) WITHOUT ROWID")
            database.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((written,) for written in wanted))
            database.execute("DELETE FROM base WHERE written NOT IN (SELECT written FROM wanted)")

        if self.path.exists():
            self._within(forget)

    def texts(self) -> "Texts":
        """The texts that are kept, to be read one by one."""
        self._texts = self._texts or Texts(self)
        return self._texts

    def close(self) -> None:
        """Let go of the file."""
        if self._texts:
            self._texts.close()
        self.stop_reading()

    def kept_texts(self) -> frozenset[str]:
        """The names of all texts that are kept."""
        if not self.path.exists():
            return frozenset()
        select = "SELECT name FROM text"
        return frozenset(self._within(lambda database: [name for (name,) in database.execute(select)]))

    def forget_texts(self, wanted: Collection[str]) -> None:
        """Forget all texts but these."""
        gone = [(name,) for name in self.kept_texts() if name not in wanted]
        if gone:
            self._put("DELETE FROM text WHERE name = ?", gone)

    def recall(self, kind: str) -> dict[str, str]:
        """All that is remembered of a kind, by name."""
        if not self.path.exists():
            return {}
        select = "SELECT name, value FROM memory WHERE kind = ?"
        return self._within(lambda database: dict(database.execute(select, (kind,))))

    def each(self, kind: str) -> Iterator[tuple[str, str]]:
        """What is remembered of a kind, name by name; never all at once."""
        yield from self._all("SELECT name, value FROM memory WHERE kind = ?", kind)

    def _all(self, select: str, kind: str) -> Iterator[Any]:
        if not self.path.exists():
            return
        self._within(lambda _: None)  # a store of another version is set aside here
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as database:
                yield from database.execute(select, (kind,))
        except sqlite3.DatabaseError:
            self.set_aside()

    def value(self, kind: str, name: str) -> str | None:
        """What is remembered of a kind under one name. For who asks of many, and cannot hold them all."""
        if not is_sound(name):
            return None
        rows = self._ask("SELECT value FROM memory WHERE kind = ? AND name = ?", (kind, name))
        return str(rows[0][0]) if rows else None

    def count(self, kind: str) -> int:
        """How many names are remembered of a kind."""
        rows = self._ask("SELECT count(*) FROM memory WHERE kind = ?", (kind,))
        return int(rows[0][0]) if rows else 0

    def following(self, kind: str, name: str, count: int) -> list[tuple[str, str]]:
        """So many names of a kind with what is remembered, from one on, in order."""
        select = "SELECT name, value FROM memory WHERE kind = ? AND name >= ? ORDER BY name LIMIT ?"
        return self._ask(select, (kind, name, count))

    def _ask(self, select: str, of: tuple[str | int, ...]) -> list[Any]:
        """What a question finds, by a connection that stays open until nothing is to be asked any more."""
        try:
            if self._reader is None:
                if not self.path.exists():
                    return []
                self._within(lambda _: None)  # a store of another version is set aside here
                self._reader = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            return self._reader.execute(select, of).fetchall()
        except sqlite3.DatabaseError as error:
            self._bear(error)
            return []

    def stop_reading(self) -> None:
        """Let go of what asking has opened: sqlite.org/howtocorrupt.html 2.6, it may not be carried across a fork."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def remember(self, kind: str, values: Mapping[str, str]) -> None:
        """Remember exactly this of a kind. A name that is not UTF-8 is not worth remembering."""
        same, gone = self._compared(kind, values)
        self.update(kind, {name: value for name, value in values.items() if name not in same}, gone)

    def update(
        self, kind: str, values: Mapping[str, str], gone: Iterable[str], texts: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Remember this of a kind beside what is remembered, and forget what is `gone`.

        With it, `texts` are kept under their names, as `name_of_text` gives them. In one transaction.
        """
        rows = [(kind, name, value) for name, value in values.items() if is_sound(name)]
        lost = [(kind, name) for name in gone if is_sound(name)]
        if not rows and not lost and not texts:
            return

        def keep(database: sqlite3.Connection) -> None:
            database.executemany("INSERT OR IGNORE INTO text VALUES (?, ?)", texts.items())
            database.executemany("DELETE FROM memory WHERE kind = ? AND name = ?", lost)
            database.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?, ?)", rows)

        self._within(keep)

    def names(self, kind: str) -> Iterator[str]:
        """The names of all that is remembered of a kind."""
        return (name for (name,) in self._all("SELECT name FROM memory WHERE kind = ?", kind))

    def settle(self, staged: str, kind: str, gone: Iterable[str]) -> None:
        """Let what is remembered of one kind be of another, in place of what has its names; and forget what is `gone`.

        In one transaction.
        """
        lost = [(kind, name) for name in gone if is_sound(name)]

        def move(database: sqlite3.Connection) -> None:
            take = "INSERT OR REPLACE INTO memory SELECT ?, name, value FROM memory WHERE kind = ?"
            database.execute(take, (kind, staged))
            database.execute("DELETE FROM memory WHERE kind = ?", (staged,))
            database.executemany("DELETE FROM memory WHERE kind = ? AND name = ?", lost)

        self._within(move)

    def _compared(self, kind: str, values: Mapping[str, str]) -> tuple[set[str], list[str]]:
        """The names whose values are remembered as they are, and those that are to go; row by row, never all."""
        if not self.path.exists():
            return set(), []

        def compare(database: sqlite3.Connection) -> tuple[set[str], list[str]]:
            same, gone = set(), []
            for name, value in database.execute("SELECT name, value FROM memory WHERE kind = ?", (kind,)):
                if name not in values:
                    gone.append(name)
                elif values[name] == value:
                    same.add(name)
            return same, gone

        return self._within(compare)

    def _put(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._within(lambda database: database.executemany(statement, rows))

    def _within(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` answers in one transaction; in a store begun anew, where this one cannot be read."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.is_dir():
            self.set_aside()
        try:
            return _worked(self.path, work)
        except sqlite3.DatabaseError as error:
            self._bear(error)
            return _worked(self.path, work)

    def _bear(self, error: sqlite3.DatabaseError) -> None:
        """Set aside what is no store; another error is none of the file's."""
        self.is_of_another_version = isinstance(error, _VersionError)
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _NO_STORE:
            raise OSError(errno.EIO, str(error), str(self.path)) from error
        self.set_aside()

    def set_aside(self) -> None:
        """Begin anew; what there was is kept beside, for whoever wants to look at it."""
        self.is_set_aside = True
        self.stop_reading()
        for ending in ("-wal", "-shm"):  # they belong to the file that goes
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        with suppress(FileNotFoundError):  # another process was faster
            self.path.replace(self.path.with_suffix(".damaged"))


class Texts(Mapping[str, str]):
    """The texts of a store by name, each read, and compared with its name, when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # By process: sqlite.org/howtocorrupt.html 2.6, no connection may be carried across a fork.
        self._databases: dict[int, sqlite3.Connection] = {}

    def __getitem__(self, name: str) -> str:
        try:
            database = self._databases.get(os.getpid()) or self._opened()
            row = database.execute("SELECT text FROM text WHERE name = ?", (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise self._damaged(name) from error
        if row is None or name_of_text(row[0]) != name:
            raise self._damaged(name)
        return str(row[0])

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.kept_texts())

    def __len__(self) -> int:
        return len(self._store.kept_texts())

    def _opened(self) -> sqlite3.Connection:
        self._databases[os.getpid()] = database = sqlite3.connect(self._store.path, timeout=_PATIENCE)
        return database

    def close(self) -> None:
        """Close what this process has opened."""
        database = self._databases.pop(os.getpid(), None)
        if database:
            database.close()

    def _damaged(self, name: str) -> DamagedError:
        self.close()
        self._store.set_aside()
        return DamagedError(name)


def name_of_text(text: str) -> str:
    """What a text is kept under."""
    return digest.long(text.encode("utf-8", "surrogatepass"))


def _worked(path: Path, work: Callable[[sqlite3.Connection], T]) -> T:
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as database, database:
        # sqlite.org/wal.html: readers and the one writer do not wait for one another, and a commit is one write.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if not 0 <= version <= len(_STEPS):
            raise _VersionError(f"a store of version {version}")
        if version < len(_STEPS):
            database.execute("BEGIN IMMEDIATE")
            for step in _STEPS[version:]:
                database.execute(step)
            database.execute(f"PRAGMA user_version = {len(_STEPS)}")
        return work(database)


def is_sound(name: str) -> bool:
    """Whether SQLite can hold a name: a byte of it that is not UTF-8 reaches Python as a lone surrogate."""
    return name.encode("utf-8", "ignore").decode() == name
