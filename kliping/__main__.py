"""`python -m kliping`, and what `kliping` and build.py call."""

import os
import sys

from kliping import installation

_USAGE, _INTERRUPTED = 2, 130


def main() -> int:
    """Run one command and end the process with its exit code; answer it only where there is nothing to run."""
    try:
        from kliping import cli  # all of Kliping, with libraries that may not be installed
    except ImportError as missing:
        advice = installation.advice(missing)
        if not advice:
            raise
        print(advice, file=sys.stderr)
        return _USAGE
    except KeyboardInterrupt:
        return _INTERRUPTED
    code = cli.main()
    # All is said and closed: to take apart what is left, value by value, would take a tenth of a short build.
    if sys.stderr:
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
