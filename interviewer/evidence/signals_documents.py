"""What documents show and speech seldom does: a way step by step, a test laid out, who is told what."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

_DOES: Final = (
    r"(?:opens?|reads?|finds?|fills?|types?|scans?|rings?|phones?|calls?|waits?|logs? in|receives?|gets?|"
    r"clicks?|looks?|walks?|asks?|queues?|parks?|signs?|enters?|photographs?|uploads?|searches|checks?|"
    r"takes|wipes|carries|brings|swaps|picks?|pays?|sends?|hears?|sees?|writes?|copies|drives?|leaves?|"
    r"goes|comes?|lists?|chooses?)"
)
_SOMEBODY: Final = r"(?:<they>|<person>|<people>|i)"
_MACHINE: Final = (
    r"(?:model|forecast|classifier|suggestions?|predictions?|confidence|extract(?:or|ion)|transcri\w+|"
    r"ranking|recommender|assistant|bot|score|vendor|agreement|translation|summary|match(?:er|es)?|"
    r"recognition|reader|estimates?)"
)
_WORSE: Final = (
    r"(?:drops?|dropped|falls?|fell|drifts?|degrades?|is (?:unsure|not sure|stale|wrong|late|missing|down|"
    r"under|below)|under|below|less than|stale|times? out|unavailable|gets? worse|fails?|misses|"
    r"no answer|can ?not|does not (?:answer|know|arrive))"
)
_INSTEAD: Final = (
    r"(?:empty|blank|hidden|by hand|switched off|turned off|turns? off|goes to|comes? back|stays?|shows?|"
    r"shown|types?|takes? over|old (?:list|form|rule|page|screen|way)|previous|the rule|last (?:week|tuesday|"
    r"year|month|known)\w*|says so|asks?|nothing is|no suggestion|phones?|rings?|a person|the clerk)"
)
_TOLD: Final = (
    r"(?:told|informed|briefed|warned|written to|rung|called|shown|hears?|heard|gets? (?:a|an|one|the) "
    r"(?:letter|call|text|page|email|note|message|visit)|receives? (?:a|an|one|the) (?:letter|call|text|page|"
    r"email|note|message|visit))"
)
_WHEN: Final = (
    r"(?:before|ahead|<num> (?:days?|weeks?|hours?|months?)|one (?:day|week|month)|a (?:day|week|month)|"
    r"on (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri)day|the same day|"
    r"by (?:the )?\d|from \d|on \d|first|in (?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)|that (?:morning|evening|day))"
)
_RAISED: Final = (
    r"(?:cut|reduced|raised|lifted|brought|grew|saved|halved|doubled|lowered|increased|shortened|won|kept|"
    r"recovered|doubling|took|moved)"
)

DOCUMENTS: Final[tuple[Detector, ...]] = (
    Detector(
        "maps-journey",
        cues=patterns(
            r"(?:[^\n]{3,60} -> ){2,}[^\n]{3,}",
            rf"\b{_SOMEBODY} (?:\w+ ){{0,5}}?{_DOES}\b[^\n]{{3,90}}\b(?:then|after that|only then|and next|"
            r"and in the end|finally)\b[^\n]{3,}",
            rf"\b{_SOMEBODY} (?:\w+ ){{0,5}}?{_DOES}\b[^\n]{{2,50}}, (?:\w+ "
            rf"){{0,3}}{_DOES}\b[^\n]{{2,50}}(?:,|"
            rf"and) (?:\w+ ){{0,4}}{_DOES}\b",
            rf"\b(?:step|stage) \d\b[^\n]{{0,10}}\b{_SOMEBODY}\b[^\n]{{5,}}",
        ),
        companions=patterns(
            r"\b(?:stops?|gives? up|stuck|again|breaks?|fails?|half|could not|can not|only then|wrong|lost|"
            r"loses?|queues?|waits?|never|nobody|too late|drops? out|goes? home)\b",
            r"<why>",
        ),
        number_shows=True,
        reach=1,
        vetoes=patterns(
            r"\b(?:user|customer|end-to-end|whole|entire|full) journeys?\b|\bjourney (?:map|mapping)\b",
            r"\b(?:we|i) (?:will|would|should) (?:map|walk through|document)\b",
        ),
        deniable=False,
    ),
    Detector(
        "plans-degradation",
        cues=patterns(
            rf"\b{_MACHINE}\b[^\n]{{0,70}}\b{_WORSE}\b[^\n]{{0,90}}\b{_INSTEAD}\b",
            rf"\b{_WORSE}\b[^\n]{{0,60}}\b{_MACHINE}\b[^\n]{{0,90}}\b{_INSTEAD}\b",
        ),
        companions=patterns(
            r"\b(?:<people>|<person>|<role>|she|he|they|nobody)\b",
            r"\b(?:with|beside|saying|says|and the|so that|as (?:she|he|they|it|today|now))\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bgraceful(?:ly)?\b|\brobust\b|\bfallback (?:mechanism|strategy|plan)s?\b",
            r"\bretrain\w* (?:\w+ ){0,3}(?:when|if|as needed|regularly)\b|\bmonitor(?:ing|ed)? (?:the "
            r")?model\b",
        ),
        deniable=False,
    ),
    Detector(
        "recommends-course",
        cues=patterns(
            r"^(?:my |our |the )?(?:recommendation|decision|proposal)(?: is| today)?(?::| -|,)? (?:is |"
            r"to |that |"
            r"we )?\w+ [^\n]{8,}",
            r"\b(?:i|we) (?:recommend|propose|ask (?:the (?:board|committee|group)|you) (?:to|for)|"
            r"ask for approval)\b[^\n]{8,}",
            r"\bthe (?:recommendation|proposal) is (?:to|that|not)\b[^\n]{6,}",
        ),
        companions=patterns(
            r"\b(?:if|unless|until|as long as|provided|on condition|no more than|at most|capped|cap of|limit|"
            r"limited|only|but not|put (?:it|them) back|reverse|review(?:ed)? on|stop (?:it )?(?:if|"
            r"when)|from \d|"
            r"from (?:\d+ )?(?:january|february|march|april|may|june|july|august|september|october|november|"
            r"december))\b",
            r"<why>",
        ),
        vetoes=patterns(
            r"\bbest practices?\b|\bto be (?:discussed|decided|confirmed|agreed)\b|\btbd\b|\balign\w*\b",
            r"\b(?:further|more|additional) (?:analysis|research|stud(?:y|ies)|discussions?|discovery)\b",
        ),
        deniable=False,
    ),
    Detector(
        "plans-communication",
        cues=patterns(
            rf"\b(?:<people>|<role>|<person>|everybody|everyone|they)\b[^\n]{{0,40}}\b{_TOLD}\b[^\n]{{2,}}",
            r"\b(?:i|we) (?:will |shall |would )?(?:tell|write to|ring|call|email|inform|brief|warn|visit)\b"
            r"[^\n]{5,}",
            r"^(?:communication|telling people|who is told)(?: plan)?[:,]? [^\n]{10,}",
        ),
        shown=patterns(
            rf"\b{_TOLD}\b[^\n]{{0,80}}\b{_WHEN}\b",
            rf"\b{_WHEN}\b[^\n]{{0,60}}\b(?:told|written to|(?:tell|ring|write to|call|brief|warn)s?)\b",
        ),
        companions=patterns(
            rf"\b{_WHEN}\b[^\n]{{0,60}}\b(?:what|that|why|which|whom|who|how)\b",
            rf"\b(?:what|that|why|which|whom|how)\b[^\n]{{0,60}}\b{_WHEN}\b",
        ),
        vetoes=patterns(
            r"\bcommunication (?:plan|strategy) (?:will|to) be\b|\bkeep (?:\w+ ){0,4}informed\b",
            r"\bstakeholders\b|\bregular updates\b|\bfully informed\b|\ball parties\b",
            r"\b(?:called|told) (?:it|me|us|\")",
        ),
        deniable=True,
    ),
    Detector(
        "designs-test",
        cues=patterns(
            r"\b(?:test(?:ed)?(?: set)?|trial|pilot|experiment|golden set|sample|held[- ]out|labelled|"
            r"randomi[sz]ed|"
            r"by lot|we run it)\b[^\n]{0,100}\b<num> (?:of \d+ )?(?:\w+ ){0,2}?(?:weeks?|days?|months?|"
            r"branches|"
            r"offices|shops|stores|sites|clinics|wards|depots|schools|stations|letters|calls|cases|"
            r"claims|tickets|"
            r"forms|photos|documents|customers|users|drivers|households|accounts|per arm|clerks|readers|"
            r"people|"
            r"routes|teams|regions|invoices|requests|orders|meters|flats|tenants|councils|libraries)\b",
            r"\b<num> (?:\w+ ){1,5}?(?:drawn|chosen|picked|sampled) (?:by lot|at random|from)\b",
        ),
        companions=patterns(
            r"\b(?:detect|enough to see|large enough|see a change|must (?:get|pass|reach)|pass(?:es)?|"
            r"judged by|"
            r"blind|do not see each other|by lot|at random|half|compare[ds]?|against|the other|without it)\b",
        ),
        vetoes=patterns(
            r"\b(?:unit|integration|load|regression|acceptance|smoke) tests?\b",
            r"\biterate\b|\blearnings\b|\btest and learn\b",
        ),
        deniable=True,
    ),
    Detector(
        "attributes-impact",
        cues=patterns(
            rf"\b{_RAISED}\b[^\n]{{2,90}}(?:\d|half|a third|a quarter)[^\n]{{0,90}}\b(?:by (?:\w+ "
            rf")?\w+ing|after "
            r"(?:i |we )?\w+ing|because (?:i|we)|once (?:i|we)|when (?:i|we))\b",
            rf"\b(?:by \w+ing|after \w+ing)\b[^\n]{{3,80}}\b(?:{_RAISED}|fell|rose|went|dropped|"
            rf"from)\b[^\n]{{0,60}}"
            r"(?:\d|half|a third|a quarter)",
            rf"\b(?:{_RAISED}|fell|rose|went|dropped)\b[^\n]{{2,70}}\d[^\n]{{0,60}}\b(?:against|while|"
            rf"compared with|"
            r"versus|where)\b[^\n]{3,}",
        ),
        companions=patterns(
            r"\b(?:against|versus|compared (?:with|to)|while|where|unchanged|stayed|same (?:weeks|"
            r"period|months)|"
            r"control|by lot|the other|without it|held|a year (?:later|on)|months? (?:later|on)|that "
            r"got it later)\b",
        ),
        reach=2,
        vetoes=patterns(
            r"\b(?:responsible for|as part of|contributed to|helped|involved in)\b",
            r"\b(?:requests|events|queries|transactions) (?:per|a) (?:second|day|minute)\b|\blatency\b|"
            r"\buptime\b",
        ),
        deniable=False,
    ),
)
"""Signals for rubrics of documents; they are listened for in documents alone."""
