"""What is asked of the C library, and what is answered where it cannot."""

import ctypes
import errno
from pathlib import Path

import pytest

from kliping import kernel


def pair(folder: Path) -> tuple[Path, Path]:
    one, other = folder / "a", folder / "b"
    one.write_text("satu")
    other.write_text("dua")
    return one, other


def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(kernel, "_function", lambda _: fail)


def test_two_files_take_each_other_s_name(tmp_path: Path) -> None:
    one, other = pair(tmp_path)
    assert kernel.exchange(one, other)
    assert (one.read_text(), other.read_text()) == ("dua", "satu")


def test_a_file_that_is_gone_has_no_name_to_give(tmp_path: Path) -> None:
    one, other = pair(tmp_path)
    other.unlink()
    with pytest.raises(FileNotFoundError):
        kernel.exchange(one, other)
    assert one.read_text() == "satu"


def test_a_file_system_is_synced_as_a_whole(tmp_path: Path) -> None:
    assert kernel.sync_file_system(tmp_path)


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP])
def test_what_cannot_be_done_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    failing(monkeypatch, number)
    assert not kernel.exchange(*pair(tmp_path))
    assert not kernel.sync_file_system(tmp_path)


def test_what_fails_is_told_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, errno.EIO)
    with pytest.raises(OSError, match="Input/output error") as caught:
        kernel.sync_file_system(tmp_path)
    assert caught.value.filename == str(tmp_path)
