"""Where Marchland reads its data and keeps what it makes.

`DATA` comes with the project and is only read. `home()` holds what a run makes: the built gazetteer, the
store. It is `var/` beside the code unless the environment variable MARCHLAND_HOME names another folder.
"""

import os
from pathlib import Path

__all__ = ["DATA", "home"]

DATA = Path(__file__).resolve().parent.parent / "data"


def home() -> Path:
    """The folder for built and saved files, made if it is missing."""
    folder = Path(os.environ.get("MARCHLAND_HOME") or DATA.parent / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
