"""One module a language: its words and grammar, as data where possible."""
