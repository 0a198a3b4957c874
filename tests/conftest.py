"""What every test runs under."""

from hypothesis import settings

# A machine that is busy with other things is no reason for a test to fail.
settings.register_profile("kliping", deadline=None, print_blob=True)
settings.load_profile("kliping")
