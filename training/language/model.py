"""The encoder and its heads, in PyTorch.

A BERT of the shape of `e5-small-ar`, its lower `layers` layers. Every head is linear and
looks at two places of a word: its first piece and its last one; so the exported graph puts
out the logits of both for every piece and needs no gather.
"""
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from labels import HEADS

WIDTH, HEADS_OF_ATTENTION, INNER = 384, 12, 1536
LABELS = sum(len(labels) for _, labels in HEADS)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, drop):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS_OF_ATTENTION, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop if self.training else 0.0)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + F.dropout(self.out(mixed), drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Model(nn.Module):
    def __init__(self, layers, bits, drop=0.1, vocabulary=25199):
        super().__init__()
        self.drop = drop
        self.embed = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.bits = nn.Linear(bits, WIDTH, bias=False)
        nn.init.zeros_(self.bits.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(WIDTH, 2 * LABELS)

    def start_from(self, path):
        """Takes the lower layers of the base encoder."""
        base = load_file(path)
        base = {k: v.float() for k, v in base.items()}
        with torch.no_grad():
            self.embed.weight.copy_(base["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(base["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(base["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                name = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    layer.qkv._parameters[part].copy_(torch.cat([base[f"{name}attention.self.{x}.{part}"] for x in ("query", "key", "value")]))
                    layer.out._parameters[part].copy_(base[f"{name}attention.output.dense.{part}"])
                    layer.norm1._parameters[part].copy_(base[f"{name}attention.output.LayerNorm.{part}"])
                    layer.up._parameters[part].copy_(base[f"{name}intermediate.dense.{part}"])
                    layer.down._parameters[part].copy_(base[f"{name}output.dense.{part}"])
                    layer.norm2._parameters[part].copy_(base[f"{name}output.LayerNorm.{part}"])

    def forward(self, ids, bits, real):
        """ids [batch, pieces]; bits [batch, pieces, features]; real [batch, pieces], false
        on padding. Gives [batch, pieces, 2 x labels]."""
        place = torch.arange(ids.shape[1])
        x = self.norm(self.embed(ids) + self.position(place) + self.bits(bits))
        x = F.dropout(x, self.drop, self.training)
        mask = real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        return self.head(F.dropout(x, self.drop, self.training))
