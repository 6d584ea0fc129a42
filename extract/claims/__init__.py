"""Sentences to claims: what grammar reads, made whole by what the article, the theatre and the calendar know."""
