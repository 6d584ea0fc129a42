"""Marks piled up from the topmost down look as if each had been laid over those below it."""

from maps.assets import address

BOTH = """async ({ Pile, pileable }, pixelsModule, marks, part, below) => {
    const { blit } = await import(pixelsModule);
    const [wide, high] = [90, 40];
    const pictures = marks.map(([side, seed]) => {
        let state = seed;
        const next = () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >>> 8;
        const alphas = [0, 255, 255, 90, 200];
        return Int32Array.from({ length: side * side }, () => (alphas[next() % 5] << 24) | (next() & 0xffffff));
    });
    const expected = new Int32Array(wide * high).fill(below);
    for (let i = marks.length - 1; i >= 0; i--) {
        const [side, , left, top] = marks[i];
        blit(expected, wide, ...part, { wide: side, high: side, pixels: pictures[i] }, left, top);
    }
    const pile = new Pile(wide, high);
    const found = new Int32Array(wide * high).fill(below);
    for (let turn = 0; turn < 2; turn++) { // a pile is begun anew with nothing left of before
        found.fill(below);
        pile.begin(...part);
        marks.forEach(([side, , left, top], i) => pile.add(pileable(pictures[i], side), left, top));
        pile.layOver(found);
    }
    let apart = 0;
    for (let i = 0; i < found.length; i++) {
        for (let shift = 0; shift < 32; shift += 8) {
            const difference = ((found[i] >>> shift) & 255) - ((expected[i] >>> shift) & 255);
            if (found[i] >>> 24 > 8) apart = Math.max(apart, Math.abs(difference));
        }
    }
    return [apart, pile.open];
}"""
MARKS = [[7, 3, 10, 10], [9, 5, 12, 8], [40, 7, -6, -5], [33, 11, 20, 3], [70, 13, 15, -20], [5, 17, 86, 37],
         [31, 19, 31, 2], [64, 23, 32, 0], [1, 29, 0, 0]]  # fmt: skip


def test_a_pile_looks_like_marks_laid_over_one_another(run):
    for part in ([0, 0, 90, 40], [11, 7, 43, 19], [31, 0, 64, 40], [32, 4, 33, 5], [85, 30, 90, 40]):
        apart, _ = run("pile.js", BOTH, address("pixels.js"), MARKS, part, -1)
        assert apart <= 6, part  # of 255: rounding, and the last fiftieth of what is as good as hidden


def test_over_clear_ground_colours_are_as_strong_as_before(run):
    apart, _ = run("pile.js", BOTH, address("pixels.js"), MARKS[:3], [0, 0, 90, 40], 0)
    assert apart <= 6


def test_a_part_that_is_full_says_so(run):
    full = "({ Pile, pileable }) => { const pile = new Pile(40, 9); pile.begin(30, 1, 35, 5);"
    mark = "pileable(new Int32Array(64).fill(-1), 8)"
    assert run("pile.js", f"{full} pile.add({mark}, 28, 0); return pile.open; }}") == 0
    assert run("pile.js", f"{full} pile.add({mark}, 28, 2); return pile.open; }}") == 5
