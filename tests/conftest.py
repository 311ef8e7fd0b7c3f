"""What all tests share: how properties are tried, and a cache of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

# The same examples on every run: a red run is red again when it is repeated.
# `HYPOTHESIS_PROFILE=search` looks for new ones, and longer; `glance` only says
# whether something is red, without reducing it.
_COMMON = {
    "deadline": None,
    "suppress_health_check": (
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ),
}
settings.register_profile("steady", max_examples=60, derandomize=True, database=None, **_COMMON)
settings.register_profile("search", max_examples=1000, **_COMMON)
settings.register_profile("glance", settings.get_profile("steady"), phases=(Phase.generate,))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--reset-golden` writes what is found now as what is expected; read the diff."""
    parser.addoption(
        "--reset-golden",
        action="store_true",
        help="write the messages found now as the expected ones; read the diff before committing",
    )


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the cache of whoever runs it."""
    before = os.environ.get("KPIRULES_CACHE")
    os.environ["KPIRULES_CACHE"] = str(tmp_path_factory.getbasetemp() / "cache")
    yield
    if before is None:
        del os.environ["KPIRULES_CACHE"]
    else:
        os.environ["KPIRULES_CACHE"] = before
