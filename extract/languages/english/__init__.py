"""English: claims of control read off a dependency parse.

Words are data: `frames.csv` (which word says what, and where in the grammar the place and the sides stand) and
`words.toml` (who says, denies, plans, fails; what a place is called). Grammar is code: `script` gives the parser names
it knows, `grammar` finds triggers and their slots, `spots` the places a noun phrase stands for, `stance` climbs from a
trigger to the root to tell fact from report, plan, denial and condition. The parser is spaCy's (dependency labels of
the CLEAR style).
"""

from extract.languages.english.grammar import English

__all__ = ["English"]
