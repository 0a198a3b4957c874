"""A fuzzer of front matter and settings that is guided by what of Kliping it reaches: `make soak` runs it.

python -m tests.faults.fuzz_frontmatter CORPUS -max_total_time=600
"""

import sys

import atheris

with atheris.instrument_imports(include=["kliping"]):
    from tests.faults import test_fuzz


def try_one(data: bytes) -> None:
    """Read some bytes as an article and as settings."""
    text = test_fuzz.decoded(data)
    test_fuzz.within_time(test_fuzz.read_article, text)
    test_fuzz.within_time(test_fuzz.read_settings, text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
