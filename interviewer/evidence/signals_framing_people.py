"""What framing sounds like about people: who they are, when it bites, what they need and stand to lose."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

_EVERYBODY = (
    r"\b(?:everybody|everyone|all (?:users|customers|people|kinds of)|anyone who|any user|all of our|"
    r"clear user segments?)\b"
)
_COLLEAGUES = (
    r"\b(?:stakeholders|growth|leadership|management|the team|the engineers|the board|the ceo|"
    r"data scientists?|the business|engineering)"
    r" (?:\w+ )?(?:wants?|needs?|has to|have to|would like|expects?)\b"
)

_MEASURED = (
    r"\b(?:compar(?:e|ed|es|ing)|by (?:lot|coin|random)|coin[- ]flip|randomly|drawn|baseline|cohorts?|"
    r"i (?:would )?(?:take|count|split|sort|sample) (?:the |those |all )?(?:people|users|customers)|"
    r"(?:count|look at|see) how many|opinion of|sort them)\b"
)
"""People who are only counted: a sample, not somebody with a need."""
_SCHEDULED = (
    r"\b(?:until|till|by|since|from|for|promised for|last|this|next|each|every|came on) (?:january|"
    r"february|march|"
    r"april|june|july|august|september|october|november|december|spring|summer|autumn|winter|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)s?\b"
)
"""A date in a plan: no moment in somebody's life."""

PEOPLE: Final[tuple[Detector, ...]] = (
    Detector(
        "names-user-segment",
        cues=patterns(
            r"\b(?:<people>|those|the ones?|somebody|someone|anybody|the group|one) (?:who|whose|"
            r"that (?:have|has|are|is|do|live|work|pay|use|"
            r"ordered|came|buy|sell|earn|run)|with (?!the|our|that|this|them|it|us)|without|on (?:a|the|"
            r"low|night|shift|hourly|minimum)|living|working|paid|earning|renting|running|"
            r"aged|under \d|over \d|above \d|below \d|between \d|of items|in their)\b",
            r"\b(?:first-time|part-time|part-timers?|night-shift|night|low-income|goal-driven|small|"
            r"single-|independent|young|elderly|older|"
            r"newly|self-employed|one-\w+|two-\w+|\w+-(?:person|driven|based|aged|speaking|man|woman)|"
            r"rural|district|new|returning|casual|heavy|"
            r"vintage|private|local|regular) (?:\w+ )?(?:<people>|shops?|places?|businesses|firms|"
            r"companies)\b",
            r"\b(?:who|users?(?: for me)?|target(?: users?| group)?|for whom|segment|audience)(?: (?:is|"
            r"are|would be))? ?[:=] ?\w",
            r"<iwill> (?:take|pick|focus on|choose|start with|begin with|build for|design for|look at|"
            r"go for) (?:the |those |only )?(?:\w+ ){0,2}<people>\b",
            r"\b(?:with|of|over|under|between) <fig>(?: (?:to|and) \w+)? (?:seats|chairs|flats|staff|"
            r"employees|part-timers|people|students|rooms|beds|"
            r"trucks|vans|seats|tables|users|listings|items)\b",
            r"\b(?:users|customers|buyers|sellers|people|tenants|clients) (?:sleeping|living|working|"
            r"travelling|sitting|waiting|coming|looking|arriving|commuting) (?:\w+ ){0,4}",
            r"\bi (?:am|was|would be) (?:really )?(?:building|designing|doing (?:it|this)) (?:it |this "
            r")?for\b|"
            r"\bwho (?:it|this|that) (?:is|was)(?: really| actually| supposed)?(?: to (?:work|be))? for\b|"
            r"\bwho (?:lost|loses|pays|suffers|carries|is not (?:coming|here)|needs (?:it|this|\w+))\b",
            r"\b(?:it|that|this|they|these|those|one|the one percent) (?:is|are|was|were) (?:mostly |"
            r"really |often |"
            r"a |an |the |someone |somebody )*(?:\w+ )?<people> (?:who|whose|that|with|without|in|on|at|of|"
            r"over|under)\b",
            r"\bfor the \w+(?:-\w+)? (?:with|who|whose|of)\b|\bthe one (?:who|that|with)\b|"
            r"\bthat(?: second| first)? (?:group|place|one) is who\b",
        ),
        companions=patterns(
            r"<why>",
            r"\bnot (?:the|for|all|every|those|who)\b|\brather than\b|\binstead of\b|\bleave (?:her|him|"
            r"them) alone\b|\bso not\b",
            r"\b<they> (?:can ?not|never|have to|has to|need|needs|lose|loses|pay|pays|stay|stays|know|"
            r"knows|do not|does not)\b",
            r"<harm>",
            r"<iwill> (?:take|pick|focus|choose|start|build)",
        ),
        number_shows=True,
        vetoes=patterns(
            _EVERYBODY,
            r"\bdata scientists?\b|\bstakeholders?\b",
            _MEASURED,
            r"\bpersonas?\b|\bsegments? (?:such as|like|include)",
        ),
    ),
    Detector(
        "shows-user-moment",
        cues=patterns(
            r"<place>",
            r"<moment>",
            r"\b(?:think (?:of|about)|picture|imagine|take) (?:the |a |an |somebody |"
            r"someone )(?:\w+ ){0,3}<people>\b",
            r"\b(?:phones? in|stands? (?:in|at|there)|standing|sits? (?:in|at|there|down)|sitting|kneels?|"
            r"squeez\w+|rushing|hurr(?:y|ies)|opens? the (?:app|laptop|phone|box|letter|page|file))\b",
        ),
        companions=patterns(
            r"\b<they> (?:can ?not|\w+s|do not|does not|is|are|has|have|opens?|reads?|gives?|wants?|"
            r"types?|looks?|gets?|calls?|stand|sit|need|know|think|see|press|scroll|drive|wait|hear|"
            r"notice|try)\b",
            r"\b(?:she|he|her|his|they|you) ",
            r"\"",
        ),
        vetoes=patterns(
            r"\b(?:sprint|deploy\w*|release|standup|stand-up|steering|roadmap|dashboard|p9\d|meeting with|"
            r"review meeting|workshop)\b",
            r"\b(?:moments that matter|day in the life|user journey)\b",
            _MEASURED,
            _SCHEDULED,
            r"^(?!.*\b(?:<people>|she|he|her|his|they|you|nobody|somebody|it is|who|your)\b)",
        ),
    ),
    Detector(
        "names-user-need",
        cues=patterns(
            r"\b<they> (?:\w+ly |just |only |really |still |also |often |never |always )?(?:needs?|wants?|"
            r"wanted|needed|is trying|are trying|tries|struggles?|can ?not|could not|"
            r"do(?:es)? not (?:know|have|trust|want|see|care|lack|own|dare|understand|read|get|need|"
            r"notice|call|answer|finish|speak)|did not (?:know|have|trust|want|see|dare|understand)|"
            r"has no|have no|had no|has to|have to|had to|is afraid|are afraid|worries|worry|fears?|"
            r"forgets?|forgot|doubts?|chases?|hates?|shrugs?|lacks?|gives? up|gave up|"
            r"is not sure|are not sure|is unsure|is tired of|asks? (?:for|her|him|the|a)|asked for|wishes|"
            r"hopes|relies|rely|loses?|gains nothing|believes?|blames?|waits?|retypes?|types?|"
            r"guess(?:es)?|keeps?|must|dares?|notices?|only (?:wants?|needs?)|comes? (?:for|to|back)|"
            r"goes? (?:back|to)|reads?|remembers?|trusts?|cares?|looks? for|feels?)\b",
            r"\b(?:do|does|did) not (?:ring|call|use|open|buy|come|write|complain|leave|ask|tap|press|"
            r"cancel|answer|sign|read|install|skip)(?: \w+){0,3} because\b|\b(?:ring|rings|call|calls|"
            r"cancel|leave|ask|come|skip|stop|quit|drop)s? because\b",
            r"\bwhat (?:she|he|they|the \w+(?: \w+)?|people|(?:a|this|that) \w+) (?:really |actually |"
            r"is really )?(?:needs?|wants?|lacks?|is after|are after|loses?|could not do|cares? about|"
            r"buys?|pays? for|fears?)\b",
            r"\b(?:the|her|his|their|real|actual|whole|root) (?:need|problem|trouble|job|pain|difficulty|"
            r"worry|point|cause|obstacle|barrier|question)(?: \w+){0,4} (?:is|was)(?: not| that)? \w",
            r"\b<they> (?:says?|said|complains?|complained|writes?|wrote|tells? me|told me|is asking|are "
            r"asking|"
            r"kept asking|always asks?)(?: to me| in)?(?: and (?:says?|said))?,? (?:that )?(?:it|this|"
            r"that|they|she|he|"
            r"you|your|the|we|nobody|no|too|never|i)\b.{0,30}\b(?:too|not|never|no|nobody|always|again|"
            r"full|wrong|"
            r"slow|still|taken|can ?not|broken|hard|late)\b",
            r"\b(?:does|do|did|would) not (?:care (?:if|how|about|that)|wake up|want to (?:bother|be|wait|"
            r"ask|use|have)|"
            r"have (?:\w+ )?(?:a plan b|another|other|a choice|any)|dare|trust)\b",
            r"\b(?:he|she|they|who|<people>) (?:only |really )?cares? (?:if|that|about|<they>|whether)\b",
            r"\b(?:is|are|it is) there for (?:her|him|them)\b|\bno other way\b|\bwithout a choice\b",
            r"\bneed ?[:=] ?\w|\bproblem(?: i pick)? ?[:=] ?\w",
            r"\b(?:kept|keeps|stops|prevents|stopped|holds) (?:her|him|them|people|\w+ers|"
            r"the \w+) (?:from|back)\b",
            r"\bnobody (?:told|asks?|asked|tells?|reads?|mounts|explains?|answers?|knows?|notices?|"
            r"trusts?)\b",
            r"\bdoes (?:she|he|it|the \w+) (?:know|need|want|trust)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:when|until|unless|if|before|after|whenever|every time)\b",
            r"<harm>",
            r"\bnot (?:a|the|because|more|few|another)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            _COLLEAGUES,
            r"\b(?:convenient|seamless|intuitive|fast and|easy[- ]to[- ]use|great experience|good results|"
            r"personali[sz]ed|user[- ]friendly|frictionless|time-consuming|data scientists?)\b",
            r"\b(?:understand|identify|define|research|explore|empathi[sz]e with|learn about|uncover|"
            r"map) (?:what |the |their |our |user )*(?:users?|customers?|people|needs?|pain)\b",
        ),
    ),
    Detector(
        "states-stake",
        cues=patterns(
            r"\b(?:we|they|i) (?:would |will )?(?:hear|read|learn|find out) (?:of |about )?(?:it|that|"
            r"this) (?:from|in) (?:the|a) (?:hospital|court|newspaper|paper|news|lawyer|police|press|"
            r"judge|union)\b",
            r"\b(?:<they>|somebody|someone|nobody|her|his|their|she|he|us|we|your|a \w+)\b.{0,50}?\b<harm>",
            r"\b<harm>.{0,40}?\b(?:her|him|them|us|their|his|somebody|someone|nobody|<people>)\b",
            r"\b(?:costs? (?:her|him|them|somebody|the \w+) |on (?:her|his|their) (?:own|bill|record|wage|"
            r"name)|gets? (?:the )?blame[sd]?|goes to (?:the )?(?:tax office|payroll|court|judge|"
            r"hospital)|"
            r"reach the tax office|somebody'?s (?:wage|sight|rent|life|job|house|child))\b",
            r"\b(?:somebody|someone|nobody) is (?:rent|wage|sight|life|job|house|child|money|food|salary|"
            r"health)\b",
            r"\bfor (?:them|her|him|these \w+|those \w+|an? <people>|the <people>|<people>),? (?:the \w+|"
            r"it|that|this|its|"
            r"\w+) (?:is|are|was|means?|meant)\b",
            r"\b(?:she|he|they|who|nobody|<people>|and|or|\w+ kids) (?:\w+ )?(?:stays?|stayed|stay) (?:at "
            r")?home\b",
            r"\b(?:gets?|got|eats?|ate|left with|goes? home with|sees?|finds?) (?:nothing|what is left|no "
            r"\w+)\b",
            r"\b<they> (?:does|do|did|can) not (?:come (?:back|to)|get (?:paid|operated|home|there|"
            r"treated|any|one|their|"
            r"her|his)|go to|reach|eat|sleep|work|pay|find out|know if|go back)\b",
            r"\b(?:their|her|his) (?:own )?(?:money|rent|food|wages?|job|child|kids|health|life|home)\b|"
            r"\b(?:month|week|day) of (?:food|rent|wages?|pay|salary)\b",
            r"\b(?:calls?|shouts?|comes?|goes?|falls?) (?:back )?(?:to|at|on) (?:her|him|them), not\b|"
            r"\bwho pays when\b|"
            r"\bgets? (?:told off|the blame|shouted at|hurt|nothing)\b|\bwithout (?:brakes?|a ticket|"
            r"ticket|food|"
            r"heating|power|water|pay|work|a job)\b|\bin front of (?:the|a|their|her|his) (?:\w+ "
            r")?(?:people|kids|"
            r"children|customers?|guests?|family|patients?|class)\b",
            r"\bone (?:wrong|rude|bad|missed|false) \w+ .{0,40}\b(?:gone|is|and|costs|means|ends)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:if|when|once|until|unless|after)\b",
            r"\b(?:gone for good|forever|never|in public|the same day|again)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:reduce|minimi[sz]e|mitigate|handle) (?:\w+ )?(?:complaints?|refunds?|risks?)\b",
            r"\b(?:crash rate|waste of time to|complaint ticket|no complaints?|fear of missing)\b",
            r"\b(?:first complaint|one complaint|a complaint|complaints? (?:per|above|below|rate|come|"
            r"come back|go)|no "
            r"discussion|waste by|not wasted|i lose|i would lose|we (?:would )?lose)\b",
            r"\b(?:sales|my boss|the boss|my manager|marketing|management|finance|the director|the cfo|"
            r"the ceo|my director)"
            r" (?:\w+ )?(?:will be|would be|was|were|got|is|are) (?:\w+ )?(?:angry|mad|furious|cross|"
            r"upset)\b",
            r"\bsession|\bmissing (?:data|values)|data scientists?\b",
        ),
    ),
)
