"""requirements.lock is what requirements.txt asks for, with all that this brings along, each with its hashes."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}


def test_the_lock_is_up_to_date() -> None:
    asked = pins((ROOT / "requirements.txt").read_text("utf-8"))
    locked = pins((ROOT / "requirements.lock").read_text("utf-8"))
    stale = {name: version for name, version in asked.items() if locked.get(name) != version}
    assert not stale, f"not in requirements.lock, whose first lines say how it is made: {stale}"


def test_everything_in_the_lock_has_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"))[1:]
    assert len(entries) > 100
    assert [each.split()[0] for each in entries if "--hash=sha256:" not in each] == []
