"""The digests of a digest's files, which are read again only where they may have changed.

Strategy: as git's index has it ("racy git"). A file is what it was if its size and the times of its last changes are,
and it was last changed before it was looked at; one changed in the same moment is read again, the next time too.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from kliping import disk, grounds
from kliping.problems import Problem
from kliping.rows import Rows
from kliping.store import Store

Survey = tuple[Sequence[str], tuple[Problem, ...]]


class Inventory:
    """What is known of the files of one folder, by name; with `hidden` of hidden ones too.

    With `is_blank` nothing is, and all are read again. One that `keeps` nothing writes nothing either. With `is_whole`
    all that is known is held, for who asks of all files before anything else.
    """

    def __init__(
        self,
        store: Store,
        root: Path,
        folder: str,
        *,
        is_blank: bool = False,
        hidden: bool = False,
        keeps: bool = True,
        is_whole: bool = True,
    ) -> None:
        self._store = store
        self._root = root
        self._folder = folder
        self._hidden = hidden
        self.keeps = keeps
        self._survey: Survey | None = None
        self._rows = Rows(store, f"file {folder}", is_blank=is_blank, is_whole=is_whole)
        self._began = 0

    def files(self) -> Survey:
        """The files of the folder, in order of path, and a warning for whatever else is there; listed once a run."""
        if self._survey is None:
            self._survey = grounds.survey(self._root, self._folder, hidden=self._hidden)
        return self._survey

    def renew(self) -> None:
        """List the folder again when it is asked for: this run wrote in it."""
        self._survey = None

    def digest_of(self, name: str, read: Callable[[], str]) -> str:
        """The SHA-256 of a file's bytes, as it is known or else as `read` finds it: empty where there is none.

        Raises OSError where the file is gone.
        """
        look, changed = disk.look_closely(f"{self._root}/{name}")
        known = self._rows.get(name) or ""
        kept_look, _, sha256 = known.rpartition(" ")
        if kept_look == look:
            self._rows.stays(name)
            return sha256
        if not self.keeps:
            return read()
        # Before the file is read: what is written from here on is not older than this.
        self._began = self._began or disk.moment_of(self._store.path.parent)
        sha256 = read()
        if sha256 and changed < self._began:
            self._rows.put(name, f"{look} {sha256}")
        return sha256

    def known(self, names: Iterable[str]) -> dict[str, str] | None:
        """The digests of files that are all as they were when they were read last; None where one may not be."""
        found = {}
        for name in names:
            kept_look, _, sha256 = (self._rows.get(name) or "").rpartition(" ")
            if not kept_look or kept_look != disk.look_closely(f"{self._root}/{name}")[0]:
                return None
            found[name] = sha256
        return found

    def settled(self, names: Collection[str]) -> dict[str, str] | None:
        """The digests of files as this run read them; None where the next run would have to read one again."""
        is_named = self._rows.named()
        found = {name: (self._rows.get(name) or "").rpartition(" ")[2] for name in names if is_named(name)}
        return found if len(found) == len(names) else None

    def keep(self) -> None:
        """Remember all files that were asked for, and no others; where none was, all that there were."""
        if self._rows.has_named:
            self._rows.settle()
