"""What rigor sounds like in proof: comparisons, estimates, causes, checks, and what is not known."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

_CAUSED = r"(?:because|due to|caused by|cause|causal|causation|proof|proves|effect)"

PROOF: Final[tuple[Detector, ...]] = (
    Detector(
        "plans-comparison",
        cues=patterns(
            r"\b(?:the other half|other halves|half (?:of (?:the|them|all|our)|the \w+|get|got|gets|"
            r"do not|stay|stayed|see|keep|kept|don't)|half\b.{3,50}\bhalf\b|twenty (?:get|got)|"
            r"some get)\b",
            r"\b(?:control(?: group| arm| floors| shops| stores| region)?|controls|hold ?out|held out|"
            r"hold(?:ing)? back|waiting list|placebo|comparison group|untreated|left (?:them )?alone|"
            r"did not get it|without it|unchanged|as usual)\b(?! (?:over|the|of|your|their|panel|tower|"
            r"room|system))",
            r"\b(?:randomi[sz]\w+|random(?:ly)?(?: by| halves| per| sample)?|coin flip|flip a coin|"
            r"from a hat|by lot|drawn by|by dice|lottery|odd and even|odd\b.{3,50}\beven|"
            r"every (?:second|other) (?:shop|store|driver|customer|user|week|order|patient|ward))\b",
            r"\ba/?b\b.{0,60}?(?:\d|\bby (?:shop|user|account|seller|store|driver|city)|\bweeks?\b|"
            r"\bhalf\b|\bagainst\b)|\bexperiment\b.{0,50}\b(?:with|on|of|for|two|half|arm|group)\b|"
            r"\bsplit (?:test|by|in(?:to)? two|the|accounts|shops|users|half)\b|\baccounts split\b|"
            r"\barms?\b.{0,30}\b(?:compared|versus|vs|same)\b",
            r"\b(?:compare[d]?|compares|comparing|against|versus|vs\.?)\b.{0,40}\b(?:the ones?|those|"
            r"who did not|without|with the|old|other|others|rest|same|similar|before|control|year|"
            r"non-users|weeks|untouched|unflagged)\b",
            r"\b(?:matched (?:on|by|for|with)|similar (?:shops|customers|drivers|users|stores|ones|"
            r"patients|wards)|same (?:weeks|period|season|weekdays|route)|side by side|blind|"
            r"neither knows|before/after|difference in differences|a place where that change did not)\b",
            r"\bin (?:the )?(?:other|others|nine|remaining) (?:shops|stores|wards|regions|cities|"
            r"branches|teams|groups)\b|\bthe (?:others|other \d+|other \w+s|rest|other (?:half|teams|"
            r"wards|groups|shops)) (?:stayed|kept|did not|moved|went|were|was|remained|it)\b|"
            r"\bfake door\b",
        ),
        companions=patterns(
            r"\b(?:<num>|one) (?:\w+ )?(?:weeks?|days?|months?|winter|season|shops|customers|users|"
            r"drivers|accounts|stores|firms|practices|households|cities|wards|districts|people|sites|"
            r"teams|requests|cafes|contracts|sellers)\b",
            r"\bby (?:shop|account|seller|driver|store|clinic|ward|household|customer|user|team|truck|"
            r"region|city|day|week)\b",
            r"<why>",
            r"\b(?:compare|count|measure|difference|rate|share|per|rose|fell|stayed)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:not|never|no) (?:run|do|need|have|use) (?:an? )?(?:a/?b|test|experiment|control)|"
            r"\b(?:no|without a) control(?: group)?\b",
            r"\bcompare (?:ourselves|us) with\b|\bcompetit(?:ion|ors?) (?:regularly|always)\b",
            r"\b(?:parental controls?|access control|quality control|out of control|version control|"
            r"control panel|random(?:ly)? (?:choose|pick a (?:feature|topic))|one versus the other|"
            r"under control|in our control|we(?:'d| would) a/b test and)\b",
            r"\b(?:run all three and|if the results are significant, roll out)\b",
            r"\b(?:growth|sales) (?:versus|vs) (?:support|engineering)\b",
        ),
        deniable=False,
    ),
    Detector(
        "makes-estimate",
        cues=patterns(
            r"\d[\d.,]*(?:k|m|%)?(?: \w+){0,4} ?(?:x|\u00d7|\*|times|multiplied by|/|divided by|minus|"
            r"plus|\u2212|out of|into|at|is|of) ?(?:about |roughly |[\u20ac$\u00a3])?\d[\d.,]*(?:k|m|%)?",
            r"\b(?:that is|that makes|makes|so(?: about| roughly)?|which is|comes to|gives|equals|"
            r"or about|i\.e\.|means|works out at|adds up to|would be|call it|is roughly|is about|costs?|"
            r"is) (?:about |around |roughly |some |only |at least |another |"
            r"perhaps )?[\u20ac$\u00a3]?\d[\d.,]*",
            r"(?:=|\u2248|~) ?[\u20ac$\u00a3]?\d",
            r"\b(?:say|suppose|assume|if|take|with|guess|maybe|call it|"
            r"perhaps) (?:\w+ ){0,4}[\u20ac$\u00a3]?\d.{3,80}?\d",
            r"\b(?:rough(?:ly)?|back[- ]of[- ]the[- ]envelope|size check|quick (?:maths|math|arithmetic|"
            r"sum)|calculation|estimate[ds]?|translate it|break-?even|pays? for itself|"
            r"earned back)\b.{0,60}\d",
            r"\b<num> (?:\w+ ){0,4}(?:times|at|by|of|minus|plus|out of) (?:a |the |"
            r"about )?<num>\b.{0,60}\b(?:is|makes|so|that is|gives|makes it)\b",
        ),
        shown=patterns(
            r"\d.{2,60}\d.{0,60}(?:=|\bso\b|\bthat is\b|\bmakes\b|\bwhich is\b|\bcomes to\b|\bgives\b|"
            r"\bequals\b|\bis about\b|\bleaves\b|\bmeans\b|\bcall it\b|\bonly\b|\bexplains\b|"
            r"\binstead of\b).{0,30}?\d",
            r"\b(?:if|suppose|say|assume|take|with)\b.{0,60}\d.{0,70}\b(?:then|so|that is|means|gives|"
            r"is|costs|explains|we need|opens|goes|finds)\b.{0,40}\d",
            r"\d[\d.,]* ?(?:%|percent)? ?(?:x|\u00d7|\*|times|/) ?[\u20ac$\u00a3]?\d.{0,30}(?:=|\u2248|"
            r"is|so|that)",
        ),
        companions=patterns(
            r"\b(?:so (?:i|we|it|that|the|unless|full|only)|therefore|hence|which means|worth it|"
            r"not worth|enough|more than|larger than|less than|that is why|we need|that rules|cheaper|"
            r"small|instead of)\b"
        ),
        vetoes=patterns(
            r"\b(?:rice|confidence \d|effort \d|impact \d|p9[59]|ndcg|f1|scored \d|\d fps|"
            r"frames per second|ms\b|nps was|out of 10)\b",
            r"\b(?:industry benchmark|wordwide market|market size is|version \d|phase \d|step \d)\b",
            r"\b(?:fell|rose|dropped|went|grew|declined) (?:from|by)\b",
        ),
        deniable=False,
        reach=1,
    ),
    Detector(
        "isolates-cause",
        cues=patterns(
            r"^(?:first |then |next )?by (?:region|step|day|store|branch|city|hour|customer|team|device|"
            r"version|source|week|model|site)[,.:]?",
            r"\bonly (?:the|in the|in|on) \w+(?: \w+)? (?:is|are|was|were|fell|dropped|rose|"
            r"went) (?:down|up|affected|worse|hit|lower|higher|low|it)?",
            r"\b(?:split|cut|slice|break (?:it|them|that|this)?(?: down)?|decompose|separate|"
            r"sort(?:ed)?|plot|group|divide) (?:it |them |that |this |the (?:\w+ )?|these |all |"
            r"both )?(?:\w+ )?(?:by|into|in two|per|along|up by)\b",
            r"\bby (?:who|step|day|warehouse|region|city|source|device|app version|version|cause|"
            r"channel|cohort|field|language|hour|route|branch|ward|brand|supplier|layout|plan|age|size|"
            r"sign-up)\b(?:[:,]| and)",
            r"\bif (?:the )?(?:\w+ ){0,3}(?:is|are|was|were|fell|rose|stays?|stayed|flat|drops?|moved|"
            r"did|fall|also|only|do not|does not|has|have|holds|held|"
            r"just)\b.{3,80}?\b(?:it is (?!the fall)|then it|it was|the cause|a release|a fee|mix|"
            r"broke|broken|was the|points? to|the documents|we broke|we can leave)\b",
            r"\b(?:rule[sd]? (?:\w+ ){0,2}out|ruling out|narrow(?:s|ed)? (?:it|the)|that one (?:cut|"
            r"check|question) (?:tells|says|settles)|tells me which|a (?:cliff|slope) (?:on|means|or)|"
            r"new (?:versus|vs|and|"
            r"or) returning|line up|change ?log|what (?:was|else) (?:touched|changed)|what changed)\b",
            r"\b(?:explain(?:s|ed)?|accounts? for|comes? from|came from|sits? (?:in|somewhere)|"
            r"concentrat\w+ in|caused by|because of|due to)\b.{0,50}?\b(?:<fig>|half|whole|most|all|"
            r"a third|third|the rest|one|minority|fall|drop|variation)\b",
            r"\b(?:did|was|is) (?:the|it|that) (?:\w+ ){0,3}.{3,40}\bor (?:did|was|is|the|just|"
            r"only)\b.*\?|\bwhether (?:it|the|they) .{3,60}\bor\b",
            r"\b(?:the same day|same hour|started (?:on|with|when)|since the (?:release|update|change)|"
            r"before and after the)\b.{0,50}\b(?:release|fee|change|update|drop|fell)\b",
            r"\b(?:where (?:do|does|are|they|people) .{0,20}(?:go|stop|leave|lost|drop)|which (?:step|"
            r"half|part|cause|field|customers|group))\b|\b(?:freeze the set|rerun|swap(?:ping|"
            r"ped)? \w+ |hold everything else|nothing else changed|swap nothing else)\b",
        ),
        companions=patterns(r"\b(?:then|so|if|because|that is|it is|means|tells|rest|otherwise|not)\b"),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:five whys|root cause analysis|fishbone|mece|mutually exclusive|external factors|"
            r"internal factors|segment(?:ed|ing)? (?:each|the data) by (?:\w+, ){2,})",
            r"\b(?:step (?:one|two|three|four|five|six|seven)|split (?:test|payment|incentive))\b",
            r"(?:\w+, ){6,}",
        ),
        deniable=False,
    ),
    Detector(
        "cautions-cause",
        cues=patterns(
            r"\b(?:is|are|was|were) always (?:low|lower|high|higher|down|up|slow|quiet|busy|worse|"
            r"better)\b",
            r"\b(?:comes|happens|falls|rises|drops) every (?:year|january|summer|winter|month|autumn|"
            r"spring)\b",
            r"\bmodel or no model\b",
            r"\b(?:is|are|was|were|do|does|did|that|it|need|may|can)(?: therefore| still| yet|"
            r") ?not (?:\w+ ){0,3}(?:"
            + _CAUSED
            + r"|all of it|mean (?:that|it|the|zero|no)|prove|causal|evidence|noise|enough to say|"
            r"independent|the reason)\b",
            r"(?<!\bi )\b(?:could|can|may|might|would) (?:also |simply |just |well |partly |still |"
            r"be )*(?:be (?:because|due|an? \w+estimate|the (?:season|weather|holiday|price|mix)|chance|"
            r"noise|luck|something)|come from|reflect|have been|explain|mean that|look (?:like|better)|"
            r"flatter|hide|simply|inflate)\b",
            r"\b(?:self-?select\w+|selection (?:effect|bias)?|confound\w*|season(?:al(?:ity)?)?|"
            r"holidays?|novelty|regress\w* to the mean|correlat\w+.{0,30}\b(?:with|because)|by chance|"
            r"(?:just|only|is|be|within the) noise|luck|fluke|biased?|proxy|spurious|coincidence|"
            r"survivorship|cherry|over-?estimate|"
            r"under-?estimate|upper (?:limit|bound)|lower bound|selective)\b",
            r"\b(?:flatters?|inflates?|would look (?:better|like|the same)|looks (?:better|worse|"
            r"good) (?:because|only|than)|points? either way|only the (?:keen|happy|loyal|angry|good|"
            r"best|engaged|biggest|loud|motivated) \w+ (?:answer\w*|reply|replied|came|come|stayed|"
            r"use\w*|filled|signed)|the best we (?:will|would) (?:ever )?see|mistake timing for cause|"
            r"drew|anyway|would have (?:\w+ ){0,3}anyway|not only (?:because|from)|part of (?:it|that|"
            r"the \w+) (?:is|was|comes|may)|some (?:of (?:it|that) )?comes? from)\b",
            r"\b(?:too (?:few|small|rare|short|early)|small sample|only (?:<num>|"
            r"three) (?:\w+ )?(?:weeks|cases|sprints|nights|shops|customers|people)|\d+ is (?:few|small|"
            r"little)|n of \d+|n\.s\.?|not significant|interval|plus or minus|margin of error|"
            r"statistical power|the power|standard deviation|response rate|within \w+ points?)\b.{0,60}",
            r"\b(?:it was (?:november|december|summer|winter|a busy|also|the (?:holidays|season))|"
            r"busy (?:summer|month|season|period)|more busy|happened at the same time|"
            r"at the same time as|the same week (?:as|we)|marketing (?:had|started|ran)|campaign)\b.{3,}",
            r"\b(?:read|take|treat) (?:it|that|this|them) with (?:care|caution|a pinch|salt)|"
            r"\bno conclusion\b|\bi would not (?:trust|read|believe|claim|credit)\b|\bdo not (?:trust|"
            r"believe) (?:that|the|this)\b|\bcan ?not (?:tell|say|claim|separate|be sure)\b|"
            r"\bhonest caveat\b|\bcaveat\b",
            r"\bpeople who (?:use|used|ask|tried|click|came|answer|stay)\b.{0,50}\b(?:anyway|already|"
            r"different|keen|engaged|more|likely)\b|\b(?:the engaged ones|already (?:going|wanted|keen|"
            r"happy|loyal))\b",
        ),
        companions=patterns(
            r"<why>", r"\b(?:but|so|then|if|also|already|anyway|while|however|though|since|half of)\b"
        ),
        number_shows=True,
        vetoes=patterns(
            r"^(?:of course,? |as we know,? |we know )?correlation is not causation",
            r"\b(?:seasonality, |holidays, |correlation is not causation\b.{0,5}$|power users?|"
            r"without noise|bias and fairness|bias,|unbiased|hallucination, bias|"
            r"seasonality, competitors|marketing campaign to|low power|too early to|less noise|noisy)\b",
            r"\binternal factors|external factors\b",
            r"(?:\w+, ){6,}",
        ),
        deniable=False,
    ),
    Detector(
        "checks-by-hand",
        cues=patterns(
            r"\bi (?:was going|went|had gone) through (?:the |all |every |a |\d|<num>)",
            r"^(?:and |then |so |first )?(?:pulled|read|checked|counted|listened to|went through|"
            r"sampled|replayed|timed|audited|opened|sorted|traced|walked) .{0,40}?(?:\d|\b<num>\b)",
            r"\b(?:i|we|i have|i would|we would|and|then) (?:also |then |myself |would |even |went and |"
            r"personally |first |have |had |will )*(?:pulled?|reads?|checked|check|counted|count|"
            r"listened|listen|went through|go through|sampled?|replay(?:ed)?|timed?|graded?|"
            r"label(?:led)?|audit(?:ed)?|recomputed|recount(?:ed)?|verif(?:y|ied)|tested|test|opened|"
            r"sorted|sort|examined|walked|compared|rechecked|pulled up|plotted|looked (?:at|into|"
            r"through)|looked up|traced|searched|order something|ordered|rated)\b"
            r".{0,60}?\b(?:\d[\d,]*|<num>|logs?|tickets?|calls?|cases?|messages?|by hand|myself|"
            r"receipts|entries|records|letters|transcripts|recordings|invoices|chats|orders|reviews|"
            r"contracts|documents|queries|photos|rows|weeks|disputes|discharges|table|database|"
            r"waiting room|data|doses)\b",
            r"\b(?:have|had|get|got) (?:a |an |two |three |somebody |someone |"
            r"the )?(?:\w+ )?(?:\w+ )?(?:listen to|read|check|sort|sorted|mark|grade|label|rate|walk|"
            r"count|checked|rated|graded|labelled)\b.{0,40}\d|\b(?:have|"
            r"had) \d[\d,]* \w+ ?\w* (?:sorted|checked|read|rated|labelled|graded)\b",
            r"\bby hand\b|\bi checked\b|\bi have checked\b|\bi was there\b|\bwith my own\b|"
            r"\bon one page\b.{0,10}\bcounted\b|\bis one query\b|\bjoin of two tables\b",
            r"\b(?:two|three|a second|second) (?:people|raters?|labellers?|nurses|vet nurses|lawyers|"
            r"reviewers?|case workers|\w+ colleagues) (?:\w+ )?(?:rated|graded|checked|read|rating|each|"
            r"rate|read|check|marked|blind|without)\b|\b(?:rated|graded) (?:blind|by hand)\b|"
            r"\bneither knows which\b|\bsample (?:of )?\d+\b|\bread \d+\b|"
            r"\b\d[\d,]* (?:\w+ ){1,3}(?:by hand|a week (?:get|to see|by))",
        ),
        companions=patterns(
            r"\b(?:found|showed|turned out|were|had|none|most|because|to see|and (?:nearly|only|half|"
            r"see)|in two days|afternoon|before|tells|agreement|agreed|neither|blind|by cause)\b"
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:pulled (?:in|together|off)|i (?:would )?check in with|check with (?:the )?(?:team|"
            r"stakeholders|legal)|sort of|read the room|read about|reading list|looked at (?:options|"
            r"competitors)|listen to (?:users|feedback|stakeholders|data|everyone)|"
            r"test(?:ed)? (?:the )?(?:waters|assumptions|hypothes\w+)|count on|test cases|unit tests?|"
            r"deploy log|distributed traces)\b",
            r"\b(?:fell|rose|dropped) \d",
        ),
        deniable=True,
    ),
    Detector(
        "outcome-over-model-metric",
        cues=patterns(
            r"\b(?:accuracy|model|score|f1|precision|recall)\b.{0,40}\bnobody (?:feels|notices|sees|"
            r"cares|asked|buys)\b",
            r"\b(?:accuracy|f1|precision|recall|auc|ndcg|word errors?|the model|model|score|benchmark|"
            r"error rate|\d+ ?%|the (?:94|95|93|90)|clicks?|sign-ups?|adoption|trials?|opens|weekly use|"
            r"usage|containment|deflection|closed without|field accuracy|installs|listings|activity|mau|"
            r"dau|trial starts|downloads|completion)\b.{0,50}?\b(?:says? (?:nothing|little|not)|"
            r"tells? (?:us |me )?(?:nothing|little|not)|is not (?:the|what|a|success|enough|value|it)|"
            r"are not|does not (?:matter|say|tell|mean|help|count|change)|do not (?:matter|count|say|"
            r"tell|pay)|alone|useless|rather than|instead of|means nothing|would go up (?:with|anyway)|"
            r"can go up|is only|flatters|is a proxy|not usable|bought by|looks? (?:better|great)|"
            r"wrong clock|i would not|hides|mixes)\b",
            r"\b(?:not|forget|never mind|rather than|instead of|not counting|not by|not the|"
            r"stop counting|and not) (?:counting |by |on |just |only |the |few |"
            r"whether )*(?:\w+ )?(?:accuracy|clicks?|sign-ups?|word errors|f1|tried|tries|opens|"
            r"listings|model|score|usage|adoption|weekly|closed|number of|engagement|field accuracy|"
            r"views|messages|installs|activity|deflection|the model)\b",
            r"\bright \d+ times (?:in|out of) \d+\b.{0,40}\b(?:useless|still|but|wrong)\b|"
            r"\bstill (?:be )?useless\b|\bi would judge (?:it|this|the \w+) by\b",
            r"\bbetter model\b.{0,30}\bworse\b|\bmodel\b.{0,40}\bfine\b.{0,40}\b(?:but|still)\b|"
            r"\bmodel (?:was|is) not wrong\b|\b(?:accuracy|model|dashboard) (?:became|got|was|is|"
            r"went) (?:better|up)\b.{0,60}\b(?:but|still|and yet|then)\b",
            r"\b(?:what|how) (?:the |a )?(?:\w+ )?(?:needs|matters|counts|reader|she|he|"
            r"they) .{0,30}\bnot (?:few|more|the|a)\b|\bcaught end to end\b|\bactually used\b|"
            r"\bwhat .{2,30} (?:feel|notice|notices|feels)\b",
        ),
        companions=patterns(
            r"\b(?:<people>|she|he|her|his|they|them|nobody|somebody)\b",
            r"<why>",
            r"\b(?:rather|instead|but|what counts|what matters|count|churn|money|cost|renew\w*|orders?|"
            r"harm|trust|per)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:accuracy is (?:the product|everything|key)|improve (?:the )?(?:model|accuracy)|"
            r"accuracy alone does not say much, since)\b"
        ),
        deniable=False,
        reach=1,
    ),
    Detector(
        "quantifies-result",
        cues=patterns(
            r"^(?:before|after|result|outcome)[:,] ?(?:about |around )?(?:\d|<num>)",
            r"\b(?:fell|rose|dropped|went (?:up|down|from|to)|grew|came down|climbed|halved|doubled|"
            r"tripled|cut|reduced|increased|improved|saved|shrank|moved|declined|lowered|raised|brought|"
            r"down|up)\b.{0,50}?(?:\d|\b<num>\b)",
            r"\b(?:was|were|is|are|had|got|clicked|paid|pay|stayed|left|signed|came back|switched|"
            r"moved over|renewed|used it|bought|told us|lost|wrong after)\b.{0,30}?(?:\d[\d.,]* ?(?:%|"
            r"percent|out of|of (?:the )?\d|a (?:month|year|week|day)|points?|\u20ac|euros?|instead|"
            r"against|versus|vs)|<num> (?:out )?of (?:the )?(?:\d|<num>))",
            r"\bfrom (?:about |around )?[\d\u20ac$].{0,25}?\bto (?:about |around )?[\d\u20ac$]",
            r"\d[\d.,]* ?(?:->|\u2192) ?\d",
            r"\d.{0,30}\b(?:before|against|compared (?:with|to)|versus|vs\.?|instead of|where|than|"
            r"without)\b.{0,20}\d",
            r"\b\d+ of (?:the )?\d[\d,]*\b",
        ),
        shown=patterns(
            r"\d.{0,60}\b(?:before|against|compared (?:with|to)|versus|vs\.?|instead of|control|without|"
            r"the (?:other|others|rest)|where|other (?:shops|wards|floors)|similar|where before|"
            r"than)\b.{0,30}",
            r"\bfrom (?:about |around |roughly )?[\d\u20ac$].{0,40}?\bto (?:about |around |"
            r"roughly )?[\d\u20ac$]",
            r"\d[\d.,]* ?(?:->|\u2192) ?\d",
            r"\b(?:fell|rose|dropped|went|grew|climbed|halved|doubled)\b.{0,60}\d.{0,60}\b(?:while|"
            r"whereas|and (?:the )?(?:other|control)|against|in (?:other|the other))\b",
        ),
        companions=patterns(
            r"\b(?:against|compared|versus|control|than|before|others?|where|instead of|waiting list|"
            r"stayed at|same)\b"
        ),
        story_only=True,
        deniable=False,
        vetoes=patterns(
            r"\b(?:f1|auc|ndcg|test cases passed|rice|nps (?:was|of)|industry benchmark|would|"
            r"story points?)\b",
            r"\b(?:we were|i was) (?:a team of )?\d+\b",
        ),
    ),
    Detector(
        "weighs-error-types",
        cues=patterns(
            r"\bin doubt,? (?:let|block|flag|ask|call|stop|send|refuse|accept|pay|show|hide|keep)\b",
            r"\blet (?:one|a|the) (?:\w+ )?\w+ (?:through|slip|pass)\b.{0,40}(?:\d|\b<harm>)",
            r"\b(?:false (?:positives?|negatives?|alarms?|flags?|ones?|ticket|match|accept\w*|rejects?)|"
            r"wrong (?:trip|match|dose|refusal|alarm|answer|block|flag|yes|no)|miss(?:ed|es|"
            r"ing)? (?:one|a|it|the|clause|hole|case|fraud)|a miss|missed (?:\w+ )?(?:clause|hole|case|"
            r"fraud|defect)|too (?:often|many|nervous|strict)|wrongly (?:blocked|refused|flagged|"
            r"rejected|accepted)|unnecessary (?:call|trip|check|visit))\b.{0,80}?\b(?:costs?|worse|"
            r"hurts?|waste[sd]?|tolerable|accept|swallow|cheap|dear|expensive|euros?|minutes|trip|trust|"
            r"gone|killed?|lose|die|price|cheaper|irritation|\d+)\b",
            r"\b(?:costs?|worse|cheaper|rather|prefer|accept|swallow|tolerate|nervous|sensitive|"
            r"calm)\b.{0,60}?\b(?:false (?:positives?|negatives?|alarms?|flags?|ones?)|flag too (?:much|"
            r"many)|miss(?:ing|ed)? (?:one|a|it|the)|than (?:a |one |to )?miss\w*|too much than|"
            r"wrong (?:one|trip|alarm)s?)\b",
            r"\b(?:two (?:kinds|types|sorts) of (?:mistakes?|errors?|wrong)|both (?:mistakes|errors)|"
            r"which mistake|the other (?:mistake|error|way round|kind of error)|cost asymmetry|"
            r"asymmetr\w+)\b.{0,80}",
            r"\bone missed \w+\b.{0,60}|\b(?:rather|better) (?:flag|ask|stop|check|warn) (?:too (?:much|"
            r"often|many)|once too often|ten|twice)\b|\bwhere nothing may be missed\b|\bnothing (?:may|"
            r"must) be missed\b",
            r"\b(?:wrong|needless|extra) (?:trip|call|visit|check|alarm)\b.{0,30}\d|\bforty per\b.{0,30}",
        ),
        companions=patterns(
            r"<harm>", r"\b(?:euros?|minutes?|\d+|than|worth|because|so (?:i|on|we)|whereas|while|against)\b"
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:optimi[sz]e (?:the )?f1|harmonic mean|precision-recall (?:problem|trade-?off|curve)|"
            r"balance (?:between )?precision|find (?:the|a) (?:right )?balance|both are serious|"
            r"two types of mistakes, false positives and false negatives\.?$)\b"
        ),
        deniable=False,
        reach=1,
    ),
    Detector(
        "admits-uncertainty",
        cues=patterns(
            r"\b(?:i|we) (?:honestly |really |still |simply )?(?:do not|did not|can not|could not|"
            r"would not|never) (?:yet |really )?(?:know(?! (?:what to do|how to))|be sure|tell|"
            r"say for (?:sure|certain)|prove|claim|see (?:the|from)|find out|verify|separate)\b",
            r"\b(?:i am|i was|we are) (?:not|less|fairly|only|pretty|about) (?:\w+ )?(?:sure|certain|"
            r"confident|percent)\b|\b(?:i|it|we|this|that|there i) (?:may|might|"
            r"could) (?:well )?be wrong\b|\bnot sure (?:if|whether|that|about|which)\b",
            r"\b(?:nobody knows|no conclusion|unverified|not verified|not (?:yet )?(?:measured|tested|"
            r"proven|checked)|have not (?:verified|checked|measured|tested|asked)|could not tell|"
            r"unclear (?:to|whether)|remains open|is open|this is open|open question|unknown)\b",
            r"\b(?:my guess|one is my guess|a guess|is a guess|i am guessing|guessing|"
            r"the figures are assumptions|i made (?:that|them) up|i would have to check|"
            r"i expect, not know|from memory|finger in the air|i doubt)\b",
            r"\b(?:i|we) have not (?:seen|looked|counted|asked|read|tried|got)\b|\b(?:put it|would say|"
            r"am|be) at (?:about )?(?:two|three|one|\d+) (?:in|out of) (?:three|four|five|ten|two|\d+)\b",
            r"\b(?:that is small|only three|\d+ (?:nights |cases )?is few|read it with care|"
            r"take it with|i can hardly claim|whether .{3,50}, (?:nobody|i (?:do not|can not|cannot))|"
            r"still two candidates|my (?:confidence|certainty))\b|\b(?:about|roughly|maybe) \d+ ?(?:%|"
            r"percent) (?:sure|confident|certain)\b",
            r"\bbefore seeing (?:the )?data\b|\bif they do not, my \w+ is wrong\b|"
            r"\bi would trust it more\b|\bi never looked\b|\bi probably should have\b",
        ),
        companions=patterns(
            r"\b(?:but|so|until|because|if|whether|which|check|would settle|first week|then|therefore)\b"
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:i am not a (?:statistician|lawyer|data)|i do not know the technical|"
            r"not sure i understand|i am not sure what they|not sure which one they)\b",
            r"\bi am open to\b",
        ),
        deniable=False,
    ),
)
