"""The chart of changes counts places by week and side."""

import pandas as pd

from maps.charts import changes_chart
from theatre.theatre import load_theatre


def test_places_gained_are_counted_by_week_and_side():
    changed = pd.DataFrame(
        {
            "day": pd.to_datetime(["2022-09-10", "2022-09-06", "2022-09-12", "2022-09-10"]),
            "holder": ["UA", "UA", "UA", "RU"],
            "changed_hands": [True, True, True, False],
        }
    )
    chart = changes_chart(changed, theatre=load_theatre())
    bars = chart.data.set_index("week")["places"]
    assert bars.to_dict() == {pd.Timestamp("2022-09-05"): 2, pd.Timestamp("2022-09-12"): 1}
    drawn = chart.to_dict()
    assert drawn["encoding"]["y"]["stack"] is True and drawn["encoding"]["x"]["bin"] == "binned"
