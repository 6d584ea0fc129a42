"""The grammar that Ukrainian and Russian share: claims of control read off clauses, word forms and cases.

Neither language gets a parser. Both mark on the word itself what English leaves to order: voice and tense by a verb's
ending, the doer of a passive by the instrumental, the place by its preposition or its lack of one. So a sentence is
cut into clauses, places are gathered into lists with what stands before them (`sentence`), and each word of control
takes the places and fighters of its clause (`grammar`); `stance` tells fact from report, plan, denial and condition.
Words are data: `frames.csv` and `words.toml` in each language's folder, loaded by `words`.
"""
