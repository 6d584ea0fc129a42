"""A store filled with made articles about real settlements, for measuring what grows with their number.

The articles tell of a made war that moves like the real one: a wave comes from the opponent's ground, stops at a line,
and is driven back in parts; some places are named far more often than others, and one claim in two hundred is about a
whole region.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from itertools import islice

import numpy as np

from extract.model import Action, Article, Claim, DateBasis, Mode
from extract.read.article import article_id
from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind
from store import Store, schema
from store.samples import SAMPLES
from store.values import claim_row
from theatre.theatre import Theatre
from timeline.areas import landmarks
from timeline.baseline import depths

__all__ = ["filled", "made_articles"]

_PUBLISHERS = ("TASS", "RIA Novosti", "BBC News", "Reuters", "Ukrinform", "CNN")
_VERBS = {
    Action.CAPTURED: "captured {0}",
    Action.LIBERATED: "retook {0}",
    Action.HELD: "hold {0}",
    Action.CONTESTED: "are fighting in {0}",
    Action.ADVANCED: "advanced towards {0}",
}
_WORDS = np.array([f"word{number}" for number in range(5_000)])
_AT_ONCE = 1_000


def made_articles(
    count: int, *, theatre: Theatre, gazetteer: Gazetteer, days: int = 1_400, seed: int = 1
) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles with the claims in them, in no order of day."""
    chance = np.random.default_rng(seed)
    places = landmarks(gazetteer, theatre)
    home, opponent = [*theatre.sides][:2]
    deep = depths(places, theatre)[:, [*theatre.sides].index(opponent)]
    places = places.assign(deep=deep).sort_values("deep", kind="stable", ignore_index=True)
    places = places[places["deep"] < np.quantile(deep, 0.6)]
    often = 1 / (chance.permutation(len(places)) + 20)
    often /= often.sum()
    regions = [feature["properties"] for feature in theatre.outlines("regions")["features"]]
    for number in range(count):
        published = theatre.start + timedelta(days=int(chance.integers(0, days)))
        publisher = str(chance.choice(_PUBLISHERS))
        rows = places.iloc[chance.choice(len(places), int(chance.integers(1, 6)), p=often, replace=False)]
        sentences: list[tuple[dict[str, object], str]] = []
        for place in rows.to_dict("records"):
            day = published - timedelta(days=int(chance.integers(0, 4)))
            since = (day - theatre.start).days
            lost = place["deep"] < 40 + 160 * min(since / 60, 1) and (since < 200 or place["deep"] < 120)
            action = [*_VERBS][chance.choice(len(_VERBS), p=[0.3, 0.1, 0.25, 0.25, 0.1])]
            side = opponent if lost else home
            if action in (Action.CAPTURED, Action.LIBERATED):
                action = Action.CAPTURED if lost else Action.LIBERATED
            filler = " ".join(chance.choice(_WORDS, int(chance.integers(8, 30))))
            words = f"{theatre.sides[side].name}'s forces {_VERBS[action].format(place['name'])}, {filler}."
            sentences.append((place | {"action": action, "side": side, "day": day}, words))
        title = f"Made article {number}"
        text = "\n".join([title, *(words for _, words in sentences)])
        id = article_id(text)
        article = Article(id, title, text, published, publisher=publisher)
        claims, begin = [], len(title) + 1
        for position, (said, words) in enumerate(sentences):
            region = regions[int(chance.integers(len(regions)))] if chance.random() < 0.005 else None
            claims.append(_claim(f"{id}-{position}", article, begin, words, said, region))
            begin += len(words) + 1
        yield article, claims


def _claim(
    id: str, article: Article, begin: int, words: str, said: dict[str, object], region: dict[str, str] | None
) -> Claim:
    action, side, day = said["action"], said["side"], said["day"]
    assert isinstance(action, Action) and isinstance(side, str) and isinstance(day, date)
    taken = action in (Action.CAPTURED, Action.LIBERATED)
    name = str(said["name"])
    at = begin + words.index(name)
    return Claim(
        id=id,
        article=article.id,
        start=begin,
        end=begin + len(words),
        quote=words,
        place=name,
        place_start=at,
        place_end=at + len(name),
        place_id=f"region:{region['iso']}" if region and taken else str(said["place_id"]),
        name=name,
        kind=Kind.REGION if region and taken else Kind.SETTLEMENT,
        latitude=float(str(said["latitude"])),
        longitude=float(str(said["longitude"])),
        admin1=str(said["admin1"]),
        precision="exact",
        radius_km=0.0,
        alternatives=(),
        action=action,
        gained_by=side if taken else None,
        lost_by=None,
        controller_after=side if taken or action == Action.HELD else None,
        mode=Mode.FACT,
        claimant=None,
        claimant_side=None,
        admission=False,
        partial=False,
        event_from=day,
        event_to=day,
        date_basis=DateBasis.EXPLICIT,
        confidence=0.9,
        trigger="made",
        extractor="made",
        published=article.published,
        publisher=article.publisher,
        language="en",
    )


def filled(store: Store, count: int, *, theatre: Theatre, gazetteer: Gazetteer) -> None:
    """Put so many made articles into a new store, without samples, as the store keeps them."""
    store.set(SAMPLES, "removed")
    made = made_articles(count, theatre=theatre, gazetteer=gazetteer)
    while some := [*islice(made, _AT_ONCE)]:
        articles = [asdict(article) | {"digest": article.id, "sample": False, "label": ""} for article, _ in some]
        rows = [claim_row(claim, position) for _, claims in some for position, claim in enumerate(claims)]
        with store.writing() as (connection, changed):
            connection.execute(schema.articles.insert(), articles)
            connection.execute(schema.claims.insert(), rows)
            changed("", "made articles added", "made", [article.id for article, _ in some], articles=len(some))
