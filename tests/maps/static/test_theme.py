from theatre.theatre import load_theatre


def test_sides_have_colours_that_can_be_seen_in_the_dark(run, blank):
    sides = [{"id": side.id, "colour": side.colour, "dark": side.dark} for side in load_theatre().sides.values()]
    seen = {}
    for scheme in ("light", "dark"):
        blank.emulate_media(color_scheme=scheme)
        seen[scheme] = run("theme.js", "({ theme }, sides) => theme(sides)", sides)
        assert seen[scheme]["name"] == scheme
    assert seen["light"]["sides"] == {side["id"]: side for side in sides}
    for side in sides:
        assert seen["dark"]["sides"][side["id"]]["colour"] != side["colour"]
    assert set(seen["light"]["palette"]) == set(seen["dark"]["palette"])
