"""The grammar that Ukrainian and Russian share: claims of control read off clauses, word forms and cases.

Neither language gets a parser. Both mark on the word itself what English leaves to order: voice and tense by a verb's
ending, the doer of a passive by the instrumental, the place by its preposition or its lack of one. A sentence is cut
into clauses, and places are gathered into lists with what stands before them (`sentence`; those that a clause leaves to
the one before: `antecedents`). The words of control are found (`triggers`), each list of places goes to one of them
(`slots`), and so do the fighters (`actors`); `stance` tells fact from report, plan, denial and condition; `reader` puts
it together, and `grammar` is what others call. Words are data: `frames.csv` and `words.toml` in each language's folder,
loaded by `words`.
"""
