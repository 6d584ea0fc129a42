"""An article a message, on its own day, from what the app exports and what a browser saves."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from extract.read.article import Article, ArticleError
from tests.extract.read.files import read, refusal


def export(*messages, **facts):
    return json.dumps({"name": "Front notes", "type": "public_channel", "id": 77, "messages": messages, **facts})


def message(number, seconds, text, **facts):
    return {"id": number, "type": "message", "date_unixtime": str(seconds), "text": text, **facts}


def test_an_export_gives_an_article_a_message_with_its_day_channel_and_link():
    found = read(
        export(
            {"id": 1, "type": "service", "date": "2022-09-01T08:00:00", "text": ""},
            message(2, 1662802260, ["Troops entered ", {"type": "hashtag", "text": "#Lantern_Hill"}, "."]),
            message(3, 1673506800, "The town on the river was lost."),
            message(4, 1673506900, ""),
        ),
        "result.json",
    )
    assert [(one.published, one.text) for one in found] == [
        (date(2022, 9, 10), "Troops entered #Lantern_Hill."),
        (date(2023, 1, 12), "The town on the river was lost."),
    ]
    assert found[0].publisher == "Front notes" and found[0].url == "https://t.me/c/77/2"
    assert found[1].file_name == "result.json, message 3"


def test_a_message_is_of_the_day_that_it_was_in_the_theatre():
    late = 1662849000  # 10 September 2022, 22:30 UTC: past midnight there
    (found,) = read(export(message(2, late, "Troops entered the town on Sunday.")), "result.json")
    assert found.published == date(2022, 9, 11)


def test_a_forwarded_message_is_of_who_wrote_it():
    (found,) = read(export(message(2, 1662802260, "Troops entered.", forwarded_from="The brigade")), "result.json")
    assert found.publisher == "The brigade"


def saved(number, stamp, text):
    return (
        f'<div class="message default clearfix" id="message{number}"><div class="body"><div class="pull_right date '
        f'details" title="{stamp}">12:31</div><div class="text">{text}</div></div></div>'
    )


def test_an_exported_page_gives_its_messages_and_hashtags_break_no_line():
    page = (
        '<!DOCTYPE html><html><body><div class="page_header"><div class="text bold">Front notes</div></div>'
        '<div class="page_body chat_page"><div class="history">'
        + saved(2, "10.09.2022 12:31:00 UTC+03:00", 'Troops entered <a href="">#LanternHill</a> at noon.<br>They stay.')
        + saved(3, "10.09.2022 23:30:00 UTC+00:00", "The bridge was lost.")
        + "</div></div></body></html>"
    )
    found = read(page, "messages.html")
    assert [one.published for one in found] == [date(2022, 9, 10), date(2022, 9, 11)]
    assert found[0].text == "Troops entered #LanternHill at noon.\nThey stay."
    assert {one.publisher for one in found} == {"Front notes"}


def test_a_saved_page_of_a_channel_gives_its_messages_with_their_links():
    def post(number, moment, text):
        return (
            f'<div class="tgme_widget_message js-widget_message" data-post="frontnotes/{number}">'
            '<a class="tgme_widget_message_owner_name"><span>Front notes</span></a>'
            f'<div class="tgme_widget_message_text">{text}</div><time datetime="{moment}">12:31</time></div>'
        )

    page = f"<html><body>{post(8, '2022-09-10T09:31:00+00:00', 'Troops entered.')}"
    page += f"{post(9, '2022-09-10T21:31:00+00:00', 'They left again.')}</body></html>"
    found = read(page, "page.html")
    assert [(one.published, one.url) for one in found] == [
        (date(2022, 9, 10), "https://t.me/frontnotes/8"),
        (date(2022, 9, 11), "https://t.me/frontnotes/9"),
    ]
    assert all(isinstance(one, Article) and one.publisher == "Front notes" for one in found)


def test_what_is_no_chat_is_said_to_be_none():
    assert "no export of a Telegram chat" in refusal('{"name": "x"}', "a.json")
    assert "not JSON" in refusal('{"messages": [', "a.json")
    assert "no message with words" in refusal(export(message(1, 1662802260, "!!!")), "a.json")


def test_messages_of_the_wrong_kind_take_nothing_with_them():
    odd = (None, 7, {"type": "message"}, message(2, "soon", "Troops entered."))
    found = read(export(*odd, message(3, 1662802260, "Ok")))
    assert len(found) == 2 and not any(isinstance(one, ArticleError) for one in found)


def test_a_message_says_that_it_was_edited_or_passed_on():
    found = read(
        export(
            message(2, 1662802260, "Troops entered.", edited_unixtime="1662975060"),
            message(3, 1662802260, "Troops left.", forwarded_from="The brigade"),
        ),
        "result.json",
    )
    assert [one.file_name for one in found] == [
        "result.json, message 2 (edited 2022-09-12)",
        "result.json, message 3 (forwarded by Front notes)",
    ]


def test_all_chats_of_an_account_are_read_each_with_its_name_and_links():
    chat = json.loads(export(message(2, 1662802260, "Troops entered.")))
    other = chat | {"name": "Rear notes", "id": 78, "messages": [message(3, 1662888660, "", text_entities=[])]}
    other["messages"][0]["text_entities"] = [
        {"type": "plain", "text": "They left "},
        {"type": "hashtag", "text": "#it"},
    ]
    account = {"chats": {"about": "", "list": [chat]}, "left_chats": {"about": "", "list": [other, None]}}
    found = read(json.dumps(account), "result.json")
    assert [(one.publisher, one.text, one.url) for one in found] == [
        ("Front notes", "Troops entered.", "https://t.me/c/77/2"),
        ("Rear notes", "They left #it", "https://t.me/c/78/3"),
    ]


def test_three_hundred_messages_over_months_are_each_of_their_own_day():
    moments = [datetime(2022, 9, 10, 20, tzinfo=UTC) + timedelta(hours=7 * number) for number in range(300)]
    messages = [message(n, int(each.timestamp()), f"Report number {n} of #today") for n, each in enumerate(moments, 1)]
    there = [each.astimezone(ZoneInfo("Europe/Kyiv")) for each in moments]
    page = "".join(
        saved(n, each.strftime("%d.%m.%Y %H:%M:%S UTC") + each.strftime("%z")[:3] + ":00", f"Report number {n}")
        for n, each in enumerate(there, 1)
    )
    page = f'<!DOCTYPE html><html><body><div class="page_body chat_page">{page}</div></body></html>'
    for name, data in (("result.json", export(*messages)), ("messages.html", page)):
        found = read(data, name)
        assert [one.published for one in found] == [each.date() for each in there], name
    assert len({each.date() for each in there}) > 80
