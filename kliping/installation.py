"""What is said where a Python lacks something that Kliping needs: one line, and no trace.

Strategy: nothing but the standard library is imported here, so that this can be said before anything else loads.
"""

import shlex
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent
_EXTRA = {"starlette", "uvicorn", "watchfiles"}


def advice(missing: ImportError) -> str:
    """What is missing and what to do about it; empty where it is a module of Kliping's own: that is our mistake."""
    library = (missing.name or "").partition(".")[0]
    if library == _PACKAGE.name:
        return ""
    what = f"{library} is not installed here" if isinstance(missing, ModuleNotFoundError) else str(missing)
    return f"{what}: {_remedy(library)}"


def _remedy(library: str) -> str:
    is_clone = (_PACKAGE.parent / "build.py").is_file()
    if library == "distributed":
        extra = f"{shlex.quote(sys.executable)} -m pip install distributed" if is_clone else "install kliping[cluster]"
        return f"-j tcp:// needs it; {extra}"
    if is_clone:
        return "run make, then .venv/bin/python build.py"
    if library in _EXTRA:
        return "install Kliping with its extra, kliping[serve]"
    return "install Kliping again with pip, which brings all that it needs"
