"""The figures of statistics.json, against statsmodels and SciPy.

The Rust tests hold Sikia against the same file, so both are held against each other. To add a figure,
give its inputs, run this with SIKIA_WRITE_VECTORS=1, and look at what it wrote.
"""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

FILE = Path(__file__).parent / "statistics.json"


def wilson(v):
    lo, hi = proportion_confint(v["named"], v["n"], method="wilson")
    return {"lo": lo, "hi": hi}


def newcombe(v):
    (x0, n0), (x1, n1) = v["before"], v["after"]
    lo, hi = confint_proportions_2indep(x1, n1, x0, n0, compare="diff", method="newcomb")
    return {"lo": lo, "hi": hi}


def weighted(v):
    answers, weights = [], []
    for population, respondents, named in v["strata"]:
        answers += [1] * named + [0] * (respondents - named)
        weights += [population / respondents] * respondents
    weights = np.array(weights)
    mean = DescrStatsW(np.array(answers), weights=weights).mean
    return {"share": float(mean), "effective": float(weights.sum() ** 2 / (weights**2).sum())}


def forced(v):
    """The share by maximum likelihood, and its error by the curvature there."""
    yes, no = v["answered_yes"], v["n"] - v["answered_yes"]

    def loss(share):
        chance = v["truth"] * share + v["yes"]
        return -(yes * np.log(chance) + no * np.log(1 - chance))

    share = minimize_scalar(loss, bounds=(0, 1), method="bounded", options={"xatol": 1e-10}).x
    step = 1e-4
    curve = (loss(share + step) - 2 * loss(share) + loss(share - step)) / step**2
    return {"share": float(share), "error": float(curve**-0.5)}


KINDS = {"wilson": wilson, "newcombe": newcombe, "weighted": weighted, "forced": forced}


def test_figures_are_those_of_statsmodels():
    vectors = json.loads(FILE.read_text())
    assert set(vectors) == set(KINDS)
    for kind, figures in KINDS.items():
        for vector in vectors[kind]:
            found = figures(vector)
            if os.environ.get("SIKIA_WRITE_VECTORS"):
                vector.update({name: round(value, 10) for name, value in found.items()})
            for name, value in found.items():
                assert vector[name] == pytest.approx(value, abs=1e-5), (kind, vector)
    if os.environ.get("SIKIA_WRITE_VECTORS"):
        lines = (
            f'"{kind}": [\n' + ",\n".join("  " + json.dumps(v) for v in vectors[kind]) + "\n]"
            for kind in KINDS
        )
        FILE.write_text("{" + ",\n".join(lines) + "}\n")
