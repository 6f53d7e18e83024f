"""What judgment sounds like in carrying a choice out: limits, risks, steps, resistance, answering for it."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

COURSE: Final[tuple[Detector, ...]] = (
    Detector(
        "cuts-scope",
        cues=patterns(
            r"\b(?:not|no|nothing) (?:building|build|in (?:the )?(?:first|v1|version)|for now|yet|"
            r"in this|this (?:year|quarter)|before|until|more than|else|fraud|auto|dashboard|app|login|"
            r"new screen)\b",
            r"^no \w+(?: \w+){0,3} (?:in the|in this|for now|yet|this|until|before|on the)\b|"
            r"\bin the first (?:round|version|release|wave|step|half)\b",
            r"\bout of scope\b|\bleave(?:s)? (?:\w+ ){1,5}(?:out|alone|as (?:it is|is|they are)|at \d+|"
            r"for later|untouched)\b|\bleft (?:\w+ ){0,4}out\b|\b(?:can|could|must|will|may|"
            r"has to) (?:wait|come later|stay manual)\b|\bcomes? later\b|\blater\b.{0,3}$|^later\b",
            r"\b(?:only|just) (?:the|for|in|on|one|two|three|with|that|those|this|a|an|\d+|colour|"
            r"dresses|vat|where|navigation)\b.{3,}",
            r"\b<iwill> (?:only|just|not build|not touch|skip|cut|drop|leave|limit|narrow|restrict|"
            r"build only)\b|\bi (?:skip|cut|drop|leave) ",
            r"\b(?:first|1st) version (?:has|is|does|only|without)|\bv1\b.{0,30}\b(?:only|no|without|"
            r"is)\b|\bversion one\b|\bstays? (?:manual|as it is|as is|where it is|untouched|unchanged|"
            r"bc|out)\b|\beverything else (?:runs|stays|goes|as|direct|waits|can|is)\b",
            r"\bno (?:\w+ ){1,3}?(?:and no|, no|or) \w+",
            r"\b(?:nothing|none of|no) (?:opens|goes|runs|else|ticket|message) .{0,20}(?:by itself|"
            r"automatic\w*|without)\b|\bwhitelist\b|\bnarrow(?:ed)? (?:it|the|down)\b",
        ),
        companions=patterns(r"<why>", r"\b(?:later|first|for now|until|once|cost|weeks?|days?)\b"),
        vetoes=patterns(
            r"\bno baseline\b|\bno (?:risks?|user|users|metric|data|idea|doubt)\b",
            r"\b(?:mvp approach|scope creep|prioriti[sz]e ruthlessly|not only|but also|"
            r"later on i learned|two years later|months? later|weeks? later|sooner or later|"
            r"only (?:then|after|when|way|if|works?))\b",
        ),
        deniable=False,
    ),
    Detector(
        "works-within-constraint",
        cues=patterns(
            r"\b(?:only|just|have|had|left with|with only|we are|got|down to|no more than|"
            r"team of) (?:only |just |about |maybe |a |the |got )*(?:<num>|one) (?:\w+ ){0,2}(?:weeks?|"
            r"days?|months?|hours|engineers?|developers|person-days|sprints?|nurses|hands|"
            r"people)\b(?: left| until| before| for|\W|$)",
            r"\b(?:in|within|with) (?:those |the |these |our )?(?:<num>) (?:engineers|developers|"
            r"people in the team)\b|\b(?:not|impossible|no way|can ?not|do that|doable|possible|"
            r"fits?) (?:\w+ ){0,4}in (?:<num>) (?:days?|d|weeks?|months?)\b|\bin (?:<num>) (?:weeks|"
            r"days)\b.{0,40}\b(?:only|can|cannot|enough|fits|so)\b",
            r"\b(?:budget|deadline|head ?count|capacity|the law|regulat\w+|licen[cs]e|gdpr|"
            r"contract says|contractual\w*|works council|union|privacy|consent|audit|certif\w+|"
            r"black friday|quarter end|maximum of|max \d+)\b.{0,50}\b(?:allows?|forbids?|requires?|must|"
            r"may not|can ?not|so|therefore|because|says?|obliges?|only|before|until|leaves?|no time|"
            r"drag\w*|wants?|whatever)\b",
            r"\b(?:no time|can ?not afford|cannot hire|do not have (?:the|enough|that|time)|"
            r"not enough (?:time|people|money)|too (?:late|little time|few people)|there is no (?:time|"
            r"money|budget)|limited to|at most|not allowed|not (?:doable|possible) (?:in|by|"
            r"before|with)|has to be (?:done|live|ready) (?:by|before))\b",
            r"\bbefore (?:black friday|the (?:renewal|season|holidays|deadline|audit|contract|election|"
            r"winter|summer)|(?:monday|friday|christmas|easter|march|may|june|july|august|september|"
            r"october|november|december|april|january|february))\b",
            r"\b\d+ into \d+\b|\bas (?:we|there) (?:only|just) (?:have|are|is)\b|\bwith (?:the|"
            r"our) (?:team|people|money|time) we have\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:that|this|which) (?:rules out|leaves|means|forces|decides|is why|kills)\b",
            r"\b(?:therefore|then|hence|only|instead|so)\b",
            r"\b(?:i would|i will|i (?:chose|cut|took|dropped|decided)|we (?:cut|dropped|chose|went))\b",
        ),
        vetoes=patterns(
            r"\b(?:consider|considering|factor in|within|weigh|balance|respect|such as|"
            r"including) (?:the |our |all |any )?(?:time|budget|resources?|constraints?|legal|"
            r"regulat\w+)\b|\btime, budget\b|\b(?:budget|time|resources?) and (?:resources?|budget|"
            r"time)\b",
            r"\b(?:under constraints|time constraints|resource constraints|given (?:the|"
            r"our) constraints|constraints such as|legal,? (?:sales|data|engineering)|involve legal|"
            r"align with legal|run (?:it )?for|for (?:two|three|four|six|\d+) weeks|steering)\b",
            r"\b(?:control|holdout|half of|arm|random\w*|lot)\b",
        ),
        deniable=False,
    ),
    Detector(
        "names-risk",
        cues=patterns(
            r"\b(?:the|a|one|main|biggest|my|real|second|another|bigger|first) (?:risk|danger|fear|"
            r"worry|concern|trap|catch|weak point|blind spot|open hole)(?: \w+){0,5}? ?(?:is|was|:|[.]|"
            r"that|would be|=|remains)",
            r"^(?:risks?|fear|danger|blind spot|what goes wrong|what could go wrong|worry)[:.,]? ",
            r"\b(?:what )?(?:could|can|may|might|will) (?:also )?go(?:es)? wrong\b|\bgoes wrong\b|"
            r"\bbackfires?\b|\bside effects?\b|\bsecond[- ]order\b",
            r"\bwhat (?:i|we) (?:would )?(?:fear|worry|am afraid|worried|dread|do not like)|"
            r"\bi (?:would )?(?:am|was|would be) (?:afraid|worried|concerned|nervous)\b|\bi (?:fear|"
            r"worry|dread)\b|\bworried me\b",
            r"(?<!\bi )(?<!\bwe )\b(?:may|might|could|would|will) (?:\w+ )?(?:start|stop|end up|game|"
            r"abuse|cheat|"
            r"ignore|rely|blame|learn to|get used|forget|lose (?:trust|the)|be blamed|be (?:wrong and|biased|"
            r"ignored|fixed first)|drift|switch (?:it )?off|mistake|feel (?:accused|watched)|pick up|"
            r"break)\b",
            r"\b(?:confidence|rule|model|bot|test)\b.{0,40}\b(?:wrong and sure|badly calibrated|"
            r"confidently wrong|wrong but believed|blind)\b|\bwrong but believed\b|\bwrong and sure\b",
            r"\b(?:once|as soon as|if|when|the day)\b.{5,70}?\b(?:will|would|may|"
            r"might) (?:\w+ )?(?:skip|stop|start|avoid|hide|game|cheat|ignore|lie|forget|cancel|leave|"
            r"press|blame|switch|wait|push|refuse|drop|use|see|think|pick|send|rush)\b",
            r"\bpeople (?:will|would|might|may) \w+|\bif (?:it|that|this|they) (?:gets? out|becomes?|"
            r"leads?|is used|are used)\b",
            r"\b(?:faces and number plates|self-fulfilling|unintended|misuse[d]?|gamed|leak(?:s|ed)?)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:if|when|then|so|because|which|and then)\b.{3,}",
            r"\b(?:<people>|she|he|they|them|her)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:do|does|did) not (?:know|see|have) (?:the|any|a) (?:risk|danger)|"
            r"\b(?:there is )?no (?:real )?risks?\b|\bwithout (?:any )?risk",
            r"\brisks?(?: include|:| such as| are)? (?:\w+, ){2,}",
            r"\b(?:risk register|mitigate (?:these|the|all|any) risks|risk assessment|"
            r"identify (?:the )?risks|manage risks?|risk management|low risk|lowest risk)\b",
        ),
        deniable=False,
    ),
    Detector(
        "plans-fallback",
        cues=patterns(
            r"\bno \w+(?: \w+){0,5}, then (?:the|we|it|she|he|i|a)\b",
            r"\bin doubt\b.{3,50}",
            r"\b(?:fallback|fall(?:s)? back|fallen back|plan b|kill switch|roll(?:ed|s|ing)? (?:it |"
            r"them |all |everything )?back|rollback|revert(?:ed|s)?|undo)\b",
            r"\b(?:switch(?:ed)?|turn(?:ed)?) (?:it |that |them |this |the \w+(?: \w+)? |everybody |"
            r"everything )?(?:off|back)\b|\b(?:take|took|pull|pulled) (?:it|that|them|this|"
            r"the \w+) (?:out|down|back to|offline)\b|\bi (?:would )?put (?:it|them|that) back\b",
            r"\bback to (?:the |a |an |their |our |its )?(?:old|phone|paper|manual|human|agent|previous|"
            r"hand|text-only|templates?|person|printed|former|list|faq|search|just)\b",
            r"\b(?:goes|go|handed|hands|passes|routed|sent|falls|lands|"
            r"escalates?) (?:\w+ )?(?:straight |over |back |directly |direct )?to (?:a |an |the |her |"
            r"our |somebody|one )?(?:person|human|agent|nurse|clerk|pharmacist|queue|colleague|desk|"
            r"dispatcher|operator|phone|seller|team|doctor|\w+ desk|agent queue|hotline)\b",
            r"\b(?:a |the )?(?:human|person|clerk|pharmacist|nurse|agent|somebody) (?:takes? over|"
            r"looks at|checks|calls|decides|confirms|answers)\b|\bby hand\b.{0,30}\b(?:if|when|until)\b|"
            r"\b(?:if|when|until)\b.{0,40}\bby hand\b",
            r"\b(?:is )?behind a (?:flag|switch)\b|\bthe flag is\b|\bphone (?:line )?stays\b|"
            r"\b(?:the )?same (?:link|list|thing) works by\b|\bthe old (?:way|one|list|process|system|"
            r"templates|version) (?:stays|keeps|remains|is still|runs)\b|\bprevious model\b|"
            r"\bcould take it out in a\b",
            r"\b(?:if|when|once|whenever) (?:it|that|this|nobody|quota|confidence|in doubt|not sure|too many|"
            r"the (?:\w+ )?(?:model|bot|system|machine|service|server|answer|network|rule|line|app|call|"
            r"vendor|provider|api))\b.{3,60}?\b(?:then|falls?|goes|shows?|asks?|shown|says? (?:so|nothing)|"
            r"(?:the|a) (?:\w+ ){1,2}(?:stays|says|shows|goes|takes|gets|calls|decides|checks)|human|"
            r"agent|nothing|"
            r"plain|(?:we|she|he|i) (?:go|fall|show|send|call|ask|switch|stop|pull|take)s?)\b",
        ),
        shown=patterns(
            r"\b(?:if|when|once|below|above|over|more than|less than|still over|quota gone|"
            r"in doubt)\b.{3,80}?\b(?:fall back|roll(?:ed)? back|rollback|revert|switch (?:it |"
            r"them )?(?:off|back)|turn(?:s)? (?:it |them )?off|take it out|pull it|back (?:to|on)|"
            r"by hand|goes to (?:a|the)|human|plain form|old templates|hand(?:s|ed)? over)\b"
        ),
        companions=patterns(r"\b(?:if|when|once|until|unless|below|above|in doubt)\b"),
        vetoes=patterns(
            r"\bnotifications? (?:are|is|once)\b|\bonce notifications\b",
            r"\b(?:roll back (?:our )?sleeves|took back|go back to (?:the )?(?:team|stakeholders|"
            r"drawing|them|data)|come back|came back|back to the question|put back|i took back|"
            r"data back)\b",
            r"\b(?:canary and automatic rollback|mitigation plans?|contingency plan|have a fallback|"
            r"fallback (?:plan|strategy|mechanism)s?\b(?!.{0,4}[:=]))",
        ),
        number_shows=True,
        deniable=True,
    ),
    Detector(
        "plans-rollout",
        cues=patterns(
            r"^(?:i would )?first (?:only |just )?(?:in|with|for|on|to|at|one|two|three|"
            r"the) .{3,60}\b(?:then|after|later|next)\b",
            r"\bfirst only (?:for|in|with|to|on|at)\b",
            r"^(?:and |only )?then (?:to |for )?\d+ ?(?:(?:%|percent) \w+|shops|stores|cities|customers|"
            r"teams)",
            r"\b(?:start|begin|launch|pilot|roll(?:ed|ing)? (?:it )?out|try|open|go live|test|put it|"
            r"ship|introduce|switch it on)(?: \w+){0,3}? (?:with|in|on|at|to|for|by) (?:only |just |"
            r"about |maybe )?(?:<num>|one|a few|a single|a handful|the (?:first|smallest|two|three|"
            r"night|regulars)|half|goal)\b",
            r"\b\d+ ?(?:%|percent)? ?(?:->|, then|then|to) ?\d+ ?(?:%|percent)? ?(?:->|, then|then|to|"
            r"and then) ?(?:100|\d+ ?%|all)",
            r"\b(?:week one|wk 1|weeks 1|phase one|phase 1|stage one|step one|"
            r"month one)\b.{3,80}?\b(?:then|week (?:two|three|four|\d)|phase (?:two|2)|after (?:that|"
            r"which)|next|later|second)\b",
            r"\b(?:one|a single|the first|two|three|ten|forty|\d+) (?:\w+ )?(?:city|cities|regions?|"
            r"branch(?:es)?|wards?|clinics?|schools?|stores?|shops?|districts?|sites?|customers?|teams?|"
            r"firms?|buildings?|practices|depots?|households|caf\u00e9s|cafes|"
            r"salons)\b.{0,60}\b(?:first|then|before|weeks?|months?|pilot|start|for a)\b",
            r"\b(?:then|after that|only then|if it holds|if that holds|next) (?:\w+ ){0,4}(?:the rest|"
            r"everybody|everyone|wider|all (?:shops|customers|of|cities|\w+)|the others?|the other|"
            r"coats|next (?:region|city|ward|ten))\b|\bbefore (?:it goes|we go|going) wider\b|"
            r"\bwiden(?:s|ed)? (?:to|it|only|if|when)\b",
            r"\b(?:canary|staged|soft launch|limited launch|pilot|holdout)\b.{0,60}\b(?:\d|one|two|"
            r"three|in|with)\b",
            r"\brollout ?[:=]? ?\d|\bpilot ?[:=]? ?(?:in|with|one|\d)",
        ),
        companions=patterns(
            r"\b(?:then|if|until|once|only when|next|after|before|because|since|so that|wider)\b"
        ),
        vetoes=patterns(
            r"\b(?:phased rollout|phase three scales|captures the learnings|gradual(?:ly)? (?:roll|"
            r"release)|go-to-market)\b.{0,60}$",
            r"\b(?:i (?:look|would look) at|interview|calls with|read)\b",
        ),
        number_shows=True,
    ),
    Detector(
        "says-what-would-change-mind",
        cues=patterns(
            r"\bi (?:would )?(?:turn around|reverse|switch|stop|drop it|undo it|give it up|"
            r"change course|go back) (?:if|when|once|as soon as)\b.{4,}",
            r"\bchange (?:my|our) mind\b|\bchanges my mind\b|\bwould (?:convince|persuade|sway|reverse|"
            r"flip|move) (?:me|it|that|us|this)\b|\bproves? me wrong\b",
            r"\b(?:i am|i would be|i was|i have been|then i am|my story is|we are) (?:wrong|unfair|"
            r"mistaken)\b(?!.{0,10}\bif\b.{0,4}$)",
            r"\b(?:if|unless|should|once|when)\b.{3,90}?\b(?:i turn around|i (?:would )?(?:reverse|"
            r"revisit|reconsider|switch|drop (?:it|the|this)|stop|give (?:it|this) up|take it (?:out|"
            r"back|off)|sell|kill|change|do the opposite|build (?:it|the)|go (?:back|the other way|"
            r"on to)|keep the (?:bot|old|model)|take the team off|leave the|start (?:over|again)|"
            r"was wrong|would be wrong|do nothing|look elsewhere|come back))",
            r"\b(?:i have got|i got|we have got|i have|then i have) (?:this|that|it) (?:backwards|wrong|"
            r"upside down|the wrong way)\b",
            r"\bi (?:would )?(?:only )?(?:revisit|reconsider|reverse|reopen|reversed|"
            r"come back to) (?:it|this|that|the|above|if|when|once)\b",
            r"\b(?:is|are|was) (?:it|the \w+(?: \w+){0,3}) not better\b.{0,60}\bi (?:take|stop|drop)\b",
            r"\bif (?:that|it|this|they|these|those) (?:is not|are not|do not|does not|turns? out|"
            r"fails?|holds?|stays|proves?)\b.{3,80}\b(?:i|we|then|dead|over)\b",
        ),
        companions=patterns(
            r"\b(?:if|unless|once|when)\b.{0,80}\b(?:more than|less than|over|below|above|half|a third|"
            r"a quarter|turns? out|is not|are not|do not|most|none|nobody|same|flat|no difference|any|"
            r"say|tell|law|answer|open|return|come|finish|renew|presses)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:open to (?:feedback|changing)|always open|i am flexible|"
            r"i would change my mind if the data (?:says|shows|tells)|if the data (?:says|"
            r"tells) otherwise)\b"
        ),
        deniable=False,
    ),
    Detector(
        "pushes-back",
        cues=patterns(
            r"\bi (?:\w+ )?(?:said no|refused|disagree[d]?|pushed back|objected|"
            r"turned (?:\w+ ){0,3}down|argued (?:against|that|for)|would not accept|will not accept|"
            r"would argue|dispute|disputed|challenged|protested|stood (?:firm|by)|held (?:it|firm)|"
            r"insisted|vetoed|overruled|contradicted|would dispute)\b",
            r"\bi (?:would )?(?:tell|told|answered|replied|wrote|write|say|said|ring|rang|warn|"
            r"warned)(?: to)? (?:the |our |my |him|her|them|both|that )?(?:\w+ ){0,3}?(?:no\b|"
            r"that (?:we|i|it|the|he|she|they)|we (?:would|will|can|could|are|do)|it (?:would|will|is|"
            r"was)|they|why|not|:|i (?:am|would|will|have))",
            r"\b(?:against|over) (?:the|my|our|his|her) (?:boss|ceo|founder|director|cto|advice|wish|"
            r"will|head|sales|lead|manager)\b|\bsaid no\b|\bi would say (?:so|no)\b|\bnot what (?:the|"
            r"sales|growth|he|she|they|my)\b",
            r"\b(?:sales|growth|the vendor|the ceo|he|she|they|support|marketing|the board|my boss|"
            r"the founder|legal|the director|the city)\b.{2,60}?\b(?:is wrong|are wrong|was wrong|"
            r"were wrong|will not (?:like|get)|not enough|i do not (?:agree|believe|think)|i would not|"
            r"i did not|but i|i said|and i said)\b",
            r"^(?:no[,.]|no -)|\bi do not (?:agree|buy|accept|believe (?:that|the|it))\b|"
            r"\bi would not (?:sign|bring|promise|lose time|let|do it for)\b|\beven if (?:the|sales|"
            r"growth|she|he|they|it)\b.{0,40}\b(?:wants?|significant|asks?|says?|insists?)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:would have|costs?|lose|worse|wrong|not enough|instead|offered|rather|two reasons|"
            r"reason)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"^no, (?:wait|sorry|actually|hang on|well)\b",
            r"\bi (?:do|did|would|will) not accept any\b",
            r"\b(?:say(?:ing)? no is|the data-driven no|not now|yes,? if|no is delivered|every yes|"
            r"respectfully disagree when|disagree and commit|help me understand|i am not afraid)\b",
            r"\bi would tell (?:the |my |our )?team about\b",
        ),
        deniable=False,
    ),
    Detector(
        "meets-resistance",
        cues=patterns(
            r"\b(?:<role>|he|she|they|\w+|two of them|one of them|everybody|"
            r"some) (?:\w+ ){0,2}?(?:was against|were against|objected|refused|did not want|resisted|"
            r"fought|escalated|complained|was angry|were angry|were furious|was furious|said no|"
            r"disagreed|pushed back|protested|hated|wanted all|called (?:it|me|us)|told me (?:no|it|"
            r"that)|would not (?:sign|agree|hear|move)|"
            r"did not (?:like|believe|trust|agree|sign|buy|see)|was not (?:happy|convinced)|"
            r"were not (?:happy|convinced)|laughed|walked out|wrote to the director|"
            r"would not hear of it|was scared|were scared|was dead against|went (?:to|over|behind)|"
            r"heard|thought i|thought it was|argued|insisted|blocked|stopped|was insulted|threatened|"
            r"wanted (?:to|it|card|the))\b",
        ),
        shown=patterns(
            r"\b(?:was against|were against|objected|refused|resisted|complained|angry|furious|said no|"
            r"escalated|hated|disagreed|did not (?:like|want|believe|trust)|wanted|"
            r"insisted)\b.{0,120}?\b(?:i (?:offered|showed|went|took|sat|asked|made|said|called|wrote|"
            r"invited|gave|brought|told|held|let|put|promised|agreed|listened|started|explained)|"
            r"so (?:i|we) )",
        ),
        companions=patterns(
            r"\b(?:so i|i (?:offered|showed|went|took|sat|asked|made|said|called|wrote|invited|gave|"
            r"brought|told|held|let|put|promised|agreed|listened|proposed|answered))\b"
        ),
        story_only=True,
        vetoes=patterns(
            r"\b(?:some resistance|resistance to change|stakeholders were|everybody was on board)\b",
            r"\b(?:customers?|users?|patients?) (?:complained|did not like)\b.{0,15}$",
            r"\bi (?:would|will)\b",
        ),
        deniable=False,
    ),
    Detector(
        "owns-outcome",
        cues=patterns(
            r"\bwhat i (?:would|should|could) (?:do|have done) (?:better|differently)\b",
            r"\bi (?:will )?own (?:that|this|it)\b|\bi (?:had been|was|got it) wrong\b|"
            r"\bi made the \w+ that (?:hid|broke|caused|led)\b",
            r"\b(?:my|our own|was my|is my) (?:mistake|fault|error|responsibility|call|doing|failure|"
            r"blind spot|decision|price|omission|name (?:is|was|on))\b|\bthat (?:is|was|one is|"
            r"one was) (?:on )?(?:me|mine|us)\b|\bit is (?:on us|us who|my name|mine)\b|"
            r"\bthat is on us\b",
            r"\bi (?:should have|ought to have|could have (?:asked|checked|looked|seen|known|pushed|"
            r"done)|was wrong|got (?:it|that|this) wrong|missed|had missed|failed|overlooked|broke|"
            r"misjudged|misread|underestimated|forgot|had forgotten|had not (?:looked|checked|asked|"
            r"seen|thought)|never (?:looked|asked|checked)|did not (?:look|check|ask|see|think|do)|"
            r"refused on taste|had been drifting|regret|blame myself|chose wrong|waited too long)\b",
            r"\bi (?:take|took|accept|carry|bear|own|owned|would take|will take|would own) (?:the |"
            r"full |this |that |it )?(?:blame|responsibility|it on me|consequences?|result|outcome|that|"
            r"number|the \w+ on me)\b|\bi (?:apologi[sz]ed|signed|put my name|answered the letters|"
            r"paid for|told (?:him|her|them|the \w+) (?:he|she|they) (?:had been|was|were) right)\b",
            r"\bwhat i (?:did not do|should have|got wrong|missed|would do differently)\b|"
            r"\b(?:shouldn't have|should not have)\b|\bi would (?:tell|ring|call|"
            r"go to) (?:\w+ ){1,3}(?:myself|in person)\b|\bmyself\b.{0,4}$|\bmy (?:own )?(?:head|"
            r"neck) on\b|\bi would answer for\b|\bnot (?:sales'|the team's|engineering's) (?:fault|"
            r"problem)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:cost|lost|left|because|afternoon|since|wrong|told|so i|after that|had|in front of|"
            r"weeks?|months?)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:take ownership|strong ownership|sense of ownership|ownership mindset|"
            r"end-to-end ownership|not my (?:fault|mistake|call|decision))\b"
        ),
        deniable=True,
    ),
    Detector(
        "changed-practice",
        cues=patterns(
            r"\b(?:since then|ever since|from then on|from that day|after that|these days|nowadays|"
            r"today|now)\b.{0,40}?\b(?:i|we|every|each|no|always|never|they|it|new|rule|run|runs|"
            r"part of|our|the)\b.{3,}",
            r"\bsince then (?:no|every|each|i|we|nobody|the|all)\b.{4,}",
            r"\b(?:i|we) now \w+|\bnow (?:i|we|in our|the \w+ (?:runs?|has|have|is)|rule|every|"
            r"there is)\b|\b(?:has|have) been (?:in|part of) our\b|\bnow in our\b|\bnow rule\b|"
            r"\bi still \w+.{3,60}\bbut\b|\bi do it every\b|\bi no longer\b|\bwe no longer\b|"
            r"\bruns? (?:now )?(?:every|each) (?:night|week|day|month)\b|\bnow (?:run )?weekly\b",
            r"\bwhat (?:i do|i have|is|has been) (?:differently|different|changed) (?:since|now|is)\b|"
            r"\bwhat is different since\b|\b(?:i learned|i have learned|lesson|learning|"
            r"follow-up)[:.,]? .{3,80}?\b(?:every|each|before|now|per|first|no \w+ without|template|"
            r"weekly|rule|with a|who)\b",
            r"\bbefore i .{3,60}\bi (?:now |always |first )?(?:search|ask|check|read|call|write|look|"
            r"sit|test|show)\b",
        ),
        companions=patterns(
            r"\b(?:every|each|before|weekly|per|first|without|template|alert|checklist|list|names?|"
            r"same day|thursday|monday|friday|rule)\b"
        ),
        number_shows=True,
        story_only=True,
        vetoes=patterns(
            r"\b(?:i (?:now )?always (?:listen|build with|communicate|try|keep|put the user|involve)|"
            r"communication is|better communicator|importance of|stay(?:ed)? flexible|remain flexible|"
            r"listen to (?:data|users|customers)|one should)\b",
            r"\bi would\b",
        ),
        deniable=False,
    ),
)
