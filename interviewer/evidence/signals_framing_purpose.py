"""What framing sounds like about the problem: what is really asked, what it is for, who else is in it."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

_EVERYBODY = (
    r"\b(?:everybody|everyone|all (?:users|customers|people|kinds of)|anyone who|any user|all of our|"
    r"clear user segments?)\b"
)

PURPOSE: Final[tuple[Detector, ...]] = (
    Detector(
        "contrasts-segments",
        cues=patterns(
            r"\b<people> who\b.{3,60}\band (?:\w+ )?<people> who\b",
            r"\bthe (?:second|other|first) (?:lot|bunch|half|set)\b",
            r"\b(?:two|three|both|several) (?:different |very different )?(?:kinds?|groups?|sorts?|types?|"
            r"camps|worlds|jobs|customers|people|persons|audiences|populations)\b",
            r"\b(?:not (?:all )?the same|not one group|not one (?:kind|sort)|are not all|are two|is two|"
            r"another world|other world|do not fear the same|do not want the same|different (?:people|"
            r"fear|need|problem|clock)s?)\b",
            r"\b(?:one|some|the first|first group|the former|half)\b.{3,90}\b(?:the others?|others|"
            r"another|the second|the latter|the rest|the other half)\b",
            r"\b<they>\b.{3,60}\b(?:whereas|while|but|unlike|as opposed to|and not|not so|"
            r"; )\b.{0,12}\b(?:the |a |an )?(?:\w+ )?<people>\b",
            r"\b(\w{4,}s) (?:want|need|fear|pay|hate|like|care|ask|look|come|have|buy)\b.{4,60}, (?:and |"
            r"but |the )?(?!\1)\w{4,}s (?:want|need|fear|pay|hate|like|care|ask|look|come|have|buy|"
            r"do not)\b",
            r"\b(?:second|other|next) (?:group|kind|sort|type|camp)\b",
            r"\bso not (?:her|him|them)\b|\bleave (?:her|him|them|those) alone\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:matters? more|worse|more than|hurts more|i (?:would )?(?:take|pick|choose)|rather|"
            r"first|instead|only (?:the|one))\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bone is that\b",
            r"\bin the (?:first|second) (?:year|month|week|version)\b",
            r"\b(?:two|three) (?:types|kinds) of (?:mistakes|errors)\b",
            r"\b(?:both|several|two|many) (?:main )?(?:stakeholders|teams|options|views|sides)\b",
            r"\b(?:false (?:positive|negative)s?|control|holdout|variant|arm|test group|coin flip|"
            r"random\w*)\b",
            _EVERYBODY,
        ),
        deniable=False,
    ),
    Detector(
        "reframes-question",
        cues=patterns(
            r"\b(?:for me|to me|to my mind),? the (?:question|problem|issue|point|task) is\b",
            r"\b(?:question|problem|issue|thing|point|standard|task)(?:,? for (?:me|us),?)? (?:is|was) "
            r"(?:really |actually |"
            r"probably |only )?(?:not|why|rather|whether|who|us|that we|what do we|what we|how long|other|"
            r"another|"
            r"a (?:little|bit) |little |what happens)",
            r"\b(?:everybody|everyone|people|they|the \w+) (?:else )?(?:said|says|saw|sees|thought|thinks|"
            r"calls?|"
            r"called|will say|is going to say|are going to say) (?:it|this|that|they)\b.{0,40}\b(?:but|"
            r"and) (?:i|for me|"
            r"to me)\b|\blike everybody (?:said|says|thought)\b|\beven if nobody (?:called|calls|said)\b",
            r"\b(?:asks?|asking|answer(?:s|ing)?|answered|about|speak(?:ing)? about|measur(?:e|es|ing)) "
            r"(?:two )?different (?:things|questions|people)\b",
            r"\b(?:it|that|this|the \w+|\w+) is only (?:a |an |the |how )?(?:tool|means|symptom|signal|"
            r"proxy|thermometer|"
            r"how|way)\b|\b(?:is|are) (?:a|an|its a|it is a) (?:swap|symptom|proxy)\b",
            r"\b(?!(?:this|that|what|they|there|which|here|it)\b)\w{4,} is not (?:a |an |the )?(?:preference|"
            r"\w{3,}tion|\w{3,}ment|\w{3,}ness|need|want|success|use|demand|proof|value|trust|help|care|"
            r"dinner|loss|"
            r"failure|progress)\b|\ba \w+ is not an? \w+\b",
            r"\bbecause .{3,50},? or (?:\w+ )?because\b|\blooks? (?:exactly )?the same\b|\bsounds? (?:bad|"
            r"good|fine|"
            r"great) but\b|\bi would flip (?:that|it|this)\b|\bwhat (?:we|it|they|this) (?:is|are|was|were)"
            r"(?: really| actually)? for\b",
            r"\b(?:i|we) (?:asked|ask) (?:myself|ourselves) (?:who|why|what|whether)\b|\bwhose (?:problem|"
            r"\w+ got|\w+ is)\b|"
            r"\b(?:so )?for (?:me|us) it (?:changed|was|is|became) (?:to|about|a|the|an|not)\b",
            r"\b(?:is|are|it is|that is|this is)(?: really| actually| in fact)? (?:two|"
            r"three) (?:\w+ ){0,2}(?:things|questions|problems|numbers|issues)\b|\b(?:is|are)(?: really|"
            r" actually)? not (?:really |so much |primarily )?(?:a |an |the |about |"
            r"one )(?:\w+ ){0,3}(?:things|questions|problems|problem|question|issue|point|task|numbers|"
            r"job|product|story)\b",
            r"\b(?:could|can|may|might|would) (?:\w+ )?mean (?:we|that|they|it|people|anything|two|three|"
            r"many|several|either|both|one of|different|that)\b|\bmeans two\b",
            r"\b(?:mixes|hides|lumps|confuses|conflates|blends|bundles|masks|adds up) (?:two|three|the|"
            r"together|different|what|a)\b",
            r"\b(?:the|my|a|our) (?:real|actual|true|better|honest|right|first|deeper|underlying|"
            r"more useful) (?:question|problem|issue|rival|enemy|competitor|opponent|cause|choice|job)\b",
            r"\b(?:wrong|useless|bad|misleading|unfair|lazy) (?:question|thing|problem|number|clock|"
            r"metric|measure|goal|"
            r"premise|frame|comparison|test|yardstick)\b",
            r"\b(?:says?|tells?|proves?|means?) (?:us |me )?(?:nothing|little|not much|very little)\b|"
            r"\bdoes not (?:say|tell) (?:us )?(?:much|anything|why|who|which)\b",
            r"\b(?:is it|is this|are they|is that|was it|is typing|do we)(?: really| even| actually|"
            r" all)? (?:a |an |the )?(?:\w+ )?(?:problem|real|bad|drift|need|at all|only|mix|true|new|"
            r"the same|a matter|who|or)\b.*\?",
            r"\bdid .{3,40} or did .{3,40}\?",
            r"\b(?:not what (?:the|you|they|we|it) (?:\w+ )?(?:asked|wanted|looks?|seems?|says?)|"
            r"i (?:would )?(?:question|challenge|turn|push back on|take apart|split|separate|restate|"
            r"reframe)(?: \w+)? (?:the|that|this|what|those|round) ?\w*)\b",
            r"\b(?:premise|do not (?:\w+ )?want opposite|same thing|two (?:things|questions|"
            r"different questions|problems|customers)|not the \w+ at all|not usable as stated|"
            r"sounds (?:mild|small|big|tiny|good|bad|like a)|looks like a \w+ (?:and|but))\b",
            r"\bit is not (?:about )?(?:the |a |an )?[\w ]{3,40},? (?:but|it is|rather)\b|"
            r"\bit is not (?:because|that|so much)\b",
            r"\b(?:is not|are not|was not|were not) (?:a|an|the|because) [\w' -]{3,40}[.;,:] ?(?:it|they|"
            r"that|this|but|she|he|we) ",
            r"\b(?:before (?:choosing|deciding|anyone|anybody) .{3,60}|first whether|depends what (?:you|"
            r"we) (?:mean|call))\b",
            r"\b(?:lack of|does not lack|not for lack of|has nothing to do with|not a matter of)\b",
            r"\bdo we (?:need|want) (?:the|a|it|this) ?\w* (?:at all|in the first place)\b",
        ),
        companions=patterns(
            r"\b(?:one|the first|either)\b.{2,80}\b(?:the other|another|the second|or)\b",
            r"<why>",
            r"\bif\b",
            r"\b(?:rather|instead|but) \w+",
            r"\?",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bbefore i (?:give|answer|tell)\b",
            r"\b(?:great|good|interesting|classic) (?:question|problem)\b",
            r"\bnot (?:a|the) problem\b",
            r"\breframe the problem and\b",
        ),
        deniable=False,
        reach=1,
    ),
    Detector(
        "states-outcome-goal",
        cues=patterns(
            r"\b(?:the|my|our|real|whole|first) (?:goal|aim|point|outcome|purpose|objective|job|idea|"
            r"ambition)(?: here| for me| of \w+(?: \w+){0,3})? (?:is|was|would be|must be|"
            r"should be)(?: not)?(?: to| that|,)? \w+",
            r"^(?:goal|aim|outcome|purpose|objective|success)(?: for me)? ?[:=.] ?\w+",
            r"\b(?:what (?:i|we) (?:really |actually |would )?(?:want|care about|am after|are after|owe|"
            r"need|would count)|what counts|what matters|what (?:success|good|better) (?:looks like|means|"
            r"is))(?: \w+){0,4} (?:is|was|are)\b",
            r"\b(?:success|good|win|better|solved|done)(?: outcome)?(?: for (?:me|us|them|her|him))?(?: "
            r"is|:| ?=| means| must| "
            r"would be| has to|'s)(?: not)? (?!to \w+ (?:model|score)|not |but |at |for |with |enough|in |"
            r"on )\w+ \w+",
            r"\bit would be (?:a )?success (?:if|when)\b|\bwhat (?:we|i) wanted then was\b|\bthat is what "
            r"counts\b|"
            r"\bwhat we are (?:really |actually )?for\b|\bi (?:still )?want (?:the |her |his |their )?\w+ "
            r"(?:back|safe|to)\b|"
            r"\bwithout one more \w+\b|\bthat is the whole (?:product|point|job)\b|\bthing ?= ?\w+",
            r"\bsuccess (?:is|means|for me is|would be|:)|\bi (?:would )?(?:call|count) (?:it|that|"
            r"this) (?:a )?(?:success|good|working|worth)",
            r"\b(?:i|we) (?:would |have to |should )?(?:want|wanted|aim for|am after|need) (?:fewer|more|"
            r"less|people|every|each|no|nobody|her|him|them|the \w+|somebody|that (?:no|nobody|she|he|"
            r"they|the|people|every)) .{3,80}",
            r"\b(?:should|must|has to|needs to) (?:go (?:up|down)|rise|fall|drop|shrink|get (?:shorter|"
            r"fewer|less|more)|end with|lead to|mean (?:fewer|more|less)) ?",
            r"\bso that (?:nobody|no|every|each|she|he|they|people|the \w+|fewer|more|<people>) .{3,60}",
            r"\b(?:the thing|the number|the one number|the figure) (?:i|we) (?:would )?(?:actually |"
            r"really )?(?:want|care about|bring|look at|sell|judge|move)\b",
            r"\b(?:fewer|less) (?:\w+ )?(?:injuries|deaths|no-shows|claims|complaints|mistakes|calls|"
            r"hours|evenings|returns|wrong \w+|late \w+|people|missed \w+|trips|waste)\b",
            r"\bcares? (?:only )?about\b.{3,60}",
        ),
        companions=patterns(
            r"\bnot (?:more|the|a|few|faster|clicks|sign|accuracy|how|just|whether|less|another|"
            r"tickets)\b|\brather than\b|\binstead of\b",
            r"<why>",
            r"\b(?:<people>|she|he|her|his|they|nobody)\b",
            r"\b(?:within|by|in) \d|\bper (?:week|month|year|order|visit)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:accuracy|f1|precision|recall|ndcg|auc|latency|uptime|model quality) (?:of|above|at|to|"
            r"is|should)\b",
            r"\bgoal is to (?:build|launch|ship|improve the model|drive growth|maximi[sz]e)\b",
            r"\b(?:delight|value for|world-class|best possible)\b",
            r"\b(?:users|downloads|installs|opens|adoption|response rate|the f1) from (?:\d|<num>)|\bback "
            r"on the\b",
            r"\b(?:must|should|have to|has to) (?:fall|rise|drop|go (?:up|down)) (?:by|from|to|over|above|"
            r"under|below)\b",
            r"\bgoals? (?:setting|and objectives|tree)\b|\bsmart goals?\b",
        ),
    ),
    Detector(
        "ties-to-business",
        cues=patterns(
            r"\b(?:we|us|our|the company|the business|company) .{0,50}?\b(?:earn|earns|lose|loses|lost|"
            r"losing|make money|margin|revenue|renewals?|churn|contract|pays? (?:us|for)|paid us|sells?|"
            r"profit|money|budget|a fine|fines|refund|"
            r"subscription|cash|salary|reference|account|licen[cs]e|reputation|brand|trust|market share|"
            r"customers? (?:leave|stay|go)|costs?)\b",
            r"\b(?:churn|renewals?|renew(?:s|ed)?|revenue|margin|profit|retention|contracts?|sales|"
            r"payback|price|turnover|lifetime|invoice|subscription|gmv|wages?|"
            r"payroll)\b.{0,50}?\b(?:because|falls?|rises?|drops?|is|are|was|were|would|goes|depends|"
            r"comes|waiting|worth|at|of|by|from|lost|a (?:month|year|week))\b",
            r"\b(?:we|us) (?:will|would) be (?:out of|gone|replaced|thrown out|dropped)\b|\b(?:signs?|"
            r"renews?|re-sign|decides?|buys?|pays?) (?:again )?in (?:january|february|march|april|may|"
            r"june|july|august|september|october|november|december|spring|autumn|summer|winter)\b",
            r"\b(?:costs? us|cost the company|worth (?:about |roughly )?[\d\u20ac$\u00a3]|paying (?:us|"
            r"about|for)|pay us|pays us|per (?:seat|account|order|document|customer|month|year) (?:is|was|"
            r"we|costs)|our (?:biggest|largest) (?:account|customer|client)|"
            r"the money (?:is|comes|should)|that one i can sell|the reference for|wins? (?:us|back)|"
            r"commercially)\b",
            r"\b(?:lose|lost|losing|keep|kept|win|won|leave|left|leaves|cancel\w*) (?:us|the (?:account|"
            r"contract|customer|client|deal|tender|renewal)|(?:her|him|them) (?:in|as|for)|customers?)\b",
        ),
        companions=patterns(
            r"<why>",
            r"[\d\u20ac$\u00a3%]",
            r"\b(?:if|when|next|every) (?:\w+ )?(?:renewal|quarter|year|spring|contract|we|they)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:business value|drive (?:growth|revenue|value)|roi and|align\w* with (?:the )?business|"
            r"business goals?|business lens|monetization|metrics? (?:such as|like|include)|sustainable)\b",
            r"\b(?:kpis?|metrics?)[:,]? .*,.*,",
            r"\b(?:engineering|compute|latency) costs?\b",
        ),
        deniable=False,
    ),
    Detector(
        "states-assumption",
        cues=patterns(
            r"\b(?:i|we) (?:would |will |am |have to |shall |must )?(?:assume|assuming|assumed|"
            r"taking it that|take it that|presume|am guessing|guess that)\b",
            r"^(?:so )?(?:assuming|assumptions?[:.]|suppose|supposing|let us (?:say|assume|suppose)|"
            r"given (?:it|that) is)\b|\b(?:, |so )(?:assuming|supposing|suppose)\b",
            r"\b(?:my|one|the|an|our|key|first) (?:assumption|working assumption|guess|bet|hunch|prior|"
            r"suspicion|hypothesis|belief)(?: here| so far)?(?: is\b|:| was\b| would be\b| that\b)",
            r"\b(?:the figures|these|all|both|they) are (?:\w+ )?(?:assumptions|guesses|assumed|my guess)\b",
            r"\b(?:i would|i) (?:guess|bet|expect|suspect|imagine|suppose)\b.{5,}",
            r"\bif (?:that is|that was|it is|this is) (?:so|right|true|the case|correct)\b",
            r"\b(?:say|call it) (?:about |roughly )?\d[\d.,]*\b",
        ),
        companions=patterns(
            r"\b(?:if (?:not|that|it|they|i|this|so)|then|so (?:i|we|the|that)|because|otherwise|"
            r"i am wrong|i would be wrong|wrong if|i would check|check(?: it| this| that)?|until (?:we|i|"
            r"then)|which would|unless)\b",
        ),
        vetoes=patterns(
            r"\byou (?:will|would|all)? ?(?:agree|know|mean|see)\b",
            r"\b(?:assum\w+ (?:responsibility|ownership|good intent|nothing)|validate (?:all |our |my |"
            r"the |key )*assumptions|list (?:my |the |our )*assumptions|make assumptions|test (?:my |our |"
            r"all )*assumptions)\b",
        ),
        reach=1,
    ),
    Detector(
        "cites-user-contact",
        cues=patterns(
            r"\b(?:i|we|i have|we have|i had) (?:\w+ly |also |then |even |once |just |first |"
            r"then )?(?:talked|spoke|spoken|sat|watched|rang|called|phoned|visited|interviewed|listened|"
            r"shadowed|rode|went|asked|met|stood|observed|drove|worked (?:a|one|in|behind)|spent (?:a|an|"
            r"two|three|four|one|\d+|half|some|several) (?:\w+ )?(?:morning|mornings|days?|afternoons?|"
            r"evenings?|nights?|hours|weeks?|shifts?) (?:at|in|with|on|behind)|showed|wrote to|seen|saw|"
            r"read|spent|stayed|travelled|answered|ran the floor)\b"
            r".{0,50}?\b(?:<people>|shops?|her|him|them|each|ward|site|kitchen|tickets|messages|letters|"
            r"calls|chats|emails|reviews|branch(?:es)?|ride-?along|customer success|the floor|night shift|"
            r"shift|desk|counter|till|depot|warehouse|bench)\b",
            r"\b(?:called|rang|phoned|sat with|talked to|spoke to|spoke with|asked|visited|watched|"
            r"listened to) (?:<fig> |about |some |maybe |all |a few |the |other |more |of |those |her |"
            r"two of )*(?:<people>|them)\b",
            r"\b<they> (?:told|showed|said to|wrote to|wrote|asked) (?:me|us)\b",
            r"\bi have seen (?:her|him|them|people)\b|\bmy (?:aunt|mother|father|sister|brother|wife|"
            r"husband|grandmother|neighbour)\b",
            r"\bi was in \w+'s\b",
        ),
        companions=patterns(
            r"\"",
            r"\b(?:said|told|told me|showed|turned out|noticed|found|saw|nearly all|most of them|none of|"
            r"because|wanted|asked for|do not|did not|never)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bi (?:have )?never (?:talked|spoke|asked|met|sat|read)\b",
            r"\b(?:i|we) (?:would|will|should|could) (?:\w+ ){0,3}(?:talk|speak|call|interview|ask|sit|"
            r"watch|survey)\b",
            r"\b(?:talked to|spoke with|spoke to|asked|met|met with|called|showed|told) (?:the |my |our |"
            r"all )*(?:stakeholders|team|engineers?|data scientists?|legal|leadership|management|cto|ceo|"
            r"lead|director|founder|board|vp|head|product owner|investors?)\b",
        ),
    ),
    Detector(
        "sets-context",
        cues=patterns(
            r"\b(?:i was|i am|i have been|i had been|i worked|i led|i owned|i ran|i looked after|i joined|"
            r"i had built|i built|i managed|i did|i wrote|i replaced|was|were|is) (?:\w+ ){0,4}?(?:pm\b|"
            r"product manager|manager|engineer|analyst|developer|designer|lead|owner|data \w+|qa|sre|"
            r"head of|in charge|responsible|firmware|backend|nurse|consultant|founder|the only|team of|"
            r"at a|for a|the product|support)",
            r"^(?:[\w -]{3,30}[;,:/] )?(?:context[.:]|we (?:made|were|had|did|sold|ran|built|are)|"
            r"my (?:startup|company|team|last|previous|employer|job)|our (?:team|product|company|head of|"
            r"founder|sales|customers)|(?:this|it) (?:was|is) (?:at|in|a|about|my)|at my|"
            r"at (?:a|an|the|my)|in (?:my|\d{4})|(?:two|three|four|five|last|a few) (?:years?|summer|"
            r"winter|spring)|hotel|hospital)\b",
            r"\b(?:a|an|the|my|our) (?:\w+ )?(?:team|startup|company|firm|group|chain|agency|"
            r"hospital group|publisher|bank|insurer|retailer|business) (?:of|in|with|that|which|for|"
            r"called|where)\b",
            r"\b(?:i led|i owned|i ran|i was)\b.{3,60}",
        ),
        companions=patterns(
            r"\b(?:i (?:was|led|owned|ran|built|wrote|managed|looked after)|my (?:job|role)|was mine|pm\b)\b",
            r"\b(?:was (?:due|ending|closing|losing|behind|up for)|deadline|renewal|contract|worth|losing|"
            r"about to|had promised|needed|lives?|patients?|customers)\b",
        ),
        number_shows=True,
        story_only=True,
        first=6,
        deniable=False,
        vetoes=patterns(
            r"\b(?:many|several|various|numerous|critical) (?:\w+ )?(?:projects|initiatives|products|"
            r"responsibilities)\b",
            r"\b(?:various|several) (?:projects|companies|roles)\b|\bthroughout my career\b|"
            r"\bmany (?:situations|times|years)\b",
        ),
    ),
    Detector(
        "maps-stakeholders",
        cues=patterns(
            r"\b(?:<role>|<people>|he|she|they|\w+ team)\b (?:\w+ ){0,3}?(?:wanted|feared|"
            r"was afraid|were afraid|was against|were against|was angry|were angry|cared|pressed|needed|"
            r"insisted|hoped|argued|worried|had promised|hated|hate|objected|"
            r"depended|owned|would lose|stood to|was measured|were measured|was paid|were paid|was judged|"
            r"got (?:a )?bonus|thought|did not (?:want|care|believe|trust|like|see)|preferred|pushed for|"
            r"signed|decided over|had (?:to|the last word|no|nothing)|"
            r"was for|were for|was under|was proud|heard|liked|was torn|saw it as|believed|wants|fears)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:whereas|while|but|on the other (?:hand|side))\b",
            r"\b(?:bonus|renewal|target|jobs?|wage|budget|reputation|blame|promise[d]?|quota|afraid|fear)\b",
        ),
        number_shows=False,
        story_only=True,
        deniable=False,
        vetoes=patterns(
            r"\b(?:all|various|key|relevant|many|different|other) stakeholders\b|\bstakeholder (?:map|"
            r"mapping|analysis|management)\b|\beverybody was glad\b",
            r"\bi (?:would|will)\b",
        ),
    ),
)
