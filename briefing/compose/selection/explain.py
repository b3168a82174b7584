"""Why a statement stands where it stands: the plain data of explain.json, and one screen of text made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.compose.sections.features import FEATURES, Feature
from briefing.compose.sections.score import Contribution
from briefing.compose.sections.trained import FILE
from briefing.compose.selection.select import Pick
from briefing.compose.selection.tuning import EXPLAIN


def pick_data(pick: Pick) -> dict[str, Any]:
    """What explain.json keeps of a printed passage: features, scores, the terms of its sums, rule lines, rivals."""
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
            _sum_term(term, f"sections[{pick.rule_number}]", pick.section) for term in pick.contributions
        ],
        "rank": pick.rank if pick.rank <= pick.of else 0,  # what an editor put in took part in no ranking
        "of": pick.of,
        "merit": [_sum_term(term, f"sections[{pick.rule_number}]", pick.section) for term in pick.merit],
        "rules": [f"sections[{pick.rule_number}].{line}" for line in pick.why],
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


def _sum_term(term: Contribution, rule: str, section: str) -> dict[str, Any]:
    """rule: the section's place in config.yaml; the term's own key there goes with it, or its key in the scorer's
    file."""
    kind, _, name = term.name.partition(": ")
    if kind in ("cue", "prefer"):
        key = f"{rule}.{'cues' if kind == 'cue' else kind}.{name}"
    elif kind in ("base", "earlier_names"):
        key = f"{rule}.{kind}"
    elif kind == "summarizer":
        key = "selection.summarizer_share"
    elif kind == "scorer":
        key = f"{FILE}: {section}." + (name if name == "base" else f"weights.{name}")
    else:
        key = rule if kind == "score" else f"{rule}.weights.{kind}"
    return {
        "key": key,
        "name": term.name,
        "value": round(term.value, 3),
        "weight": round(term.weight, 4),
        "points": round(term.points, 3),
    }


def screen(
    statement_id: str,
    data: Mapping[str, Any],
    places: Mapping[str, str],
    features: Mapping[str, Feature] = FEATURES,
) -> list[str]:
    """The lines that `briefing explain` prints for a statement of explain.json. places: the file and line of each key
    of the config ("sections[1].min_score" → "config.yaml:57")."""
    lines = [statement_id, _cut(str(data.get("text", "")), EXPLAIN.width * 3), _place(data)]
    if data.get("speaker"):
        lines.append(f"speaker: {data['speaker']}")
    lines += ["", "Why it stands here", *(_rule(str(line), places) for line in data.get("rules", ()))]
    scores = dict(data.get("scores", {}))
    best_first = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if best_first:
        lines.append("  scores: " + ", ".join(f"{name} {score:.2f}" for name, score in best_first))
    heading = "What made the score of its strongest sentence (value × weight = points)"
    lines += _sum(heading, data.get("contributions"), places, features)
    if data.get("rank"):
        heading = f"What made it number {data['rank']} of {data['of']} for the section"
        lines += _sum(heading, data.get("merit"), places, features)
    confirmed = _sequence(data.get("confirmed"))
    if confirmed:
        lines += ["", "Who else says it, and what decides that"]
    for row in confirmed:
        lines.append(f"  {_cut(str(row['text']), EXPLAIN.width)}")
        lines.append(f"        {row['path']}: {row['why']}")
    rivals = _sequence(data.get("rivals"))
    if rivals:
        lines += ["", "What could have stood here, and why it does not"]
    for rival in rivals:
        lines.append(f"  {rival['score']:.2f}  {_cut(str(rival['text']), EXPLAIN.width - 10)}")
        lines.append(f"        {_place(rival)}: {rival['why']}")
    return lines


def _rule(line: str, places: Mapping[str, str]) -> str:
    """ "sections[1].min_score: …", "sections[1].print_if: speaker: true" with the place of that key before it."""
    key, _, rest = line.partition(": ")
    place = places.get(f"{key}.{rest.partition(': ')[0]}") or places.get(key)
    return f"  {place}  {line}" if place else f"  {line}"


def _sum(heading: str, terms: object, places: Mapping[str, str], features: Mapping[str, Feature]) -> list[str]:
    """A sum under its heading, the largest terms first; nothing where there is no sum."""
    found = sorted(_sequence(terms), key=lambda term: (-abs(term["points"]), term["name"]))
    return ["", heading, *(_term(term, places, features) for term in found[: EXPLAIN.most_terms])] if found else []


def _sequence(value: object) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _place(data: Mapping[str, Any]) -> str:
    first, last = data["sentences"]
    return f"{data['path']}, " + (f"sentence {first}" if first == last else f"sentences {first} to {last}")


def _term(term: Mapping[str, Any], places: Mapping[str, str], features: Mapping[str, Feature]) -> str:
    """A term of a sum, where config.yaml holds its weight, and what its feature is."""
    name = str(term["name"])
    known = name.removeprefix("prefer: ").removeprefix("scorer: ")
    doc = features[known].doc if known in features else ""
    sum_of = f"  {name:<20} {term['value']:>5.2f} × {term['weight']:>5.2f} = {term['points']:>6.2f}"
    key = str(term.get("key", ""))
    place = key if key.startswith(FILE) else places.get(key, "")
    shown = f" [{place}]" if place else ""
    return _cut(f"{sum_of}   {doc}", EXPLAIN.width + 40 - len(shown)) + shown


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
