"""What the program says to people, in their languages: gettext catalogs, a file a language."""
