"""English: claims of control read off a dependency parse.

Words are data: `frames.csv` (which word says what, and where in the grammar the place and the sides stand) and
`words.toml` (who says, denies, plans, fails; what a place is called), both loaded by `words`. Grammar is code:

`grammar` chooses sentences and reads them; `rewording` gives the parser names it knows.
`verbs`, `nouns` and `states` ("control of", "in their hands") find what is said at a word.
`arguments` tells what stands where about it, `place_phrases` which places a noun phrase stands for, `parties` which
side, `forms` the voice and tense of a verb.
`factuality` climbs from it to the root, to tell fact from report, plan, denial and condition; `assertions` puts all
that together as a reading.
`table_rows` reads the rows of tables, which need no grammar.
`gaps` is what a sentence leaves unsaid after having said it once, `ellipsis` what the next sentence does.

The parser is spaCy's (dependency labels of the CLEAR style).
"""

from extract.languages.english.grammar import English

__all__ = ["English"]
