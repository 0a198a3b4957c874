"""Layouts as Jinja2 has compiled them, kept for the other languages of a run and for later runs.

Strategy: one file a layout, beside the store, which is believed only if every byte of it is what was written, by the
same code; Jinja2 itself compares the layout's text. What cannot be read is compiled again, what cannot be written is
not kept.
"""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from kliping import digest
from kliping.model import Workshop


@cache
def kept_in(workshop: Workshop) -> "Compiled":
    """What is compiled of layouts in a workshop; where it has no folder, it is kept only for this process."""
    return Compiled(workshop)


class Compiled(BytecodeCache):
    """Layouts as compiled, by Jinja2's keys for their names."""

    def __init__(self, workshop: Workshop) -> None:
        self._folder = Path(workshop.folder) if workshop.folder else None
        self._code = workshop.code.encode()
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of a layout, if it was."""
        compiled = self._known.get(bucket.key) or self._read(bucket.key)
        if compiled:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of one."""
        self._known[bucket.key] = bucket.bytecode_to_string()
        self._write(bucket.key)

    def _read(self, key: str) -> bytes:
        with suppress(OSError):
            if self._folder and (self._folder / key).is_file():  # a pipe would be waited for without end
                seal, _, compiled = (self._folder / key).read_bytes().partition(b"\n")
                return compiled if seal == self._seal(compiled) else b""
        return b""

    def _write(self, key: str) -> None:
        if not self._folder:
            return
        compiled = self._known[key]
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            draft = self._folder / f"{key}.{os.getpid()}"  # each worker has its own
            draft.write_bytes(b"%b\n%b" % (self._seal(compiled), compiled))
            draft.replace(self._folder / key)

    def _seal(self, compiled: bytes) -> bytes:
        """What only these bytes, compiled by this code, go with: Python must not be given others to run."""
        return digest.long(self._code + compiled).encode()
