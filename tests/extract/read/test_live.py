"""Live blogs over several days: each day's entries are an article of that day."""

import json

from tests.extract.read.files import PROSE, TODAY, read, web


def entry(moment, words):
    return {"@type": "BlogPosting", "datePublished": moment, "headline": words.split(".")[0], "articleBody": words}


ENTRIES = [
    entry("2022-09-12T08:00:00+03:00", "The bridge is open again. <b>Traffic</b> returned on Monday."),
    entry("2022-09-10T22:30:00Z", "Troops entered the town on Sunday. The mayor confirmed it."),
    entry("2022-09-11T09:00:00+03:00", "The flag is back over the town hall. Residents came out."),
]


def page(*entries):
    blog = {
        "@type": "LiveBlogPosting",
        "headline": "War live",
        "datePublished": "2022-09-10",
        "liveBlogUpdate": entries,
    }
    return web(f'<script type="application/ld+json">{json.dumps(blog)}</script>')


def test_entries_that_the_page_states_are_told_by_their_days():
    sunday, monday = read(page(*ENTRIES), "live.html")
    assert (sunday.published.isoformat(), monday.published.isoformat()) == ("2022-09-11", "2022-09-12")
    assert sunday.text.index("Troops entered") < sunday.text.index("flag is back")
    assert "Traffic returned on Monday" in monday.text and "<b>" not in monday.text
    assert sunday.file_name == "live.html, 2022-09-11"


def test_entries_that_the_page_only_shows_are_told_by_their_times():
    shown = "".join(
        f'<div class="live-blog-entry"><time datetime="{each["datePublished"]}">09:00</time>'
        f"<h2>{each['headline']}</h2><p>{each['articleBody']}</p></div>"
        for each in ENTRIES
    )
    found = read(web(body=shown), "live.html")
    assert [one.published.isoformat() for one in found] == ["2022-09-11", "2022-09-12"]
    assert "09:00" not in found[0].text


def test_a_live_blog_of_one_day_is_one_article():
    (found,) = read(page(*ENTRIES[1:]), "live.html", published=TODAY)
    assert PROSE.split(".")[0] in found.text
