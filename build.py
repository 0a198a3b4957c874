"""Build the digest: `python build.py [COMMAND] [OPTIONS]`. All of it is in kliping/."""

import sys

try:
    from kliping.cli import main
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] == "kliping":
        raise
    # Read by people without an environment: one line, and no trace.
    sys.exit(f"{missing.name} is not installed here: run make, then .venv/bin/python build.py")
except KeyboardInterrupt:
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(main())
