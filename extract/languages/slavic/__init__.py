"""The grammar that Ukrainian and Russian share: claims of control read off clauses, word forms and cases.

Neither language gets a parser. Both mark on the word itself what English leaves to order: voice and tense by a verb's
ending, the agent of a passive by the instrumental, the place by its preposition or its lack of one. A sentence is cut
into words (`tokens`) and clauses (`clauses`); places are gathered into lists with what stands before them
(`place_phrases`; those that a clause leaves to the one before: `antecedents`), and so are the words for fighters
(`fighters`): all this is a `text`. The words of control are found (`triggers`), each list of places goes to one of them
(`arguments`), and so do the fighters (`actors`), which makes an event (`events`); `factuality` tells fact from report,
plan, denial and condition; `reader` puts it together, and `grammar` is what others call. Words are data: `frames.csv`
and `words.toml` in each language's folder, loaded by `words`.
"""
