"""Options of the test command."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--slowdown",
        type=float,
        default=1.0,
        metavar="RATE",
        help="run the pages of the browser tests on a processor that Chromium makes RATE times slower",
    )
