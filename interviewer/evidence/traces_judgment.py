"""Traces of judgment: a stance that is held, what it costs, and choices left to others or to time."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.flags import BY_DIFFICULTY, HANDS_OVER, TARGETS_MODEL, UNDECIDED
from interviewer.evidence.lexicon import pattern
from interviewer.evidence.trace import Trace
from interviewer.model.words import Dimension

JUDGMENT_TRACES: Final[tuple[Trace, ...]] = (
    Trace(
        "choice-stated",
        (Dimension.JUDGMENT,),
        "a choice in the first person",
        pattern(
            r"\b<iwill> (?:not |never |only |also |rather |therefore |still |always )?<decide>\b|"
            r"\bi <decided>\b|\b(?:decision|recommendation|my (?:call|choice|answer)|proposal|took|"
            r"chose|do|build|first bet|bet|plan|pick|optimi[sz]e for|so no|no to|go with|went with|"
            r"i take|i pick|i choose|stay with|keep|kill|stop|drop|ship) ?[:=(]"
        ),
    ),
    Trace(
        "cost-weighed",
        (Dimension.JUDGMENT,),
        "what it costs",
        pattern(
            r"\b(?:what (?:we|i|they|you) (?:lose|give up|pay|lost)|the (?:price|cost|downside|"
            r"drawback|catch|loss) (?:is|was|of|:)|price:|costs? ?[:=]|cost(?:s|ed)? (?:us|me|them|him"
            r"|her|the|about|roughly|a|one|two|three|four|five|\d)|i (?:would )?(?:accept|accepted|"
            r"swallow|live with|lived with|tolerate|take the (?:hit|loss))|accept(?:ed|ing)? (?:that|"
            r"the|a|this|fewer|less|more|lower|higher)|at the expense|gives? up|giving up|gave up|"
            r"in exchange|in return|worse (?:for|off)|will (?:not|hardly) (?:like|be (?:happy|pleased|"
            r"amused))|will (?:object|complain|grumble|hate|be (?:cross|angry|unhappy|annoyed))|"
            r"unhappy|annoyed|that hurts?|loses? (?:us|a|the|some|about|\d)|we lose|lost (?:us|me|the|"
            r"a|about|one|two|\d)|foregone?|forgone|sacrific\w+|slower|later for|trade(?:d|s)?[- ]?off"
            r"|worth (?:it|the)|expensive|dearer)\b"
        ),
    ),
    Trace(
        "option-refused",
        (Dimension.JUDGMENT,),
        "something left out or refused",
        pattern(
            r"\b(?:not (?:using|building|doing|for|yet|now|the|a|an|in|this|before)|no [a-z]+ (?:yet|"
            r"before|until|in)|without the|instead of|rather than|over the|against|declined?|rejected|"
            r"refused?|ruled out|turned down|said no|say no|will not|would not|not \w+ing|leave out|"
            r"left out|left behind|out of scope|skip(?:ped)?|drop(?:ped)?|cut|stays out|stay out|"
            r"second|last)\b.{0,80}?(?:\b(?:because|since|as|so|it|they|for|that|which|until|"
            r"because)\b|[:(;-])"
        ),
    ),
    Trace(
        "condition-set",
        (Dimension.JUDGMENT,),
        "what happens if it goes wrong",
        pattern(
            r"\bif (?:not|it|they|this|that|the|a|an|more|less|fewer|under|over|above|below|nobody|by|"
            r"after|we|i|\w+)\b.{3,120}?(?:\b(?:then|stop|stops|revert|reverts|roll(?:s)? back|back to"
            r"|hold|pause|kill|drop|switch|off|cancel|end|give it up|i was wrong|i am wrong|"
            r"would be wrong|reverse|undo|return|goes|go|pull|cut|widen|extend|ship|launch|keep|"
            r"retrain|sunset|take it|close|i stop|we stop)\b|->|[:,])|\bunder \d.{2,60}(?:stop|kill|"
            r"off|end|pull)|\bunless\b|\buntil (?:it|they|the|we|i|\w+ (?:is|are|has|have))\b|"
            r"\bstop (?:if|when|rule|at|early)\b|\bfallback\b|\brollback\b"
        ),
    ),
    Trace(
        "limited",
        (Dimension.JUDGMENT,),
        "a limit to what is done",
        pattern(
            r"\b(?:only (?:for|in|the|those|accounts|one|two|three|\w+s)\b|no more than|at most|"
            r"max(?:imum)?\b|up to \d|for (?:two|three|four|six|eight|\d+) (?:days|weeks|months)|"
            r"until \w+|not (?:all|every|everybody|everyone|everything|the whole)|one (?:site|shop|"
            r"region|depot|team|ward|country|market|branch) (?:first|only)|two (?:sites|shops|regions|"
            r"wards|markets)|half (?:of )?the|the rest (?:stay|wait|keep|follow)\w*|others? (?:stay|"
            r"wait|keep)|cap(?:ped)?\b|narrow\w*|small(?:er)? (?:group|part|share))"
        ),
    ),
    Trace(
        "loss-accepted",
        (Dimension.JUDGMENT,),
        "a loss that is accepted",
        pattern(
            r"\b(?:accepted|i accept|we accept|accept (?:that|this|it|the|a|some|fewer|less|more)|"
            r"live with|price (?:we|i|of|is|was)|in exchange|at the price|half of what|only \d+%|"
            r"less than (?:i|we) (?:promised|hoped|planned)|not free|hits? (?:some|a few|people|those)"
            r"|(?:will|would) (?:see|get|have|wait|lose|pay|take) (?:a |the |their |it |"
            r"them )?(?:later|longer|less|fewer|more|slower|worse)|saves? less|earns? (?:less|nothing)"
            r"|(?:lose|loses|lost) (?:some|a few|about|roughly|the|a|\d))\b"
        ),
    ),
    Trace(
        "others-heard",
        (Dimension.JUDGMENT,),
        "what others would say to it",
        pattern(
            r"\b(?:(?:he|she|they|sales|legal|finance|engineering|my (?:manager|boss|director)|"
            r"the \w+) (?:is|are|was|were|has|have|had) (?:\w+ )?(?:right|a point|not wrong|afraid|"
            r"worried)|their (?:reason|argument|point|fear|worry)|his (?:reason|argument|point|fear)|"
            r"her (?:reason|argument|point|fear)|fair (?:point|enough|objection)|i understand why|"
            r"i see why|to be fair|admittedly|granted|it is true that|(?:he|she|they|sales|marketing|"
            r"compliance|finance) (?:will|would) (?:not like|object|complain|hate|be|say|argue|push|"
            r"ask))\b"
        ),
    ),
    Trace(
        "learnt",
        (Dimension.JUDGMENT,),
        "what was learnt or got wrong",
        pattern(
            r"\b(?:since then|ever since|these days|today i|now i|next time|i learn(?:ed|t)|"
            r"what i (?:took|learned|got wrong)|i (?:was|am) wrong|i (?:should|could) have|"
            r"i had (?:not|underestimated|missed|assumed|promised)|my (?:mistake|fault|error)|"
            r"not solved|still (?:not|open|unsolved)|do (?:it )?differently)\b"
        ),
    ),
    Trace(
        "stance-held",
        (Dimension.JUDGMENT,),
        "a stance that is held",
        pattern(
            r"\b(?:landed on|settled (?:on|for)|went for|opted for|came down on|held (?:the|my|"
            r"our) (?:position|line|ground)|stood by|stuck (?:with|to)|(?:so|then|hence) (?:no|yes|"
            r"not)\b|(?:it is|it was|that is|is|was) (?:a )?(?:no|yes)\b|yes .{2,50}\bno\b|"
            r"no .{2,50}\byes\b|^(?:no|yes|not)\b|asked (?:for|to)|insisted|demanded|proposed|"
            r"pushed (?:for|to)|my (?:call|decision|recommendation|proposal|condition|line)|"
            r"decision (?:owner|was mine|\()|steer on|the (?:first|only) (?:thing|step|bet|release)|"
            r"first bet|for now|until then|in the meantime|meanwhile|at once|the same day|"
            r"immediately)\b"
        ),
    ),
    Trace(
        "left-out",
        (Dimension.JUDGMENT,),
        "something refused at once",
        pattern(
            r"^(?:not|no|never|without) \w+|\bnobody (?:gets|is|launches|touches|should)\b|"
            r"\b(?:declined|rejected|ruled out|dismissed|out of scope|not (?:doing|building|using|"
            r"touching|worth|ours to)|will not do|do not (?:build|sell|send|touch|switch|launch|ship|"
            r"do|add|use)|is not what|(?:would|will|did) not (?:help|solve|fix|change|touch|do|build|"
            r"ship|launch|add|send|let|give|sell|buy|accept)|stays? (?:out|off|as it is|closed|manual)"
            r"|left out|leave out|skip|later, not|not now|no (?:second|separate|new|extra|more))\b"
        ),
    ),
    Trace(
        "said-to-somebody",
        (Dimension.JUDGMENT,),
        "what you told somebody",
        pattern(
            r"\bi (?:\w+ )?(?:(?:told|asked|wrote to|called|rang|phoned|went to|showed|warned|"
            r"promised) (?:the|him|her|them|my|our|a|every|each|both|all)|"
            r"said (?:no|yes|so to|to|that|stop|i|it|this|we)|"
            r"apologi[sz]ed|offered|insisted|argued|refused|admitted)\b"
        ),
    ),
    Trace(
        "own-part",
        (Dimension.JUDGMENT,),
        "your own part in it",
        pattern(
            r"\b(?:my (?:fault|mistake|error|call|decision|job|doing|responsibility|own)|i (?:was|"
            r"am) (?:wrong|to blame|responsible|accountable|late)|i (?:should|could) have|"
            r"i would (?:do|say|ask|go|start|decide) .{0,30}(?:differently|earlier|sooner)|"
            r"i (?:had )?(?:missed|misread|misjudged|underestimated|overlooked|failed|forgot|"
            r"got it wrong|owed|apologi[sz]ed)|owner(?: of \w+ \w+)?: ?me|i own|on me|i answer for|"
            r"i signed|i told (?:him|her|them|the|my)|i said (?:no|so|that|to|stop)|since then i|"
            r"these days i|now i (?:always|never|first)?|i now|ever since|next time i|should've)\b"
        ),
    ),
    Trace(
        "others-resist",
        (Dimension.JUDGMENT,),
        "somebody against it",
        pattern(
            r"\b(?:<role>|they|he|she|sales|marketing|legal|finance|compliance|engineering|everybody|"
            r"the board|my manager|my boss|nobody) (?:\w+ ){0,2}?(?:objected|refused|disagreed|argued|"
            r"wanted|was against|were against|pushed|insisted|resisted|said no|hated|protested|"
            r"complained|feared|did not (?:like|want|agree|believe)|was (?:angry|furious|not happy|"
            r"unhappy|right)|were (?:angry|right|unhappy)|had a point|threatened)\b|\bpushback\b|"
            r"\bobjections?\b|\bwho objects\b|\bagainst (?:me|it|this)\b"
        ),
    ),
    Trace(
        "left-open",
        (Dimension.JUDGMENT,),
        "a choice left open",
        UNDECIDED,
        against=True,
    ),
    Trace(
        "handed-over",
        (Dimension.JUDGMENT,),
        "a choice handed over",
        HANDS_OVER,
        against=True,
    ),
    Trace(
        "ends-by-itself",
        (Dimension.JUDGMENT,),
        "things that happened by themselves",
        pattern(
            r"\b(?:it was (?:\w+ )?(?:agreed|decided|felt|concluded|approved)|was (?:eventually|"
            r"finally|in the end) \w+|in the end (?:it|they|we all|the \w+) (?:went|seemed|came|was|"
            r"were|took|decided|did)|came up by chance|let it run|left it (?:at that|as it was|there|"
            r"with)|left the \w+ as (?:it|they) (?:was|were)|the matter ended|ended there|"
            r"nobody (?:had )?told me|i (?:do|did) not know (?:what|which|how) (?:they|he|she|it)|"
            r"not sure (?:which|what|whether) (?:one )?(?:they|he|she|it)|moved (?:on )?to (?:another|"
            r"a different|the) (?:\w+ )?(?:project|team|department|company)|somebody else|for later|"
            r"over time|in due course|at a later (?:stage|date|point)|as (?:needed|appropriate|"
            r"required)|where (?:possible|needed|appropriate)|some (?:capacity|time|improvements?|"
            r"changes|kind of)|to be (?:agreed|defined|decided|discussed|determined)|tbd)\b"
        ),
        against=True,
    ),
    Trace(
        "options-floated",
        (Dimension.JUDGMENT,),
        "things that could be done",
        pattern(
            r"\b(?:could|might|maybe|perhaps|possibly) (?:also )?(?:be |do |add |have |try |use |"
            r"offer |include |build |we |one |a )|\bone could\b|\byou could\b|\bwe could\b|"
            r"\bor (?:perhaps|maybe)\b|\band maybe\b|\bsomething (?:like|with)\b|\bpotentially\b"
        ),
        against=True,
    ),
    Trace(
        "ordered-by-difficulty",
        (Dimension.JUDGMENT,),
        "an order by difficulty",
        BY_DIFFICULTY,
        against=True,
    ),
    Trace(
        "aims-at-model",
        (Dimension.JUDGMENT, Dimension.RIGOR),
        "the model's score as the aim",
        TARGETS_MODEL,
        against=True,
    ),
    Trace(
        "impression-only",
        (Dimension.JUDGMENT, Dimension.RIGOR),
        "a result by impression",
        pattern(
            r"\b(?:i (?:think|believe|feel|guess|suppose|imagine|am sure|would say) (?:that )?(?:it|"
            r"this|that|things|they|everybody|everyone|the \w+(?: \w+)?) (?:\w+ )?(?:went|is|was|are|"
            r"were|works?|worked|helped|improved|got|came|liked?|has|have|will be)\b|(?:everybody|"
            r"everyone|people|they|he|she|users|customers|the team) (?:\w+ )?(?:says?|said|told (?:me|"
            r"us)|seem(?:ed|s)?|liked?|loved?|was|were|are|is) (?:\w+ )?(?:so|that (?:it|the)|happy|"
            r"happier|pleased|satisfied|content|better|great|very|positive|it|grateful|quieter)\b|"
            r"well received|positive (?:feedback|response|reaction)|feedback (?:was|has been|"
            r"is) (?:\w+ )?(?:good|positive)|(?:clearly|noticeably|visibly|considerably|significantly|"
            r"markedly|certainly|a lot|much|slightly|somewhat|definitely) (?:better|improved?|faster|"
            r"higher|lower|happier|calmer|less|more|fewer|reduced|down|up|increased)|(?:improved|"
            r"reduced|increased|down|up|better|calmer|fell|rose|dropped) (?:considerably|noticeably|"
            r"significantly|visibly|a lot|markedly|substantially|somewhat|over the following|over time"
            r"|on both sides)|no (?:major |big |serious )?(?:complaints?|problems?)\b|(?:fewer|"
            r"less) complaints|the mood|good enough|went (?:fine|well|smoothly|ok)|worked (?:well|fine"
            r"|out)|seems? to (?:work|be working|have worked)|keep an eye|see how (?:it|they|people)|"
            r"and see\b|monitor(?:ed|ing)? (?:it )?closely|(?:reviewed?|checked?|looked at) (?:monthly"
            r"|weekly|regularly|quarterly)|in the right direction|satisfaction|nps|feel (?:happier|"
            r"better))\b"
        ),
        against=True,
    ),
)
