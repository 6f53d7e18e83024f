"""The agreement as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt

from evals.labelled import SETS
from interviewer.model.words import Dimension

mpl.use("Agg")

_COLOURS = {"scorer": "#1b5e8c", "characters": "#c9a227", "keywords": "#b5b5b5", "length": "#d9d9d9"}


def draw(report: dict[str, Any], path: Path) -> None:
    """Kappa by dimension and part, on unseen questions and across sets, beside the baselines."""
    figure, axes = plt.subplots(2, 4, figsize=(13, 6), sharey=True)
    for row, way in zip(axes, ("by_question", "across_sets"), strict=True):
        for axis, dimension in zip(row, Dimension, strict=True):
            _panel(axis, report[way]["parts"], report[way]["baselines"], dimension.value)
            axis.set_title(f"{dimension.value}, {way.replace('_', ' ')}", fontsize=10)
    axes[0][0].set_ylabel("weighted kappa")
    axes[1][0].set_ylabel("weighted kappa")
    axes[0][2].legend(fontsize=8, loc="upper right", ncols=2)
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)


def _panel(axis: Any, parts: dict[str, Any], baselines: dict[str, Any], dimension: str) -> None:  # noqa: ANN401
    names = [name for name in SETS if name in parts]
    width = 0.2
    for step, (who, colour) in enumerate(_COLOURS.items()):
        places = [at + (step - 1.5) * width for at in range(len(names))]
        if who == "scorer":
            rows = [parts[name][dimension] for name in names]
            heights = [row["kappa"] for row in rows]
            reach = [
                [max(0.0, row["kappa"] - row["interval"][0]) for row in rows],
                [max(0.0, row["interval"][1] - row["kappa"]) for row in rows],
            ]
            axis.bar(places, heights, width, color=colour, label=who, yerr=reach, ecolor="#555555")
        else:
            axis.bar(
                places, [baselines[who][name][dimension] for name in names], width, color=colour, label=who
            )
    axis.set_xticks(range(len(names)), [name.replace("-", "\n", 1) for name in names], fontsize=7)
    axis.set_ylim(-0.1, 1)
    axis.axhline(0, color="#333333", linewidth=0.6)
