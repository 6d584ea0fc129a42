import re

import pytest

from timeline.policy import POLICY, Policy, read_policy


def test_what_a_file_leaves_out_stays_as_it_is(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text("unopposed = 20\n", "utf-8")
    assert read_policy(path) == Policy(unopposed=20)
    assert read_policy(path).live == POLICY.live


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lively = 3\n", "no setting 'lively'; there are: unopposed, live"),
        ("live = -1\n", "live = -1, but it must be a whole number of days"),
        ("live = true\n", "live = True, but"),
        ("live = 99999\n", "from 0 to 36500"),
        ("live = \n", "can't be read as TOML"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_with_the_file_and_the_reason(tmp_path, text, says):
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=re.escape(says)) as error:
        read_policy(path)
    assert str(path) in str(error.value)


def test_a_policy_is_checked_where_it_is_made():
    with pytest.raises(ValueError, match=r"fighting = 1\.5"):
        Policy(fighting=1.5)  # type: ignore[arg-type]
