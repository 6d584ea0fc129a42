def test_a_place_is_found_again_in_other_data_by_name_and_position(run):
    script = """({ Face }) => {
        const face = (data, names, latitude) =>
            Object.assign(new Face(), { data, control: { names, latitude, longitude: latitude } });
        const one = face("a", ["Izium", "Kyiv", "Ivanivka"], [1, 2, 3]);
        const other = face("b", ["Kyiv", "Ivanivka"], [2, 4]);
        return [[0, other], [1, other], [2, other], [-1, other], [2, one], [2, face("a", [], [])]]
            .map(([place, to]) => one.numberOn(to, place)); }"""
    assert run("face.js", script) == [-1, 0, -1, -1, 2, 2]
