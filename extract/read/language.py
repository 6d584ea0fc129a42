"""In which language a text is written, among those that news of a theatre is written in."""

from functools import lru_cache
from typing import Any

__all__ = ["LANGUAGES", "language_of"]


LANGUAGES = ("en", "uk", "ru", "be", "pl", "de", "fr", "es", "it", "pt", "nl", "ro", "cs", "sk", "bg", "tr", "ar", "zh")


def language_of(text: str) -> str:
    """ISO 639-1, told from the first part of the text, among the languages that news of a theatre is written in."""
    return str(_identifier().classify(text[:4_000])[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # reads its model when first asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
