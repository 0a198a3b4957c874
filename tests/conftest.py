"""What every test runs under."""

from hypothesis import settings

# A machine that is busy with other things is no reason for a test to fail, and neither is luck: each run tries the same
# examples. `make soak` tries others.
settings.register_profile("kliping", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("soak", deadline=None, print_blob=True)
settings.load_profile("kliping")
