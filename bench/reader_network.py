"""The second reader's network, for training and export; the app itself needs only what is written from it."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from transformers import AutoModel

from extract.learned.marking import MARKERS, Marked

__all__ = ["HEADS", "Network", "export", "resume", "without_rare_words"]

HEADS = ("holders", "actions", "modes", "speakers", "losers")
ACCENTED = frozenset(
    "–—“”’‘«»€£…•éèáíóúöüäïçñâêôşžščć"
)  # of other letters than plain ones, those that English texts have
SCALE = 20.0  # about the square root of the encoder's width: the pointer's weights start out flat


class Network(nn.Module):
    """An encoder with five heads and a pointer over the vectors at each place's markers."""

    def __init__(self, base: Path, *, frozen: int, sizes: Sequence[int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.join = nn.Linear(3 * width, width)
        self.point = nn.Linear(width, width)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in zip(HEADS, sizes, strict=True)})
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
            for weight in part.parameters():
                weight.requires_grad = False

    def groups(self, *, encoder: float, heads: float) -> list[dict[str, Any]]:
        """The weights that learn, each group with its pace."""
        named = [(name, weight) for name, weight in self.named_parameters() if weight.requires_grad]
        return [
            {"params": [weight for name, weight in named if name.startswith("encoder.")], "lr": encoder},
            {"params": [weight for name, weight in named if not name.startswith("encoder.")], "lr": heads},
        ]

    @staticmethod
    def tensors(rows: Sequence[Marked]) -> tuple[Tensor, ...]:
        """What `forward` takes: ids, segments and mask (sentences x tokens); rows, opens and closes (places)."""
        longest = max(len(row.ids) for row in rows)
        ids, segments, mask = (torch.zeros((len(rows), longest), dtype=torch.long) for _ in range(3))
        for number, row in enumerate(rows):
            ids[number, : len(row.ids)] = torch.tensor(row.ids)
            segments[number, : len(row.ids)] = torch.tensor(row.segments)
            mask[number, : len(row.ids)] = 1
        owners = torch.tensor([number for number, row in enumerate(rows) for _ in row.opens])
        opens = torch.tensor([at for row in rows for at in row.opens])
        return ids, segments, mask, owners, opens, torch.tensor([at for row in rows for at in row.closes])

    def forward(
        self, ids: Tensor, segments: Tensor, mask: Tensor, rows: Tensor, opens: Tensor, closes: Tensor
    ) -> dict[str, Tensor]:
        hidden = self.encoder(input_ids=ids, token_type_ids=segments, attention_mask=mask).last_hidden_state
        joined = torch.cat([hidden[rows, 0], hidden[rows, opens], hidden[rows, closes]], 1)
        place = self.drop(torch.tanh(self.join(self.drop(joined))))
        outputs = {name: head(place) for name, head in self.heads.items()}
        weights = torch.einsum("pd,pld->pl", self.point(place), hidden[rows]) / SCALE
        outputs["pointers"] = weights.masked_fill(mask[rows] == 0, -1e4)
        return outputs


class _Plain(nn.Module):
    """The network with a tuple for its outputs, in the order that the reader expects."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        outputs = self.network(*inputs)
        return tuple(outputs[name] for name in (*HEADS, "pointers"))


def export(network: Network, path: Path) -> None:
    """Write the network as ONNX, its weights in 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    row = Marked((101, 7, 1, 8, 2, 102), (0, 0, 1, 1, 1, 1), (2,), (4,), ((0, 0),) * 6)
    names = ["ids", "segments", "mask", "rows", "opens", "closes"]
    shapes = {name: {0: "sentences", 1: "tokens"} for name in names[:3]} | {name: {0: "places"} for name in names[3:]}
    shapes |= {name: {0: "places"} for name in HEADS} | {"pointers": {0: "places", 1: "tokens"}}
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder, "exact.onnx")
        torch.onnx.export(
            _Plain(network),
            tuple(network.tensors([row, row])),
            str(exact),
            input_names=names,
            output_names=[*HEADS, "pointers"],
            dynamic_axes=shapes,
            opset_version=17,
            dynamo=False,
        )
        # seven bits of eight: processors without instructions of their own would overflow, and answer otherwise
        quantize_dynamic(exact, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def resume(network: Network, path: Path) -> None:
    """Give a network what a reader's `model.onnx` has learnt, as exactly as its 8 bits tell; words' vectors, which
    nothing changes, stay the base's. Raises ValueError where the two are not of one make."""
    graph = onnx.load(str(path)).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    learnt = {
        name.removeprefix("network."): value
        for name, value in stored.items()
        if name.startswith("network.") and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            weights = node.input[1].removesuffix("_quantized")
            exact = stored[node.input[1]].astype(np.float32) - stored[f"{weights}_zero_point"].astype(np.float32)
            path_of = node.name.removeprefix("/network/").rpartition("/")[0].replace("/", ".")
            module = path_of if path_of.startswith("encoder") or path_of in ("join", "point") else f"heads.{path_of}"
            learnt[f"{module}.weight"] = (exact * stored[f"{weights}_scale"]).T
    own = network.state_dict()
    missing = {name for name in own if "embeddings" not in name} - learnt.keys()
    if missing or any(own[name].shape != value.shape for name, value in learnt.items() if name in own):
        raise ValueError(f"{path} was not made by a network like this: {', '.join(sorted(missing)) or 'other sizes'}")
    network.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in learnt.items()}, strict=False)


def without_rare_words(folder: Path, ranks: int) -> None:
    """Leave out of an English reader's WordPiece vocabulary, in which words stand by how often they are met, the words
    from so many on and whatever has letters of other scripts: these are read by their pieces or as unknown, and the
    weights get smaller. What is kept stands in its order."""
    vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    ids: dict[str, int] = vocabulary["model"]["vocab"]
    named = {*MARKERS, *(token["content"] for token in vocabulary["added_tokens"])}

    def stays(word: str) -> bool:
        if word in named:
            return True
        plain = all(ord(letter) < 128 or letter in ACCENTED for letter in word) and not word.startswith("[unused")
        return plain and (ids[word] < ranks or word.startswith("##") or len(word) == 1)

    kept = [word for word in sorted(ids, key=ids.__getitem__) if stays(word)]
    rows = [ids[word] for word in kept]
    model = onnx.load(str(folder / "model.onnx"))
    for weights in model.graph.initializer:
        if weights.dims and weights.dims[0] == len(ids):
            narrow = np.ascontiguousarray(numpy_helper.to_array(weights)[rows])
            weights.CopyFrom(numpy_helper.from_array(narrow, weights.name))
    onnx.save(model, str(folder / "model.onnx"))
    number = {word: at for at, word in enumerate(kept)}
    vocabulary["model"]["vocab"] = number
    for token in vocabulary["added_tokens"]:
        token["id"] = number[token["content"]]
    for name, token in vocabulary["post_processor"].get("special_tokens", {}).items():
        token["ids"] = [number[name]]
    for end, name in (("sep", "[SEP]"), ("cls", "[CLS]")):
        if end in vocabulary["post_processor"]:
            vocabulary["post_processor"][end][1] = number[name]
    text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
    (folder / "vocabulary.json").write_text(text, "utf-8")
