"""Why a statement stands where it stands: the plain data of explain.json, and one screen of text made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.compose.features import FEATURES
from briefing.compose.select import Pick

_WIDTH = 100
_MOST_TERMS = 12


def pick_data(pick: Pick) -> dict[str, Any]:
    """What explain.json keeps of a printed passage: features, scores, the terms of its sum, rule lines, rivals."""
    return {
        "section": pick.section,
        "path": pick.passage.article.path,
        "sentences": [pick.passage.first + 1, pick.passage.last + 1],
        "text": pick.passage.text,
        "speaker": pick.speaker,
        "edited": pick.edited,
        "scores": {name: round(score, 4) for name, score in pick.scores.items()},
        "features": [dict(values) for values in pick.features],
        "contributions": [
            {"name": c.name, "value": round(c.value, 3), "weight": c.weight, "points": round(c.points, 3)}
            for c in pick.contributions
        ],
        "rules": list(pick.why),
        "rivals": [
            {
                "path": rival.passage.article.path,
                "sentences": [rival.passage.first + 1, rival.passage.last + 1],
                "text": rival.passage.text,
                "score": round(rival.score, 4),
                "why": rival.why,
            }
            for rival in pick.rivals
        ],
    }


def screen(statement_id: str, data: Mapping[str, Any]) -> list[str]:
    """The lines that `briefing explain` prints for a statement of explain.json."""
    lines = [statement_id, _cut(str(data.get("text", "")), _WIDTH * 3), _place(data)]
    if data.get("speaker"):
        lines.append(f"speaker: {data['speaker']}")
    lines += ["", "Why it stands here", *(f"  {line}" for line in data.get("rules", ()))]
    scores = dict(data.get("scores", {}))
    best_first = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    lines.append("  scores: " + ", ".join(f"{name} {score:.2f}" for name, score in best_first))
    lines += ["", "What made the score of its strongest sentence (value × weight = points)"]
    lines += [_term(term) for term in _sequence(data.get("contributions"))[:_MOST_TERMS]]
    rivals = _sequence(data.get("rivals"))
    if rivals:
        lines += ["", "What could have stood here, and why it does not"]
    for rival in rivals:
        lines.append(f"  {rival['score']:.2f}  {_cut(str(rival['text']), _WIDTH - 10)}")
        lines.append(f"        {_place(rival)}: {rival['why']}")
    return lines


def _sequence(value: object) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _place(data: Mapping[str, Any]) -> str:
    first, last = data["sentences"]
    return f"{data['path']}, " + (f"sentence {first}" if first == last else f"sentences {first} to {last}")


def _term(term: Mapping[str, Any]) -> str:
    name = str(term["name"])
    doc = FEATURES[name].doc if name in FEATURES else ""
    line = f"  {name:<16} {term['value']:>5.2f} × {term['weight']:>5.2f} = {term['points']:>6.2f}"
    return _cut(f"{line}   {doc}".rstrip(), _WIDTH)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
