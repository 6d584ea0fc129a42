"""The words of the map in the browser, `map_words.toml` in every language, as the module texts.js."""

import json
import tomllib
from pathlib import Path

from translation.messages import ENGLISH, languages, locale, ngettext, pgettext

__all__ = ["texts_module"]

_EXAMPLES = 200  # numbers among which every form that a language has is found


def texts_module() -> str:
    """JavaScript whose TEXTS has, by language, its own name, its code for Intl, and its texts by key; where the text
    depends on a number, by the categories of Intl.PluralRules."""
    table = tomllib.loads(Path(__file__).with_name("map_words.toml").read_text("utf-8"))
    texts = {
        code: {
            "name": name,
            "locale": "en-GB" if code == ENGLISH else code,
            "texts": {key: _text(key, text, code) for key, text in table.items()},
        }
        for code, name in languages().items()
    }
    return f"export const TEXTS = {json.dumps(texts, ensure_ascii=False)};\n"


def _text(key: str, text: str | list[str], language: str) -> str | dict[str, str]:
    context = f"map.{key}"
    if isinstance(text, str):
        return pgettext(context, text, language)
    rule = locale(language).plural_form
    examples = {rule(count): count for count in range(_EXAMPLES, -1, -1)}
    counts = {"other": _EXAMPLES // 2} | examples
    one, more = text
    return {form: ngettext(one, more, count, context=context, language=language) for form, count in counts.items()}
