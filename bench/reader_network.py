"""The second reader's network, for training and export; the app itself needs only what is written from it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from extract.learned.marking import Marked

__all__ = ["HEADS", "Network", "export"]

HEADS = ("holders", "actions", "modes", "speakers", "losers")
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
