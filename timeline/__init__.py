"""Claims in, control out: pandas tables that know nothing of text."""
