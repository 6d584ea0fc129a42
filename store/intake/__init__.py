"""The ways in: from what a person brings to drafts with their claims, and from drafts to the collection."""
