"""OpenDocument texts: what LibreOffice shows of them."""

import io
import time
import zipfile

from extract.model import PublishedBasis
from extract.read.article import NeedsDate
from tests.extract.read.files import DAY, PROSE, one, read, refusal

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "meta": "meta",
        "svg": "svg-compatible",
    }.items()
)  # fmt: skip
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(*paragraphs, styles="", title="", made="", kind="text", **members):
    """A text whose paragraphs are given as XML."""
    body = "".join(each if each.startswith("<text:") else f"<text:p>{each}</text:p>" for each in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        package.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "meta.xml",
            f"<office:document-meta {SPACES} {DUBLIN}><office:meta><dc:title>{title}</dc:title><meta:creation-date>"
            f"{made}</meta:creation-date><dc:date>2023-05-05T10:00:00</dc:date></office:meta></office:document-meta>",
        )
        for name, data in members.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_a_text_is_read_whatever_its_name_and_dated_by_what_it_states():
    found = one(odt("<text:h>Troops enter the town</text:h>", "Published: 11 September 2022", PROSE), "story.zip")
    assert found.text.startswith("Troops enter the town\n\nPublished: 11 September 2022\n\nTroops entered")
    assert (found.published, found.published_basis) == (DAY, PublishedBasis.STATED)


def test_the_day_of_its_making_is_a_hint_and_that_of_saving_is_none():
    (found,) = read(odt(PROSE, title="The town", made="2022-09-11T09:00:00"), "a.odt")
    assert isinstance(found, NeedsDate) and (found.suggestion, found.draft.title) == (DAY, "The town")
    (undated,) = read(odt(PROSE), "a.odt")
    assert undated.suggestion is None


def test_changes_are_read_as_accepted_and_hidden_words_and_comments_are_not():
    removed = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>the village</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    hidden = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    text = (
        'They have <text:change-start/>not <text:change-end/>left<text:change/><text:span text:style-name="T1">'
        " secret</text:span><office:annotation><text:p>Who says so?</text:p></office:annotation> the town."
    )
    assert one(odt(removed, text, styles=hidden)).text == "They have not left the town."
    assert one(odt("One.", '<text:p text:style-name="T1">Two.</text:p>', styles=hidden)).text == "One."


def test_lists_tables_links_boxes_and_blanks_are_read_as_shown():
    items = "".join(f"<text:list-item><text:p>{name}</text:p></text:list-item>" for name in ("Weir", "Hill"))
    assert one(odt("They took:", f"<text:list>{items}</text:list>")).text == "They took:\n\n- Weir\n\n- Hill"
    row = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("Weir", "Taken."))
    assert one(odt(f"<text:section><table:table>{row}</table:table></text:section>")).text == "Weir\n\nTaken."
    line = "They  left<text:s text:c='2'/><text:a>Lantern\n Hill</text:a><text:line-break/>today.<text:line-break/>So."
    assert one(odt(line)).text == "They left  Lantern Hill today.\nSo."
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box><svg:desc>A cat</svg:desc></draw:frame>"
    assert one(odt(f"Around {box} it.")).text == "Around  it.\n\nIn a box."


def test_a_pages_head_is_read_once():
    styles = f"<x {SPACES}><style:header><text:p>The Daily, 11 September 2022</text:p></style:header></x>"
    (found,) = read(odt(PROSE, **{"styles.xml": styles}), "a.odt")
    assert found.text.startswith("The Daily, 11 September 2022\n\n") and found.published == DAY


def test_what_is_no_sound_text_is_named():
    assert "is an OpenDocument spreadsheet, no text" in refusal(odt("x", kind="spreadsheet"), "a.ods")
    assert "no text" in refusal(odt(), "a.odt")
    assert "damaged" in refusal(odt("<broken"), "a.odt")
    assert "unpacks to more than 40 MB" in refusal(odt("x", Pictures__a=bytes(60_000_000)), "a.odt")


def test_what_is_made_to_hurt_is_refused_quickly():
    start = time.process_time()
    assert "paragraphs" in refusal(odt(*["<text:p/>"] * 60_000), "a.odt")
    assert "more parts" in refusal(odt(*["<text:p></text:p>"] * 600_000), "a.odt")
    assert len(one(odt("They <text:s text:c='99999999'/>left <text:s text:c='-1'/><text:s text:c='x'/>it.")).text) < 20
    assert one(odt(f"They left{'<text:span>' * 200} it{'</text:span>' * 200}.")).text == "They left it."
    assert time.process_time() - start < 5
