from datetime import date

import pandas as pd
import pytest

from bench.synthetic_claims import synthetic_claims
from tests.timeline.conftest import claim
from timeline.claims import claims_table
from timeline.control import control
from timeline.partitions import control_by_parts

dd = pytest.importorskip("dask.dataframe", reason="the cluster extra is not installed")


@pytest.mark.parametrize("options", [{}, {"as_known": date(2023, 1, 1)}])
def test_parted_by_place_the_result_is_the_same(theatre, gazetteer, options):
    claims = synthetic_claims(2_000, places=150)
    region = claim("liberated", "2023-02-01", place_id="region:UA-63", kind="region")
    wrong = claim("captured", "2022-04-01", id="wrong")
    right = claim("captured", "2022-04-01", name="Kupiansk", review="corrected", supersedes="wrong")
    claims = pd.concat([claims, claims_table([region, wrong, right])], ignore_index=True)
    parted = control_by_parts(dd.from_pandas(claims, npartitions=3), parts=4, **options).compute(scheduler="sync")
    parted = parted.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(parted, control(claims, theatre=theatre, gazetteer=gazetteer, **options))
