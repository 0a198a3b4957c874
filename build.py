"""Build the digest: `python build.py [COMMAND] [OPTIONS]`. All of it is in kliping/."""

import sys

if sys.version_info < (3, 11):
    sys.exit("Kliping needs Python 3.11 or newer: run make PYTHON=python3.12, then .venv/bin/python build.py")

from kliping.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
