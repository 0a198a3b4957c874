"""`python -m kliping`, and what `kliping` and build.py call."""

import sys

from kliping import installation

_USAGE, _INTERRUPTED = 2, 130


def main() -> int:
    """Run one command; the exit code."""
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
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
