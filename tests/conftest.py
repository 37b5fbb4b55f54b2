"""For all tests: examples of properties that are the same in every run."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from support import ci

settings.register_profile("here", deadline=None)  # no test asserts a time
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,  # a red build is red again when it is run again
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if ci() else "here")
