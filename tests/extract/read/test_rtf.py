"""Rich Text: what a word processor would show of it."""

import time

from extract.model import PublishedBasis
from extract.read.article import NeedsDate
from extract.read.isolated import read_file
from tests.extract.read.files import DAY, PROSE, TODAY, UKRAINIAN, one, read, refusal


def rtf(*paragraphs, head="", page=1252):
    body = "\\par ".join(paragraphs)
    return f"{{\\rtf1\\ansi\\ansicpg{page}\\deff0{{\\fonttbl{{\\f0 Arial;}}}}{head}{body}\\par}}"


def cyrillic(text):
    return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp1251"))


def test_paragraphs_are_read_and_what_the_head_states_dates_them():
    found = one(rtf("Troops enter the town", "Published: 11 September 2022", *PROSE.split("\n\n")), "story.rtf")
    assert found.text.endswith(PROSE) and found.title == "Troops enter the town"
    assert (found.published, found.published_basis) == (DAY, PublishedBasis.STATED)
    assert found.media_type == "application/rtf"


def test_letters_are_read_by_code_page_or_as_unicode():
    assert one(rtf(cyrillic(UKRAINIAN), page=1251), "story.doc").text == UKRAINIAN
    escaped = "".join(each if ord(each) < 128 else f"\\u{ord(each)}?" for each in UKRAINIAN)
    assert one(rtf(escaped)).text == UKRAINIAN
    assert one(rtf("{\\uc0 They left \\u-10179\\u-9216  it.}")).text == "They left \U0001f400 it."
    assert one(rtf(UKRAINIAN, page=1251).encode("cp1251")).text == UKRAINIAN  # bytes that no escape hides


def test_changes_are_read_as_accepted_and_hidden_words_are_not():
    changed = "They have {\\revised\\revauth1 not }left{\\deleted\\revauthdel1  the village} the town."
    assert one(rtf(changed)).text == "They have not left the town."
    assert one(rtf("They left {\\v secret }the town \\v again\\v0 today.")).text == "They left the town today."


def test_lists_tables_links_and_broken_lines_are_read_as_shown():
    items = "{\\pntext\\f0\\'b7\\tab}Lantern Hill", "{\\listtext\\bullet\\tab}Weir"
    assert one(rtf("They took:", *items)).text == "They took:\n\n- Lantern Hill\n\n- Weir"
    assert one(rtf("Summary", "\\trowd Town\\cell Troops entered it.\\cell\\row")).text == (
        "Summary\n\nTown\n\nTroops entered it."
    )
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://a.example/x"}}{\\fldrslt{Lantern Hill}}}'
    assert one(rtf(f"They left {link} today.")).text == "They left Lantern Hill today."
    assert one(rtf("Troops left\\line the town.\\line They stay away.")).text == (
        "Troops left the town.\nThey stay away."
    )


def test_the_title_is_the_files_own_and_its_day_a_hint():
    info = f"{{\\info{{\\title {cyrillic('Місто')}}}{{\\creatim\\yr2022\\mo9\\dy11\\hr9\\min1}}}}"
    (found,) = read(rtf("Troops entered the town.", head=info, page=1251), "story.rtf")
    assert isinstance(found, NeedsDate) and found.suggestion == DAY and found.draft.title == "Місто"


def test_an_export_of_a_press_database_is_an_article_a_document():
    document = ("The Daily", "September 11, 2022 Sunday", "Copyright 2022 Daily", "Length: 9 words", "Body", PROSE)
    found = read(rtf(*(("Town taken", *document, "End of Document") * 2)), "export.rtf")
    assert [(each.title, each.published) for each in found] == [("Town taken", DAY)] * 2


def test_pictures_cost_little_and_what_is_no_sound_file_is_named():
    picture = f"{{\\pict\\pngblip {'89504e47' * 500_000}}}"
    start = time.process_time()
    assert one(rtf(f"{picture}Troops entered.")).text == "Troops entered."
    assert "no text" in refusal(rtf(), "a.rtf")
    assert "damaged" in refusal(rtf("Troops \\uc entered."), "a.rtf")
    assert "more parts" in refusal(rtf("{" * 2_100_000), "a.rtf")
    assert time.process_time() - start < 4


def test_it_is_read_apart_from_who_asks():
    (found,) = read_file(rtf(*PROSE.split("\n\n")).encode(), "a.rtf", published=DAY, today=TODAY)
    assert found.text == PROSE


def test_a_table_of_fonts_that_never_ends_takes_no_time():
    begun = time.process_time()
    found = one(rtf(*PROSE.split("\n\n"), head="{\\fonttbl" + "{\\f1\\fcharset204 x" * 5_000 + "}" * 5_001))
    assert found.text == PROSE
    assert time.process_time() - begun < 5
