"""What judgment sounds like in the choice itself: what is decided, over what, why, and at what price."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

_HANDED_OVER = (
    r"\b(?:let|leave it (?:to|for)|up to|for) (?:the )?(?:group|team|them|engineers?|"
    r"data scien\w+|stakeholders|leadership|management|legal|experts) (?:to )?(?:decide|choose|"
    r"pick|say|judge|agree|own)\b"
    r"|\b(?:it (?:really |all )?depends|hard to say|either (?:is|would be|way|option)|"
    r"could go either way|would not want to (?:commit|prejudge)|a bit of (?:each|both)|"
    r"see what sticks|whatever (?:they|the team|is|comes)|"
    r"happy to go either|both (?:have|are) (?:a point|valid|fine)|find (?:a|"
    r"the) (?:right )?(?:balance|middle|compromise))\b"
)
_PROCESS = (
    r"\b(?:align(?:ed|ing|ment)? |stakeholders?\b.{0,20}\bworkshop|workshop|survey (?:folks|"
    r"users|them)|gather (?:data|requirements|input|feedback)|brainstorm|scoring model|"
    r"decision framework|rice\b|co-create|prioriti[sz]ation (?:matrix|framework))"
)
_NOT_A_DECISION = (
    r"\b(?:should we (?:not )?(?:go|launch)|not accept any|would not (?:swear|favou?r|want to|mind|bet|say|"
    r"know|be surprised)|let us take|goal i take|i take to be|the one i would (?:pick|take|"
    r"choose) is (?:at|when|from)|held (?:\w+ )?(?:conversations|interviews|meetings|sessions)|"
    r"pulled \d|pulled (?:two|three|five) thousand|(?:we|i) would like\b|what (?:i|"
    r"we) would replace|let (?:a|the) .{3,40}(?:settle|decide)|most clicked|go and talk to|"
    r"i would bet (?:the|that|it|on)|in the \w+ phase)\b"
)

CHOICE: Final[tuple[Detector, ...]] = (
    Detector(
        "makes-decision",
        cues=patterns(
            r"\bi (?:asked|got|had|told (?:him|her|them)) (?:\w+ )?to (?:switch|turn|stop|take|pull|hold|"
            r"drop|cut|close|wait|postpone)\b",
            r"(?:^|[:;] ?)\(?1\)? ?(?:<act>|freeze|ban|block) \w",
            r"^no \w+(?: \w+)? (?:in|before|until|opens|for|on|by itself|this|without)\b",
            r"\b(?:so|and|then) (?:i|we) (?:stop|ship|keep|cut|drop|hold|launch|go|take|block|let|"
            r"switch)\b",
            r"\b<iwill> <decide>\b",
            r"\bi (?:\w+ly |then |also |simply |had |have )?<decided>\b",
            r"\b(?:i am|we are) (?:not )?(?:keeping|dropping|cutting|building|shipping|launching|"
            r"stopping|killing|going (?:with|for)|taking|leaving|closing|holding|picking|choosing|"
            r"moving|pulling|selling|turning|putting)\b",
            r"\bi (?:take|choose|go (?:with|for)|ship|stop|cut|kill|pick|hold|put (?!in place)|"
            r"do not (?:launch|ship|build)|refuse|keep|launch|build|drop|want to (?:keep|stop|launch|"
            r"ship)|am (?:against|for|not (?:building|launching|shipping|going))) ",
            r"\bmy (?:decision|choice|answer|call|pick|recommendation|vote|proposal|headline|"
            r"number) (?:is|was|would be|stands|:)",
            r"^(?:decision|recommendation|answer|choice|verdict|build|call|proposed \w+(?: \w+)?|number|"
            r"position|plan)(?: for me)? ?[:.=] ?\w",
            r"^(?:so |then |well |hence |therefore |short version: |ok |okay |right )*(?:kill (?:it|"
            r"that)|launch|ship|stop|no[,.] |no$|yes[,.] |yes$|keep|hold|not (?:the|for|yet|now|all|"
            r"this|like)|do not (?:launch|ship|build)|neither|buy \w+|roll back|turn it off|"
            r"switch (?:it )?off|i would not\b|start with (?:one|the|those))",
            r"^(?:-> )?(?:do|now|focus|plan|build|so)(?: this)?: ?(?!clarify|understand|align|a\b|"
            r"research)\w+|\bi do (?:this:|not (?!know|think|believe|have|see|want|understand))|"
            r"\bso no \w+|\bi (?:tell|told|say|said) (?:them|him|her|sales|it) .{0,12}\b(?:in the face|"
            r"no\b|straight|openly)|\b(?:back to|stays?|stay) (?:four|on|with|as it is)\b|\b(?:we|"
            r"i) (?:migrated|postponed|ignored|accepted|agreed to|went live|promised)\b",
            r"\b(?:it is|that is|it was) my (?:call|decision|responsibility)\b|\bi would (?:rather|"
            r"sooner) (?!know|not say|ask)",
            r"\b(?:-> |\u2192 )?chose \w+|\bwe (?:decided|chose|refused|stopped|shipped it|killed|cut|"
            r"went with|switched|do not build)\b",
            r"\b(?:so i|and i|then i|i) (?:said no|told (?:him|her|them|the|my|sales|\w+) (?:that |no\b|"
            r"we|i|it))",
            r"\bthe (?:board number|number|one number|answer|decision) (?:i (?:would )?(?:give|report|"
            r"show) (?:them )?)?is\b",
            r"\b(?:i would (?:not|never)|we (?:will|would) not|i (?:will|did) not) (?:build|launch|ship|"
            r"touch|do|use|take|sell|let|allow|promise|accept|show|put|give|switch|move|go|start|wait|"
            r"pay|add|send|automate|open|offer|change)\b",
            r"\b<iwill> (?:make (?!sure|an? informed)|report|judge|treat|count|use (?!rice|circles|"
            r"moscow|a framework)|give (?:them|the board)|adopt|propose|call (?:it|the|five|\w+ firms)|"
            r"ask (?:sales|them) to|group|separate|draft|install|supply|request|divide)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:rather than|instead of|and not|over the|even if|even though|although|not (?:the|a|"
            r"because|for))\b",
            r"\b(?:lose|cost|costs|price|give up|giving up|worse|accept)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            _HANDED_OVER,
            _PROCESS,
            _NOT_A_DECISION,
            r"\b(?:i could imagine|we could|could be|might be an option|options? (?:are|is|would)|"
            r"one option)\b",
            r"\b(?:easiest|lowest risk technically|quickest to market|cause they are easy)\b",
            r"\b(?:whatever|whichever) (?:\w+ ){1,3}(?:says?|wants?|picks?|decides?|prefers?)\b"
            r"|^(?:one|another) (?:more )?thing i would (?:add|say|mention)\b.{0,3}$"
            r"|\b(?:lets?|allows?) us (?:to )?(?:offer|have|do|get|keep) both\b"
            r"|^(?:so )?(?:let us |let me )?take (?:the |number )?(?:first|second|third|one|two)\b.{0,3}$"
            r"|\bi am not an? \w+(?:, and i would say so)?\b|^kill criteri(?:on|a)\b.{0,2}$"
            r"|^stopp(?:ing|ed)\b.{0,30}\bnot right\b",
            r"\bput (?:in place|(?:\w+ ){0,3}in the loop|(?:it|both|them|this|that) on (?:one |"
            r"a )?(?:page|slide))\b|\b(?:portfolio view|post-mortem|assessment|ethics board|monthly|"
            r"regular call|balanced decision|(?:circles|rice|star)\b|both as equal|as an incident|"
            r"a wide net)",
            r"\bi gave (?:all|both|them all) .{0,20}pros and cons\b|\bmy (?:answer|approach|"
            r"decision) would be guided\b|\bwould need to\b|\b(?:others|members|some|"
            r"they) .{0,30}\bthat we (?:should|would)\b",
            r"\b(?:rice score|highest score)\b",
        ),
        deniable=False,
    ),
    Detector(
        "names-rejected-option",
        cues=patterns(
            r"^(?:considered|rejected|dropped|ruled out|discarded|not chosen)[: ] ?(?:it|that|a|the|"
            r"this|because)?",
            r"\b(?:not|never|without) (?:building|build|launching|doing|shipping|using|going|adding|"
            r"buying|the (?:larger|big|whole|full)|a (?:chatbot|bot|bigger|larger|new)|another|fraud|"
            r"auto\w*)\b",
            r"\b(?:instead of|rather than|as opposed to|in place of|in preference to|sooner than) (?:a |"
            r"an |the |any |one |yet |another )?\w+",
            r"\b(?:i|we) (?:also |had |have |first |was |were )*(?:considered|thought (?:of|about)|"
            r"thinking (?:of|about)|could have|weighed|looked at|discussed|was tempted|wondered about)\b",
            r"\b(?:decided against|turned (?:\w+ ){0,3}down|turn (?:\w+ ){0,3}down|"
            r"ruled? (?:\w+ ){0,3}out|reject(?:ed|ing)?|dropped the idea|discard(?:ed)?|dismiss(?:ed)?|"
            r"off the table|is (?:out|dead)\b|would not help|is not an option|am not (?:building|doing|"
            r"going|launching))\b",
            r"\b(?:we|i|you|one) could (?:just |also |simply )?.{3,80}\b(?:i do not want|but|however|"
            r"no\b|that is not|except|though|only that)",
            r"\b(?:i|we) do not want (?:that|this|it|the|a)\b|\bi would (?:only|"
            r"just) be building it for\b",
            r"\bwhy not (?:the|a|an|just|keep|use|\w+ing|\d)?",
            r"\bwhat i would not do\b|\bneither (?:is|of|do|does|would|the)\b|\bnobody needs a\b|"
            r"\bno (?:model|app|bot|chatbot|ai|new \w+|dashboard)\b",
            r"\b(?:what (?:most|other|everybody|every) .{2,40}(?:do|does|reach for|builds?|has)|"
            r"the obvious (?:answer|move|choice|fix|thing)|the other (?:option|way|idea|choice)|"
            r"the alternative|it is what everybody does|people would (?:say|reach))\b",
            r"\b(?:i would leave (?:\w+ ){1,5}(?:out|alone)|leave (?:it|that|them|\w+ \w+) (?:out|"
            r"alone)|not (?:the )?\w+ either|one could|you could|we could|could have)\b.{0,80}\b(?:but|"
            r"not|alone|out|however|though)\b",
            r"\b(?:i would not|i will not|i did not|we did not|we will not|would not) (?:build|launch|"
            r"ship|touch|use|take|switch|promise|show|automate|offer|wait|do|search|start|go|stop)\b",
            r"\b(?:other|own|second|bigger|larger|full|old|freezing|stopping|pay|own box|switching|wait|"
            r"waiting|balcony|a share|a dashboard|vendor) ?\w*(?: \w+){0,3} ?(?:: | = )(?:too|no|three|"
            r"not|costs|we|who|says|provider|addr|then|slow)",
            r"\bnot (?:for everything|everywhere|all of (?:it|them)|the (?:larger|big|full|whole) \w+)\b",
            r"\b(?:full|the) \w+ is (?:dead|out|wrong|no good|not worth)\b|\bis not worth\b|\bnot worth\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:would have (?:been|taken|cost|had|meant)|takes (?:a|too|three|two)|costs|is just|"
            r"one ends up|can not|kills?|makes (?:it|disputes|them)|too (?:slow|dear|much|late|risky|"
            r"expensive)|lose|worse)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bthought about (?:this|that|it|these|those)\b.{0,20}\ba lot\b",
            r"\bi would not wait\b.{0,3}$|\bnot ship (?:it|this) and i would not stop\b",
            r"\b(?:we do not know|not a big effort|not a fluke|clicks, it is|we are a system|"
            r"not more than|not less than|not fewer)\b",
            r"\b(?:several options|many options|pros and cons|options (?:a|one|are)|all options|"
            r"evaluate (?:the )?(?:options|alternatives))\b",
            _HANDED_OVER,
            r"\b(?:not (?:a|an) (?:data|engineer|expert|lawyer|statistician|fan)|instead of (?:guessing|"
            r"opinions)|rather than (?:assum|guess)\w*|binary choice)\b",
        ),
        deniable=False,
    ),
    Detector(
        "gives-choice-reason",
        cues=patterns(
            r"^(?:the |my |main )?reasons?[:.] ?\w",
            r"\b(?:<iwill> (?:not )?<decide>|i (?:take|choose|pick|keep|cut|stop|put|want|refuse|"
            r"refused|chose|decided|said no|like (?:this|it))|my (?:decision|choice|call|"
            r"answer))\b.{0,120}?<why>",
            r"(?:because|since|therefore|hence|which is why|that is why|for (?:this|that) reason|"
            r"given that)\b.{0,80}?\b(?:i would|i will|i (?:take|choose|pick|keep|cut|stop|refused|"
            r"chose|decided|said)|we (?:keep|cut|stop|ship|build))\b",
            r"\b(?:the|my|one|two|three|main|first|second|another|simple) reasons?(?: \w+){0,4} ?(?:is|"
            r"was|are|were|:|[.])",
            r"\bwhich is why i\b|\bthat is why (?:i|we|the|it)\b|\bthe reason (?:is|was|i|we|for)\b|"
            r"\bi like (?:this|it|that) as\b",
            r"\b(?:what|which) (?:decided|settled|decides|settles|drove|drives|tipped) (?:it|that|this|"
            r"me)\b|\b(?:drives|settles|decides) (?:this|that|it)\b",
            r"\bnot because\b.{3,60}",
            r"\b(?:i would|i) (?:rather|sooner)\b.{3,80}\bthan\b",
            r"\b(?:better|worse|cheaper|dearer|safer)\b.{0,30}\bthan\b",
        ),
        companions=patterns(
            r"<harm>",
            r"\b(?:<people>|she|he|her|his|they|them|nobody)\b",
            r"\b(?:costs?|price|money|pays?|lose|loses|worth|harm|law|margin|time|weeks?|trust)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:best practice|highest (?:rice )?score|is aligned with|easiest|industry standard|"
            r"it is innovative|cutting edge|low risk technically|hardest|most interesting technically)\b",
            _HANDED_OVER,
        ),
        deniable=False,
    ),
    Detector(
        "accepts-cost",
        cues=patterns(
            r"\b(?:i|we|i am|we are|i would|we would|that is what i|what i am|"
            r"what we) (?:\w+ ){0,2}?(?:(?<!that we )(?:lose|losing|lost)|give up|giving up|gave up|"
            r"gave away|sacrifice|swallow|forgo|forego|eat|trade|pay(?! attention)|paying|paid for it|"
            r"accept(?:ed)?|live with|put up with|miss out|let go)\b(?! sight| the link| track| touch|"
            r" momentum| trust in)",
            r"\b(?:the|a|my|our|its|real) (?:price|cost|downside|catch|sacrifice|drawback|trade-?off|"
            r"loss)(?: of (?:this|that|it))?(?: for \w+)? ?(?:is|was|:|=|would be|will be)",
            r"\b(?:it|this|that|what it|saying no|which) (?:will |would |also |did )?(?:costs?|"
            r"cost) (?:us|me|something|\w+ days|\w+ weeks|the|a|one|about|roughly|[\d\u20ac])",
            r"\bat the (?:cost|price|expense) of\b|\bin (?:exchange|return) (?:for|we|i)\b",
            r"\b(?:will not|would not|did not|do not) (?:like|love|be happy|thank)\b|\b(?:will|would|"
            r"may|might|was|be) (?:\w+ )?(?:cross|angry|unhappy|annoyed|disappointed|furious|upset|"
            r"less happy|not be happy|left out)\b",
            r"\b(?:that|it|which) (?:hurts?|stung|annoys?|is a pity)\b|\bthat was my price\b|^fine, i\b|"
            r"\bi(?: would)? (?:can )?(?:accept|swallow|pay|live with|eat|take (?=that|this|it\b)) ?"
            r"(?:that|this|it|the|a|some|a lot)\b|\bi would pay that\b|\bannoys a few\b|\bi can live with\b",
            r"\b(?:means|mean) (?:\w+ ){0,4}(?:later|less|fewer|slower|worse|no \w+|wait|not|thinner|"
            r"extra|longer)\b|\b(?:slower|thinner margin|dearer|less visible|a step more|seconds more|"
            r"one day later|less reach)\b.{0,60}",
            r"\b(?:we|i) (?:do not|will not|would not|can not) (?:get|have|bill|catch|see|win|demo|"
            r"help)\b",
            r"\b(?:no longer|gets no|gets no more|the ceo can ?not|goes away|went away|one left|left us|"
            r"lost part|is not coming|not perfect|i (?:would )?wear that)\b|\b(?:wrong|bad) for (?:some|"
            r"them|those|her|a few)\b",
            r"\bbetter (?:fewer|one|a|slow|late|less|to (?:lose|wait|miss)|no) .{3,50}\bthan\b",
            r"\b(?:even|although|though) (?:it|that|this|we|i|so) .{0,40}\b(?:lose|cost|slower|less|"
            r"fewer|hurt|worse|longer)\b",
        ),
        companions=patterns(
            r"<why>",
            r"\b(?:accept|take it|worth it|i can live|fine|still|even so|all the same|but|price|pay)\b",
            r"\b(?:<people>|<role>|sales|growth|ops|she|he|they|them)\b",
        ),
        number_shows=True,
        vetoes=patterns(
            r"\bnobody (?:ever )?(?:left|loses|lost)\b",
            r"\b(?:do|does|did|would|will|can) not (?:accept|lose|give up|pay|sacrifice|cost|swallow|"
            r"have to)\b|\bwithout (?:losing|giving up|sacrificing|any)\b|\bno (?:real )?(?:cost|price|"
            r"downside|trade-?off)s?\b|\bnothing is lost\b",
            r"\b(?:balance (?:\w+ ){0,3}trade-?offs?|there are (?:always )?trade-?offs|"
            r"trade-?offs? between|right balance|struck|every launch is a trade-?off|cost[- ]effective|"
            r"cost optimi\w+|reduce (?:the )?costs?|costs? down|no (?:real )?(?:downside|cost))\b",
            r"\b(?:users?|customers?|they|<people>) (?:will not|would not|"
            r"do not) like\b.{0,20}\b(?:latency|slow)",
        ),
        deniable=False,
    ),
    Detector(
        "triages-by-impact",
        cues=patterns(
            r"\b(?:first|start with|begin with|before|priority|top|rank(?:ed)?|order(?:ed)?|most|"
            r"biggest|largest|worst)\b.{0,60}?\b(?:harm|hurts?|money|cost(?:s|ly)?|value|worth|reach|"
            r"loss|lose|damage|risk|share of|per (?:week|month|year|order)|biggest|most of|pays?|impact|"
            r"fine)\b",
            r"\b(?:bigger|worse|larger|dearer|worth more|matters more|costs more|hurts more|"
            r"outweighs?) than\b",
            r"\b(?:most of|the bulk of|largest share|biggest share|biggest part|majority of|(?:\d+|"
            r"eighty|seventy|ninety|half) ?(?:%|percent) of (?:the|all|our|those|tickets|calls|cases|it|"
            r"them|value|losses|complaints))\b.{0,60}",
            r"\b(?:not worth|worth (?:the|it|more|that|a|only)|pays? (?:for itself|back)|return (?:on|"
            r"per)|per (?:engineer|week of work|day of work)|for (?:a week|two weeks|a day|an afternoon|"
            r"one sprint) (?:of|we))\b",
            r"\b(?:cheap(?:est)?|reversible|a day's work|one line|an afternoon|half a day|"
            r"no code)\b.{0,40}\b(?:first|before|at once)\b",
            r"\b(?:where|because there|since that is where|that is where) (?:a |the |one )?(?:mistake|"
            r"money|harm|error|cost|loss|time|people|most|evenings|value|returns|no-shows)\b",
            r"\b(?:ranked|sorted|ordered|sort|rank|order) (?:\w+ )?by (?:what|how|harm|value|money|cost|"
            r"reach|number|loss|risk|the)\b|\b(?:second|third|last|then),? (?:because|since|as) ",
            r"^(?:\w+ ){1,4}first[:,.] ?.{6,}",
            r"\b(?:annoys|bothers|irritates) (?:everybody|people|us|them)?.{0,20}\bcan wait\b|"
            r"\bcan wait\b",
            r"\bi rank (?:it|that|them)\b|\bnot the (?:hardest|easiest|loudest|most interesting)\b|"
            r"\bbig(?:ger)? lever\b|\bpriority (?:one|1|is)\b",
        ),
        companions=patterns(r"<why>", r"\b(?:than|against|versus|effort|days?|weeks?|engineers?|hours)\b"),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:rice|moscow|ice score|prioriti[sz]ation (?:framework|matrix)|"
            r"impact[ /-]effort matrix|confidence \d|effort \d|reach,? impact)\b",
            r"\b(?:easiest (?:to build )?first|technically|low risk technically|hardest|"
            r"research problems?)\b",
        ),
    ),
)
