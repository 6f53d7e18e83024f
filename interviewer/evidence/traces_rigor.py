"""Traces of rigor: figures, comparisons and doubts, and results by impression."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.lexicon import pattern
from interviewer.evidence.trace import Trace
from interviewer.model.words import Dimension

RIGOR_TRACES: Final[tuple[Trace, ...]] = (
    Trace(
        "figures",
        (Dimension.RIGOR,),
        "figures that belong to the case",
        pattern(r"(?<!step )(?<!phase )(?<!number )\b(?:\d[\d.,]*|<num>)\b"),
        half=4.0,
    ),
    Trace(
        "compared",
        (Dimension.RIGOR,),
        "a comparison",
        pattern(
            r"\b(?:against|compared (?:to|with)|versus|vs\.?|the other (?:half|group|two|three|half|"
            r"site|sites|shops)|control(?: group|s)?|ctrl|hold(?:-?out| back|ing back)|held back|"
            r"left alone|untouched|by lot|drawn|at random|random(?:ly|i[sz]ed)?|half (?:of|the|get|got"
            r"|with)|with and without|without it|before and after|from \d[\d.,]*%? to \d|"
            r"\d[\d.,]*%? ?-> ?\d|stayed (?:at|around)|unchanged|same (?:period|weeks?|months?|day|"
            r"weekday)|baseline|a year (?:ago|before)|up from|down from|was \d|it had been|"
            r"side by side|waiting list)\b"
        ),
    ),
    Trace(
        "looked-up",
        (Dimension.RIGOR,),
        "something looked up or counted",
        pattern(
            r"\b(?:by hand|i (?:\w+ )?(?:checked|counted|pulled|replayed|looked at|read|went through|"
            r"timed|measured|compared|verified|recounted|listened|sampled|asked|phoned|sat with|tested"
            r"|computed|calculated|split)|recount\w*|double-?check\w*|log(?:s|ged)|sample of|"
            r"\d+ (?:calls|cases|tickets|files|logs|answers|interviews|recordings|transcripts)|"
            r"split (?:by|it|them)|broken down|by (?:region|segment|cohort|device|channel|week|site|"
            r"store)|check(?:ed)?:|verify|audit\w*)\b"
        ),
    ),
    Trace(
        "doubted",
        (Dimension.RIGOR,),
        "a doubt about a figure",
        pattern(
            r"\b(?:could (?:also |just |simply |equally )?(?:be|have been)|may (?:also |only |just |"
            r"simply )?(?:be|have been|only)|might (?:also |only |just |be)|not (?:proof|evidence|"
            r"necessarily|all of it|clear|comparable|perfect|enough)|does not (?:prove|mean|tell|show)"
            r"|can not (?:tell|prove|say|claim|call)|season\w*|selection|bias(?:ed)?|confound\w*|"
            r"novelty|coincidence|regression|flatter\w*|mislead\w*|overstat\w*|understat\w*|skew\w*|"
            r"noise|noisy|too (?:small|few|short|early)|small (?:sample|numbers?|n)|only (?:three|two|"
            r"\d+) (?:\w+ )?(?:people|cases|weeks|sites|customers)|assum\w+|guess\w*|rough\w*|interval"
            r"|margin of error|significan\w+|caveat|unless|other(?:wise)? (?:cause|reason|"
            r"explanation))\b"
        ),
    ),
    Trace(
        "counted-how",
        (Dimension.RIGOR,),
        "what is counted",
        pattern(
            r"\b(?:per (?:\d+|hundred|thousand|ten|week|day|month|user|customer|order|case|visit|call|"
            r"shop|member|account|\w+)|share of|percentage of|number of|proportion of|out of|"
            r"within \w+ (?:hours?|days?|weeks?|minutes?|months?)|counted as|count(?:s|ed)? (?:only|as"
            r"|if|when)|defin\w+|measured (?:by|as|at|in)|metric ?[:=]|number ?:|goal ?:|yardstick|"
            r"counter-?metric|guardrails?|must not (?:get worse|rise|fall|go)|may not (?:rise|fall)|"
            r"not (?:fall|rise|drop|go) (?:below|above|under|over))\b"
        ),
    ),
    Trace(
        "measures-listed",
        (Dimension.RIGOR,),
        "measures in a list",
        pattern(r"\b(?:kpis?|metrics?|measures?|success)\b[^.]{0,60}(?:,| and )[^.]{2,40}(?:,| and )"),
        against=True,
    ),
)
