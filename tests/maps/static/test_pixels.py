OVER = "({ over }, above, below) => over(above, below) >>> 0"
BLIT = """({ blit }, part, left, top) => {
    const picture = { wide: 2, high: 2, pixels: Int32Array.of(0xff000001, 0xff000002, 0xff000003, 0) };
    const target = new Int32Array(12); // 4 wide, 3 high
    blit(target, 4, ...part, picture, left, top);
    return [...target].map((pixel) => pixel & 255);
}"""


def test_a_translucent_pixel_is_mixed_with_what_is_under_it(run):
    assert run("pixels.js", OVER, 0x80FFFFFF, 0xFF000000) == 0xFF808080
    assert run("pixels.js", OVER, 0x00FFFFFF, 0xFF123456) == 0xFF123456
    assert run("pixels.js", OVER, 0x80123456, 0) == 0x80123456
    assert run("pixels.js", OVER, 0x800000FF, 0x80FF0000) == 0xC05500AA  # alphas add up, the upper counts for more


def test_a_picture_lies_where_it_should_and_what_is_clear_leaves_what_was(run):
    assert run("pixels.js", BLIT, [0, 0, 4, 3], 1, 1) == [0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 0, 0]


def test_of_a_picture_only_what_lies_in_the_part_is_copied(run):
    assert run("pixels.js", BLIT, [0, 0, 2, 2], 1, 1) == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert run("pixels.js", BLIT, [0, 0, 4, 3], -1, -1) == [0] * 12
    assert run("pixels.js", BLIT, [0, 0, 4, 3], -1, 0) == [2, 0, 0, 0] + [0] * 8
