#!/usr/bin/env python3
"""Writes a trained model as the folder that the program reads.

    python export.py --shared SHARED --model /tmp/model.pt --out ../../models/default [--float]

`encoder.onnx` is the graph: inputs `ids` [batch, pieces] i64, `bits` [batch, pieces,
features] f32, `mask` [batch, 1, 1, pieces] f32 (0 on a piece, -10000 on padding); output
`logits` [batch, pieces, 2 x labels]. Weights of the layers are int8, one scale a column,
of 7 bits (-63 to 63), since processors without VNNI saturate otherwise; inputs of each
product are quantised row by row, to 8 bits around 128. The table of pieces is int8 with a scale a row. With
`--float` everything stays f32, for measuring what quantising costs.
"""
import argparse
import hashlib
import json
import os

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from batches import LONGEST
from features import FEATURE_NAMES, FEATURES
from labels import HEADS
from model import HEADS_OF_ATTENTION, LABELS, WIDTH

STEPS, INPUT_STEPS = 63, 127
SIZE = WIDTH // HEADS_OF_ATTENTION


class Graph:
    def __init__(self, quantised):
        self.nodes, self.weights, self.quantised, self.count = [], [], quantised, 0

    def constant(self, name, value):
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def op(self, kind, inputs, outputs=1, **attributes):
        self.count += 1
        names = [f"{kind}_{self.count}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, f"{kind}_{self.count}", **attributes))
        return names[0] if outputs == 1 else names

    def quantise(self, x, least=None):
        """x row by row as (u8 values, what a row's values are to be multiplied by): a few
        pieces have inputs a hundred times those of others, and one scale for a whole batch
        would leave the others a few steps, and make a word's labels hang on what else is in
        the batch. `least` names a constant that no value of x is further below 0 than. f32
        graphs pass x on."""
        if not self.quantised:
            return x
        if least is None:
            largest = self.op("ReduceMax", [self.op("Abs", [x]), "last"], keepdims=1)
        else:
            largest = self.op("Max", [self.op("ReduceMax", [x, "last"], keepdims=1), least])
        # rounded by cutting off what is above a half more; QuantizeLinear takes ten times as long
        scaled = self.op("Mul", [x, self.op("Div", ["steps", largest])])
        values = self.op("Cast", [self.op("Add", [scaled, "half"])], to=TensorProto.UINT8)
        return values, largest

    def linear(self, x, name, weight, bias):
        """x is what `quantise` gave; weight [out, in] as PyTorch keeps it."""
        weight = weight.T.astype(np.float32)
        if not self.quantised:
            product = self.op("MatMul", [x, self.constant(f"{name}.w", weight)])
        else:
            values, largest = x
            steps = np.maximum(np.abs(weight).max(0), 1e-8) / STEPS
            whole = np.clip(np.rint(weight / steps), -STEPS, STEPS).astype(np.int8)
            # the zero point of weights has to be there for the fused operator
            product = self.op("MatMulInteger", [values, self.constant(f"{name}.w", whole), "middle", self.constant(f"{name}.z", np.zeros((), np.int8))])
            product = self.op("Cast", [product], to=TensorProto.FLOAT)
            product = self.op("Mul", [product, self.constant(f"{name}.s", (steps / INPUT_STEPS).astype(np.float32))])
            product = self.op("Mul", [product, largest])
        return self.op("Add", [product, self.constant(f"{name}.b", bias)])

    def norm(self, x, name, state):
        return self.op("LayerNormalization", [x, self.constant(f"{name}.w", state[f"{name}.weight"]), self.constant(f"{name}.b", state[f"{name}.bias"])],
                       axis=-1, epsilon=1e-12)


def build(state, layers, quantised):
    g = Graph(quantised)
    if quantised:
        g.constant("last", np.array([-1]))
        g.constant("steps", np.array(INPUT_STEPS, np.float32))
        # the lowest value of the function, rounded away from 0
        g.constant("gelu", np.array(0.17, np.float32))
        g.constant("half", np.array(128.5, np.float32))
        g.constant("middle", np.array(128, np.uint8))
    table = state["embed.weight"]
    if quantised:
        steps = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        rows = g.constant("pieces", np.clip(np.rint(table / steps), -127, 127).astype(np.int8))
        x = g.op("Cast", [g.op("Gather", [rows, "ids"])], to=TensorProto.FLOAT)
        x = g.op("Mul", [x, g.op("Gather", [g.constant("pieces.s", steps.astype(np.float32)), "ids"])])
    else:
        x = g.op("Gather", [g.constant("pieces", table), "ids"])
    length = g.op("Slice", [g.op("Shape", ["ids"]), g.constant("one", np.array([1])), g.constant("two", np.array([2]))])
    places = g.op("Slice", [g.constant("places", state["position.weight"]), g.constant("zero", np.array([0])), length, g.constant("axis", np.array([0]))])
    x = g.op("Add", [x, places])
    x = g.op("Add", [x, g.op("MatMul", ["bits", g.constant("bits.w", state["bits.weight"].T)])])
    x = g.norm(x, "norm", state)
    split = g.constant("split", np.array([0, 0, HEADS_OF_ATTENTION, SIZE]))
    join = g.constant("join", np.array([0, 0, WIDTH]))
    for n in range(layers):
        name = f"layers.{n}"
        given = g.quantise(x)
        weight, bias = state[f"{name}.qkv.weight"].copy(), state[f"{name}.qkv.bias"].copy()
        weight[:WIDTH] /= np.sqrt(SIZE)
        bias[:WIDTH] /= np.sqrt(SIZE)
        parts = []
        for at, order in ((0, [0, 2, 1, 3]), (1, [0, 2, 3, 1]), (2, [0, 2, 1, 3])):
            part = g.linear(given, f"{name}.{'qkv'[at]}", weight[at * WIDTH : (at + 1) * WIDTH], bias[at * WIDTH : (at + 1) * WIDTH])
            parts.append(g.op("Transpose", [g.op("Reshape", [part, split])], perm=order))
        scores = g.op("Add", [g.op("MatMul", parts[:2]), "mask"])
        mixed = g.op("MatMul", [g.op("Softmax", [scores], axis=-1), parts[2]])
        mixed = g.op("Reshape", [g.op("Transpose", [mixed], perm=[0, 2, 1, 3]), join])
        x = g.norm(g.op("Add", [x, g.linear(g.quantise(mixed), f"{name}.out", state[f"{name}.out.weight"], state[f"{name}.out.bias"])]), f"{name}.norm1", state)
        up = g.op("Gelu", [g.linear(g.quantise(x), f"{name}.up", state[f"{name}.up.weight"], state[f"{name}.up.bias"])])
        x = g.norm(g.op("Add", [x, g.linear(g.quantise(up, "gelu"), f"{name}.down", state[f"{name}.down.weight"], state[f"{name}.down.bias"])]), f"{name}.norm2", state)
    # the heads are few and decide: they stay f32
    g.quantised = False
    logits = g.linear(x, "head", state["head.weight"], state["head.bias"])
    g.nodes.append(helper.make_node("Identity", [logits], ["logits"]))
    graph = helper.make_graph(
        g.nodes, "tawatur",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "pieces"]),
         helper.make_tensor_value_info("bits", TensorProto.FLOAT, ["batch", "pieces", FEATURES]),
         helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["batch", 1, 1, "pieces"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "pieces", 2 * LABELS])],
        g.weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], producer_name="tawatur")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--float", action="store_true")
    parser.add_argument("--name", default="default")
    options = parser.parse_args()
    kept = torch.load(options.model)
    state = {k: v.float().numpy() for k, v in kept["model"].items()}
    os.makedirs(options.out, exist_ok=True)
    model = build(state, kept["layers"], not options.float)
    with open(f"{options.out}/encoder.onnx", "wb") as out:
        out.write(model.SerializeToString())
    tokenizer = json.load(open(f"{options.shared}/models/e5-small-ar/tokenizer.json", encoding="utf-8"))
    with open(f"{options.out}/pieces.tsv", "w", encoding="utf-8") as out:
        for piece, score in tokenizer["model"]["vocab"]:
            out.write(f"{piece}\t{score:.6f}\n")
    labels = {"format": 1, "name": options.name, "layers": kept["layers"], "longest": LONGEST, "features": FEATURE_NAMES,
              "heads": [{"name": head, "labels": names} for head, names in HEADS]}
    with open(f"{options.out}/labels.json", "w", encoding="utf-8") as out:
        json.dump(labels, out, ensure_ascii=False, indent=1)
        out.write("\n")
    with open(f"{options.out}/SHA256SUMS", "w", encoding="utf-8") as out:
        for file in ("encoder.onnx", "labels.json", "pieces.tsv"):
            out.write(f"{hashlib.sha256(open(f'{options.out}/{file}', 'rb').read()).hexdigest()}  {file}\n")
    for file in ("encoder.onnx", "labels.json", "pieces.tsv"):
        print(file, os.path.getsize(f"{options.out}/{file}"))


if __name__ == "__main__":
    main()
