import base64

import pytest
from playwright.sync_api import Error

from maps.columns import pack

UNPACK = """({ unpack }, packed) => {
    const { columns, ...data } = unpack(Uint8Array.from(atob(packed), (each) => each.charCodeAt(0)).buffer);
    for (const [name] of columns) data[name] = [...data[name]];
    return data;
}"""


def test_what_python_packs_the_browser_unpacks(run):
    columns = {"u1": [0, 255, 7], "i2": [-32768, 32767, 0], "u2": [65535, 0, 300], "i4": [-(2**31), 2**31 - 1, 5]}
    packed = pack({"of": "Ізюм"}, {name: (name, values) for name, values in columns.items()}, steps=("i2", "i4"))
    assert run("columns.js", UNPACK, base64.b64encode(packed).decode()) == {"of": "Ізюм", **columns}


def test_other_bytes_are_refused(run):
    with pytest.raises(Error, match="not map data"):
        run("columns.js", UNPACK, base64.b64encode(b"something else").decode())
