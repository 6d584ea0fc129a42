from web.difference import difference_html

SAME = " ".join(f"word{number}" for number in range(100))


def test_what_differs_is_marked_on_either_side_and_what_is_the_same_left_out():
    one, other = difference_html(f"{SAME} they took it {SAME}", f"{SAME} they lost it {SAME}")
    assert "<mark>took</mark>" in one and "<mark>lost</mark>" in other
    assert "took" not in other and one.count("…") == 2 and "word50" not in one


def test_nothing_of_an_article_becomes_markup():
    one, other = difference_html("<script>alert(1)</script> it", "<img src=x onerror=alert(1)> it")
    assert "<script" not in one and "<img" not in other


def test_a_book_is_compared_as_far_as_one_may_wait():
    one, _ = difference_html("so it goes " * 20_000, "so it went " * 20_000)
    assert one.endswith(" …</p>") and len(one) < 200_000
