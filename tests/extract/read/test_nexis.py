"""Exports of press databases: an article a document, with its own day, headline and publisher."""

from extract.read.nexis import documents
from tests.extract.read.files import PROSE, read

NEW = """Town on the river is free
The Daily Lantern
September 11, 2022 Sunday

Copyright 2022 Daily Lantern Company All Rights Reserved

Section: NEWS; Pg. 1
Length: 40 words
Byline: A. Writer

Body

Troops entered the town of Lantern Hill on Saturday, the ministry said, after
three days of fighting.

Its mayor confirmed that the flag was back.

Load-Date: September 12, 2022

End of Document
"""
OLD = """                               {n} of 2 DOCUMENTS

                              The Daily Lantern

                          January 12, 2023 Thursday
                             Late Edition - Final

Weir is lost

BYLINE: By A. WRITER

SECTION: Section A; Column 0; Foreign Desk; Pg. 1

LENGTH: 20 words

BODY:

   The town of Weir was lost on Wednesday, the mayor said, when the last
soldiers left it by the bridge.

LOAD-DATE: January 12, 2023

LANGUAGE: ENGLISH
"""
FACTIVA = """Town on the river is free
A Writer
432 words
11 September 2022
Agence Lantern
LANT
English
Copyright Agence Lantern, 2022 All reproduction and presentation rights reserved.

Troops entered the town of Lantern Hill on Saturday, the ministry said.

Document LANT000020220911ei9b000xx
"""


def facts(text):
    return [(one.title, one.publisher, one.published.isoformat()) for one in read(text, "export.txt")]


def test_a_new_export_of_nexis():
    text = NEW + NEW.replace("September 11, 2022 Sunday", "September 13, 2022 Tuesday").replace("free", "quiet")
    assert facts(text) == [
        ("Town on the river is free", "The Daily Lantern", "2022-09-11"),
        ("Town on the river is quiet", "The Daily Lantern", "2022-09-13"),
    ]
    first, _ = read(text, "export.txt")
    assert first.text.startswith("Town on the river is free\n\nTroops entered") and "after three days" in first.text
    assert "Load-Date" not in first.text and first.file_name == "export.txt, document 1"


def test_an_old_export_of_nexis():
    text = OLD.format(n=1) + OLD.format(n=2).replace("January 12, 2023 Thursday", "January 13, 2023 Friday")
    assert facts(text) == [
        ("Weir is lost", "The Daily Lantern", "2023-01-12"),
        ("Weir is lost", "The Daily Lantern", "2023-01-13"),
    ]


def test_an_export_of_factiva():
    text = FACTIVA + FACTIVA.replace("11 September", "13 September")
    assert facts(text) == [
        ("Town on the river is free", "Agence Lantern", "2022-09-11"),
        ("Town on the river is free", "Agence Lantern", "2022-09-13"),
    ]


def test_a_text_that_only_counts_is_no_export():
    assert documents(f"1 of 3\n\n{PROSE}\n\n2 of 3\n\n{PROSE}") == []
    assert documents(PROSE) == []
