"""What rigor sounds like in numbers: what is counted over what, from where to where, and what follows."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

_METRIC_LIST = (
    r"\b(?:kpis?|metrics?|measure|track|look at|monitor|watch|"
    r"counter metrics?)\b.{0,20}(?:\b(?:adoption(?: rate)?|nps|csat|retention|engagement|"
    r"conversion(?: rate)?|gmv|satisfaction|usage|churn|precision|recall|f1|accuracy|latency|"
    r"revenue|time saved|dau|mau|uplift)\b[, /]*(?:and |or |on )?){2,}"
)
_MODEL_SUCCESS = r"\b(?:f1|auc|ndcg|map|bleu|faithfulness|perplexity) (?:of|above|>|at|to|score)?\b"

NUMBERS: Final[tuple[Detector, ...]] = (
    Detector(
        "defines-metric",
        cues=patterns(
            r"\b(?:share|percentage|percent|%|rate|proportion|fraction|number|count|median|average|sum|"
            r"minutes|hours|days|orders|cents|cost|dollars|euros) (?:of|per|from|between|without|"
            r"with|still|who|that) .{2,60}?\b(?:within|in the|after|per|who|that|still|without|from|"
            r"over|under|by|who|each|whose|not|again)\b",
            r"\b(?:i|we) (?:would |will |should |have to |also |simply |only )*(?:count|measure|track|"
            r"watch|look at|compare|log|record|judge (?:it|us|this) by|care about)(?: is|"
            r" the)? (?:how (?:many|much|often|long)|whether|the (?:share|number|rate|time|days|orders|"
            r"calls|minutes|percentage|hours|median|repeat|complaints|cost|same)|days|minutes|hours|"
            r"orders|calls|repeat|no-shows|items|invoices|people|tickets|complaints|\w+ per|\w+ (?:that|"
            r"who|within|from))\b",
            r"\b(?:my|the|one|main|primary|board|success|headline|key|real|only|first)?(?: |^)(?:metric|"
            r"number|measure|measurement|outcome|kpi|indicator|figure|north star|numerator|denominator|"
            r"primary|main number)(?: for \w+| would| i (?:would )?(?:use|watch|give|report))?(?: is|"
            r" are|:| =|, for me) .{8,}",
            r"^(?:success|metrics?|kpis?|primary|number|numerator|denominator|resolved|outcome|measure|"
            r"excluded)(?: for me)? ?[:=] ?.{8,}",
            r"\bsuccess (?:is|means|would be)\b.{8,}",
            r"\bhow many (?:of )?.{3,60}\b(?:within|after|still|again|per|in|back|without|who)\b",
            r"\bper (?:user|customer|order|visit|visitor|week|month|session|document|seller|active|"
            r"patient|call|ticket|driver|shop|delivery|account|contract|euro|thousand|hundred|1,?000|"
            r"100)\b",
            r"\bdid the same (?:\w+ ){1,4}again\b|\b(?:recontact|repeat (?:contact|call|purchase|order)|"
            r"untouched|no rephrase|booked without)\b",
        ),
        companions=patterns(
            r"\b(?:within|in|after|over|per) (?:the (?:first|last|next) )?(?:<num>|one|a|the) ?(?:days?|"
            r"weeks?|months?|hours?|minutes?|week|month|quarter|year|min)\b|\b\d+ ?(?:d|h|days?|weeks?|"
            r"hours?|min|months?)\b|\bd\d+\b|\bper (?:week|month|quarter|year)\b",
            r"\b(?:share|percentage|%|percent|proportion|fraction|median|rate) (?:of|"
            r"per)\b.{3,50}\b(?:who|that|with|without|within|from|still|in)\b",
            r"\bout of (?:all|the|every|\d)|\bdivided by\b|\bover all\b|\bper (?:user|customer|order|"
            r"document|seller|visitor|patient|call|driver|shop)\b|\bnumerator\b|\bdenominator\b",
        ),
        number_shows=False,
        vetoes=patterns(
            _METRIC_LIST,
            r"\b(?:define (?:clear |our |the |key )*(?:success )?(?:metrics|kpis)|the right metrics|"
            r"metrics that matter|set of metrics|customer satisfaction and|f1|ndcg|p9[59]|uptime)\b",
        ),
        deniable=True,
        reach=1,
    ),
    Detector(
        "sets-baseline-target",
        cues=patterns(
            r"\b(?:today|now|currently|at present)[,:]? (?:it is |we are (?:at )?|about |around |"
            r"roughly |some |say |i guess )*<fig> (?:minutes|hours|days|percent|%|of|in|out|calls|"
            r"points|euros|per)\b",
            r"\b(?:from|today|currently|now|at present|baseline|was|is at|is now|used to be|"
            r"at the moment|last (?:year|month|quarter))\b.{0,30}?\d.{0,40}?\b(?:to|down to|up to|"
            r"target|goal|want|should|would be|->|aim|half|below|above)\b.{0,20}?\d",
            r"\b(?:i|we) want (?:\w+ ){0,6}(?:<fig>|half of (?:that|it|the)|zero|0)\b",
            r"\b(?:target|goal|aim)\b.{0,40}?\b<fig>.{0,60}\b(?:because|by|within|from|against|instead|"
            r"after|before|since|which|at)\b",
            r"\bbaseline(?: \w+)?(?: (?:is|was|of|first|from|at)\b| ?[:=]).{3,60}",
            r"\d[\d.,]*(?: ?%| ?\w+)? ?(?:->|\u2192) ?\d",
            r"\bfrom (?:about |around |roughly |today's |the )?[\d.,]+ ?\S* (?:\w+ ){0,3}?(?:down |up |"
            r"back )?to (?:about |below |under |above |perhaps |maybe )?\d",
            r"\b(?:one in (?:\w+)|<fig>)(?: \w+){0,6} (?:by|until|before) (?:the )?(?:end|january|"
            r"february|march|april|may|june|july|august|september|october|november|december|spring|"
            r"autumn|summer|winter|christmas|easter|next|week|month|q\d)\b",
            r"\bagainst (?:the )?<fig> (?:today|now|last|before)\b|\b<fig> (?:today|now|at present|"
            r"currently)\b|\bwant (?:\w+ ){0,2}\d+ .{0,15}\bnot \d|\bi (?:would )?want half of (?:that|"
            r"it)\b|\bback (?:above|below|to|under) \d",
            r"\b(?:first|before (?:i|we) (?:start|change|launch|begin)|"
            r"before start)\b.{0,50}\b(?:baseline|measure|count|where (?:we|it) (?:stand|is|are))\b|"
            r"\bown smart meter\b",
        ),
        shown=patterns(
            r"\bfrom (?:about |around |roughly |today's |the |now )?[\d.,]+ ?\S* (?:\w+ ){0,4}?(?:down |"
            r"up |back )?to (?:about |below |under |above |perhaps |maybe )?\d",
            r"\d[\d.,]*(?: ?%| ?\w+)? ?(?:->|\u2192) ?\d",
            r"\b(?:today|now|currently|baseline|at present)\b.{0,40}\d.{0,50}\b(?:target|goal|want|aim|"
            r"should|half|to)\b",
            r"\b(?:target|goal|want|aim)\b.{0,40}\d.{0,40}\b(?:today|now|currently|baseline|"
            r"at present)\b",
        ),
        companions=patterns(
            r"\b(?:baseline|today|currently|now (?:it|we)|at present|used to|last (?:month|quarter|"
            r"year)|because|by (?:week|month|\w+day|the end)|within)\b"
        ),
        vetoes=patterns(
            r"\bno (?:baseline|target)\b|\bneither (?:a )?(?:baseline|target)\b|"
            r"\bwithout (?:a )?(?:baseline|target)\b",
            _MODEL_SUCCESS,
            r"\b(?:hallucinations? (?:down )?from|accuracy (?:from|to)|on a scale|phase \d to|"
            r"ambition, as it drives|industry benchmark|accuracy (?:in|by) month)\b",
        ),
        deniable=False,
        reach=1,
    ),
    Detector(
        "names-guardrail",
        cues=patterns(
            r"\b(?:guardrails?|counter[- ]?metrics?|safety (?:number|metric)|do-no-harm|"
            r"tripwire)\b(?: metric)?s?(?: (?:is|are|was|would be)|:| =|,)? .{4,}",
            r"\b(?:must|may|should|shall|can|do|does|did|would) not (?:\w+ )?(?:rise|go (?:up|down)|"
            r"fall|drop|get (?:worse|longer|slower)|go over|go above|go below|come up|increase|decrease|"
            r"climb|suffer|grow|cost more|be worse|worsen|exceed|move)\b",
            r"\b(?:no worse than|not (?:be |get |getting )?(?:any )?(?:worse|higher|lower|more) than|"
            r"not rising|not falling|without (?:\w+ ){1,4}(?:rising|falling|going up|getting worse|"
            r"dropping))\b|\bas long as\b.{3,50}\b(?:stays?|holds?|remains?|not)\b",
            r"\b(?:has|have|had|needs?|must) to (?:stay|remain|hold|keep)\b|\b(?:stays?|stayed|remains?|"
            r"held|hold|kept) (?:below|under|above|over|within|flat|the same|at or below|low|where)\b",
            r"\bnobody (?:pays|waits|gets|loses|is)\b.{0,30}\b(?:more|longer|less|worse)\b|"
            r"\bno (?:tenant|customer|driver|one|user|patient|group) (?:pays|waits|gets|loses) (?:more|"
            r"longer|less|worse)\b|\bceiling (?:at|of|on)\b|\bfloor (?:at|of|\d)|\bcap (?:of|at|on)\b",
            r"\b(?:i|we) (?:would )?(?:also |then )?(?:watch|count|keep an eye on|check|track) (?:that|"
            r"whether|for)\b.{3,60}\b(?:not|more|rise|worse|up|fewer|down|longer|complain\w*|errors|"
            r"mistakes|pings|ring)\b|\bwhat must not happen\b|\b(?:watch|count|"
            r"watch beside it)(?: beside it)?[:=] ",
            r"\bif (?:the )?(?:\w+ ){1,4}(?:rise|rises|go up|goes up|climb|climbs|gets? worse|ring more|"
            r"go above|double|falls?|drops?)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:otherwise|stop|roll back|go back|we go back|back to|pull|otherwise|than (?:today|now|"
            r"before|control|at present)|those reach|plus a tenth)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bguardrails? (?:are agreed|in place|metrics? to ensure|and monitoring)\b|\b(?:with|put|"
            r"set up|have|add|establish|define|agree on|a) (?:the right |proper |clear |appropriate |"
            r"strong )?guardrails?[.,]?$",
            r"\b(?:model availability|latency|uptime|p9[59])\b",
            _METRIC_LIST,
            r"\ba guardrail has been hit\b|\bis a guardrail\b",
        ),
        deniable=False,
    ),
    Detector(
        "sets-threshold-action",
        cues=patterns(
            r"\b(?:if|when|once|unless|until|at|should|whenever|as soon as|in case)\b.{0,60}?\b(?:above|"
            r"below|over|under|more than|less than|fewer than|at least|at most|exceeds?|reach(?:es)?|"
            r"drops?|falls?|rises?|by|within|half|a third|a quarter|flat|worse than|no difference|top|"
            r"[<>]) ?(?:of )?.{0,25}?<fig>.{0,80}?\b<act>\b",
            r"\b(?:below|above|over|under|more than|less than|fewer than|at|after|[<>]=?|still over|"
            r"drop(?:s)? of|rise(?:s)? of|within) ?(?:about |one in |a drop of )?<fig>.{0,60}?(?:, |: |"
            r" -> | \u2192 | = |; | then | i (?:would )?| we (?:would )?)(?:\w+ ){0,4}?<act>\b",
            r"\b(?:ship|launch|stop|kill|keep|roll (?:it )?back|widen|go|expand|pause|switch|pull|build|"
            r"hold|revert|turn it off|take it (?:out|off))(?: it| \w+){0,4} (?:only )?(?:if|when|once|"
            r"unless|above|below)\b.{0,60}?(?:\d|<num>|half|flat|worse)",
            r"\b(?:kill|stop|ship|exit|launch|stopping|decision) (?:rule|criterion|criteria|condition|"
            r"gate|bar|line)s?\b.{4,}|\bi ship (?:it )?if\b|\bship if\b|\bstop if\b|\bor (?:it|"
            r"that) (?:does not|doesn't) (?:roll out|ship|launch|go)\b|\bpasses? (?:a|the) gate\b",
            r"\b(?:one|a single|any) (?:case|wrong|complaint|miss|fine|accident|bad|"
            r"incident)\b.{0,40}\b(?:off|stop|back|pull|same day)\b",
            r"\bif\b.{3,70}?<fig>.{0,80}?\b(?:i|we) (?:would )?(?:\w+ ){0,2}<act>\b|"
            r"\bif\b.{0,60}\b(?:no worse|above control|below control|flat|up)\b.{0,40}\b<act>\b",
            r"<fig>.{0,30}(?:->|\u2192)",
            r"\bif (?:not|so|they do|it does|that holds|more|less|yes|no|it misses|neither|it passes|"
            r"that|it)\b.{3,60}?\b(?:ship|stop|roll|keep|pull|kill|launch|drop|switch)\b",
        ),
        companions=patterns(
            r"\d",
            r"\b(?:half|a third|a quarter|two|three|four|five|ten|twenty|one in|twice|double|zero|"
            r"no difference|control)\b",
        ),
        vetoes=patterns(
            r"\b(?:alert|retrain\w*|auto-?scal\w+|canary) (?:at|when|if|whenever)\b.{0,30}\b(?:drift|"
            r"psi|index|gpu)\b",
            r"\b(?:if they say (?:no|yes)|if the data science team|confidence threshold (?:of|at)|"
            r"threshold at 0\.\d|cardinality)\b",
            r"\bstep \w+,|\bnumber of thresholds\b",
        ),
        deniable=False,
    ),
)
