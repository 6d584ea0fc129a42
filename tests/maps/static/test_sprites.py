"""Marks and hatches tell up to six sides apart, by colour and without it."""

SIX = {id: {"id": id, "colour": f"#{n}0{n}0{n}0"} for n, id in enumerate("ABCDEF", start=1)}
PAINT = """({ paintMark }, holder, sides) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 60;
    const context = canvas.getContext("2d");
    context.translate(30, 30);
    const mark = { status: "disputed", holder, r: 24, ring: 0, baseline: false, fade: 1 };
    paintMark(context, mark, sides, { paper: "#ffffff", ink: "#000000", unknown: "#abcdef" });
    const seen = new Set();
    for (let turn = 0; turn < 360; turn += 5) {
        const [x, y] = [Math.cos, Math.sin].map((f) => Math.round(30 + 16 * f((turn * Math.PI) / 180)));
        const [r, g, b] = context.getImageData(x, y, 1, 1).data;
        seen.add("#" + [r, g, b].map((part) => part.toString(16).padStart(2, "0")).join(""));
    }
    return [...seen]; }"""


def test_a_disputed_place_has_the_colours_of_those_who_dispute_it(run):
    seen = set(run("sprites.js", PAINT, "B|D|F", SIX))
    assert {"#202020", "#404040", "#606060"} <= seen and not seen & {"#101010", "#303030", "#505050"}
    assert "#abcdef" in run("sprites.js", PAINT, "", SIX)  # nobody is named: nobody's colour
    two = {id: SIX[id] for id in "AB"}
    assert {"#101010", "#202020"} <= set(run("sprites.js", PAINT, "", two))


def test_each_side_has_a_hatch_of_its_own(run):
    palette = {"ownTint": 0.1, "otherTint": 0.3, "otherHatch": 0.3, "front": "#000000", "fought": "#888888",
               "ink": "#000000", "unknown": "#888888"}  # fmt: skip
    look = "({ areaLook }, state, sides, palette) => areaLook(state, sides, palette, false)"
    lines = [tuple(run("area_look.js", look, id, SIX, palette).get("lines", ())) for id in SIX]
    assert len(set(lines)) == 6 and lines[0] == ()
    assert run("area_look.js", look, "contested", SIX, palette)["step"] == 5


def test_each_side_has_an_outline_of_its_own(run):
    """The marks of six sides of one colour are six pictures, filled, hollow and roughly known."""
    paint = """({ paintMark }, ids) => ["held", "claimed", "rough"].flatMap((status) => ids.map((holder) => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 24;
        const context = canvas.getContext("2d");
        context.translate(12, 12);
        const mark = { status: status === "rough" ? "held" : status, holder, r: 6, ring: 0, baseline: false, fade: 1 };
        const sides = Object.fromEntries(ids.map((id) => [id, { colour: "#777777" }]));
        paintMark(context, { ...mark, approximate: status === "rough" }, sides, { paper: "#ffffff", ink: "#000000" });
        return canvas.toDataURL(); }))"""
    assert len(set(run("sprites.js", paint, list(SIX)))) == 18
