"""Sentences to places named, each resolved to one place of the gazetteer or honestly ambiguous."""
