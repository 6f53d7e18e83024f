"""Traces of framing: people, what they lose, and what a thing really is."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.lexicon import pattern
from interviewer.evidence.trace import Trace
from interviewer.model.words import Dimension

FRAMING_TRACES: Final[tuple[Trace, ...]] = (
    Trace(
        "people-act",
        (Dimension.FRAMING,),
        "people who do, want or fear something",
        pattern(
            r"\b(?:she|he|they|nobody|somebody|someone|<people>|<person>|who|the one|those|"
            r"it) (?:\w+ ){0,2}?(?:reads?|closes?|opens?|hangs? up|rings?|calls?|shrugs?|fears?|"
            r"trusts?|waits?|stands?|sits?|drives?|walks?|loses?|pays?|forgets?|remembers?|hides?|"
            r"gives? up|gave up|switch(?:es|ed)?|turns?|stops?|stopped|leaves?|left|asks?|asked|"
            r"believes?|believed|notic(?:es|ed)|expects?|expected|knows?|knew|cares?|wants?|wanted|"
            r"needs?|needed|worr(?:y|ies|ied)|dreads?|gets?|got|has to|have to|had to|can not|"
            r"could not|does not|do not|did not|never|types?|copies|copied|carries|learns?|learnt|"
            r"learned|sees?|saw|hears?|heard|feels?|felt|thinks?|thought|blames?|ignores?|ignored|"
            r"clicks?|press(?:es)?|throws?|prints?|hands?|chooses?|buys?|sells?)\b"
        ),
    ),
    Trace(
        "harm-named",
        (Dimension.FRAMING,),
        "a loss or harm to somebody",
        pattern(r"\b<harm>\b"),
    ),
    Trace(
        "group-told-apart",
        (Dimension.FRAMING,),
        "people picked out by a property",
        pattern(
            r"\b(?:those|people|the ones|customers|users|somebody|someone|anyone|<people>|"
            r"<person>) (?:who|whose|that|with|without|in|on|under|over|of|above|below|aged)\b|"
            r"\bfirst[- ]time\b|\bfor (?:the |a |an )?(?:\w+ )?(?:<people>|small|new|older|younger|"
            r"first)\b"
        ),
    ),
    Trace(
        "meaning-given",
        (Dimension.FRAMING,),
        "what it means, not what it looks like",
        pattern(
            r"\b(?:is|are|was|were) (?:therefore |simply |really |probably |in fact )?not (?:a |an |"
            r"the |about |because |that )?[^,.;:]{2,40}(?:[,;] ?(?:it is|it was|they are|but)|, it)\b|"
            r"\bnot (?:because|that|to|for|about) [^,.;:]{3,50}[,;] ?(?:but|it|because)\b|"
            r"\bnot [^,.;:]{2,40},? but\b|\b(?:the (?:real|actual|true|larger|underlying|"
            r"deeper) (?:question|problem|issue|doubt|cause|matter|job|point)|what (?:is|"
            r"was) (?:missing|really|actually|behind|wrong)|(?:hides?|hiding|hidden|masks?|"
            r"behind) (?:a|an|the|this|that|these|two|three|it)|stands? for|means? (?:two|three|"
            r"different|something)|can mean|could mean|might mean|(?:two|three|four|several) (?:very |"
            r"quite |entirely )?(?:different )?(?:kinds|sorts|types|groups|populations|things|meanings"
            r"|reasons|people|barriers|problems|questions|parties|worlds|jobs|cases)|in other words|"
            r"comes? down to|(?:do|does|did|would) not (?:want|fear|need|mean|have|read|"
            r"see) (?:the same|different)|same (?:word|number|thing)s?|opposite|paradox|only (?:looks?"
            r"|seems?)|is a symptom|symptom|rather than (?:a|an|the|because)|the (?:problem|question|"
            r"point|goal|aim|objective|job|issue) (?:is|was) (?:not|therefore|then|to|that|who|whether"
            r"|how|what|:)|goal:|job:|problem ?[:=]|worried about|afraid of|fears?)\b"
        ),
    ),
    Trace(
        "people-met",
        (Dimension.FRAMING,),
        "people in it",
        pattern(r"\b(?:she|he|her|him|his|nobody|somebody|someone|<people>|<person>|<role>)\b"),
    ),
    Trace(
        "loss-told",
        (Dimension.FRAMING,),
        "what somebody loses by it",
        pattern(
            r"\b(?:stakes?|at stake|costs? (?:her|him|them|us|somebody|a|the|about|around)|"
            r"what it cost|loses?|lost|wrong (?:box|dose|figure|number|way|order|person|one)|"
            r"in hospital|half a day|for nothing|too late|unpaid|waste[sd]?|suffer\w*|worse (?:off|"
            r"information|for)|in danger|at risk|covered when|pays? for it|end up|ends up|"
            r"without (?:knowing|noticing|anyone)|nobody (?:notices?|noticed|knows?|knew|sees?|saw|"
            r"told|comes|came))\b"
        ),
    ),
    Trace(
        "people-counted",
        (Dimension.FRAMING,),
        "how many people it is",
        pattern(
            r"\b(?:\d[\d.,]*|<num>|most|half|some|few|one in \w+) (?:of (?:the|our|those|these|"
            r"them) )?(?:\w+ )??(?:<people>|companies|firms|shops|hospitals|schools|sites|families|"
            r"households|accounts|clinics|practices|branches|towns|cities|stores)\b"
        ),
    ),
    Trace(
        "said-what-it-is",
        (Dimension.FRAMING,),
        "what a thing really is",
        pattern(
            r"\bnot (?:equal|the same|independent|alike|one (?:thing|group|"
            r"problem))\b|\b(?:are|is) two (?:things|different)\b|\b(?:real|actual|true) (?:question|"
            r"rival|problem|issue|need|reason|job|cause|customer|user)\b|\bwhy (?:not|it|this|"
            r"that) (?:matter|the|is)\b|\b(?:blind spot|blame|wrong clock|wrong question|"
            r"wrong number)\b|\b(?:says|say|tells?|told) (?:us |me |you )?(?:more|less|nothing|"
            r"little) about\b|\b(?:used|read|taken|reading|using|taking) (?:it |the \w+ |this )?(?:as|"
            r"for) (?:a|an|the|proof|evidence|success)\b"
        ),
    ),
    Trace(
        "sides-set-apart",
        (Dimension.FRAMING,),
        "two sides set against each other",
        pattern(
            r"\b(?:while|whereas) (?:the|a|an|our|their|his|her|those|others?|most|some|<people>)\b|"
            r"\bfor (?:the other|others|them|her|him|us|the rest|the second|the first|the latter|"
            r"the former)\b|\bboth (?:sides|groups|camps|parties|of them|could|can|were|are)\b|"
            r"\beach (?:side|group|of them|party)\b|\b(?:two|three) (?:groups|sides|camps|kinds|sorts|"
            r"types|populations|parties)\b|\bthe (?:other|second|former|latter) (?:group|one|ones|side"
            r"|half|kind|sort|lot|camp)\b|\bfor (?:its|his|her|their) part\b|\b(?:one|"
            r"some) .{3,40}, (?:the other|others)\b|\bnot the same (?:people|thing|problem|clauses|"
            r"need)"
        ),
    ),
    Trace(
        "read-differently",
        (Dimension.FRAMING,),
        "a figure or a matter read differently",
        pattern(
            r"\b(?:means?|meant|meaning) (?:that )?(?:\d|one in|half|a third|two|three|they|it|nobody|"
            r"somebody|the|a )|\b(?:is|are|was|were) not (?:so much|really|just|only|noise|"
            r"the (?:problem|point|question|issue|same|whole|matter)|a (?:failure|bug|problem|question"
            r"|matter)|about|how (?:much|many)|what (?:it|they))\b|\b(?:what|"
            r"the thing that) (?:worried|worries|bothered|bothers|scares|scared|struck|matters?|"
            r"mattered|counts|counted) (?:me |us |most |here )?|\bthe (?:aim|goal|danger|risk|point|"
            r"trap|catch|irony|question|trouble|mistake) (?:is|was|here|,|:)|\buseless\b|\b(?:sounds?|"
            r"looks?|looked|sounded) (?:mild|fine|good|bad|tiny|small|big|like a)\b|\bthe (?:question|"
            r"number|figure|average|percentage|metric|dashboard|word) (?:says?|said|hides?|hid|tells?|"
            r"shows?|does not|counts?|measures?)\b|\bwhy (?:do|does|did|would|should|are|is)\b|"
            r"\b(?:depends?|depended) (?:on|upon) (?:it|them|her|him|who)\b|\binstead of (?:the|a|an|"
            r"\w+ing)\b"
        ),
    ),
    Trace(
        "aim-for-people",
        (Dimension.FRAMING,),
        "what people should be able to do",
        pattern(
            r"\b(?:so that|until|before|without) (?:she|he|they|nobody|somebody|people|<people>|"
            r"the \w+) (?:\w+ )?(?:can|could|has|have|had|know|knows|get|gets|needs?|never|does|do|did"
            r"|ever)\b|\b(?:the|our|my|one) (?:goal|aim|job|objective|outcome|purpose|"
            r"point)\b.{0,20}\b(?:is|was|:|=)|\bgoal ?[:=]|\bsuccess (?:means|is|for)\b|\bi (?:want|"
            r"wanted) (?:her|him|them|the|people|every|each|a|nobody)\b"
        ),
    ),
    Trace(
        "users-in-general",
        (Dimension.FRAMING, Dimension.RIGOR),
        "users in general",
        pattern(
            r"\b(?:(?:all|our|the|most|many) (?:users|customers|people) (?:want|need|expect|like|love|"
            r"value|prefer) (?:a |an |more |better |good |the )|users? (?:experience|needs?|journey|"
            r"base|engagement)|pain points?|friction(?:less)?|seamless\w*|personali[sz]\w+|engagement|"
            r"value proposition|customer (?:satisfaction|experience|needs)|delight\w*|relevant content"
            r"|different (?:users|user groups|segments|needs)|all (?:users|customers|stakeholders)|"
            r"competitors?|market (?:share|leader|research))\b"
        ),
        against=True,
    ),
    Trace(
        "process-steps",
        (Dimension.FRAMING, Dimension.JUDGMENT),
        "meetings and process",
        pattern(
            r"\b(?:facilitat\w+|workshops?|working groups?|task ?forces?|steering \w+|round ?tables?|"
            r"off-?sites?|alignment|war room|raised (?:it|this|that|the (?:matter|issue|point|topic|"
            r"concern)|my concerns?)|brought everyone|bring everyone|present(?:ed)? the options|"
            r"set(?:ting)? up (?:a |an )?(?:regular|weekly|monthly|recurring) \w+|escalat\w+|"
            r"discuss(?:ed|ion|ions)? (?:it |this |that )?(?:with|among|between|internally)|"
            r"discussions with|gather (?:more )?(?:requirements|feedback|data|input)|"
            r"gathered (?:feedback|input|requirements)|collect(?:ed)? feedback|conduct(?:ed)? (?:a |"
            r"an |some |more |user )*(?:survey|interviews|research|analysis)|more research|"
            r"further (?:research|analysis|features|steps)|best practices?|"
            r"put together a (?:short )?(?:paper|deck|presentation|document)|involve (?:all|everyone|"
            r"them early)|bring (?:people|everybody) along|keep (?:everyone|everybody|"
            r"them) (?:informed|updated|in the loop))\b"
        ),
        against=True,
    ),
)
