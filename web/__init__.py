"""What the pages share: the opened theatre and store, what is derived from them, and the views of an article."""
