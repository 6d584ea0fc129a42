def test_changes_are_counted_by_new_holder_and_time(run):
    """What was before the first day, and what no report says, is no change."""
    script = """({ changesOverTime }) => changesOverTime({
        states: [["held", "UA"], ["claimed", "RU"], ["contested", ""]], last: 100, intervals: 6,
        state: [0, 0, 1, 1, 2, 0], start: [-3, 0, 10, 30, 60, 100], reported: (k) => k !== 1,
    }, 4, 4)"""
    assert run("timebar.js", script) == [{"RU": 1}, {"RU": 1}, {"": 1}, {"UA": 1}]
