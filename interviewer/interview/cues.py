"""Patterns that tell one kind of message from another; matched on text with plain apostrophes."""

from __future__ import annotations

import re
from typing import Final


def flat(text: str) -> str:
    """The text with plain apostrophes, so that one pattern fits both; offsets stay the same."""
    return text.replace("\u2019", "'")


def rule(*alternatives: str) -> re.Pattern[str]:
    """One pattern out of alternatives, upper and lower case alike."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _any(words: str) -> str:
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


_PAUSE: Final = _any("minutes? moments? seconds? secs? mins? while bit")
_QUESTION: Final = _any("that this it the_question your_question")
_IN_SENTENCE: Final = r"[^.!?\n]"

WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
SENTENCE: Final = re.compile(r"[^.!?\u2026\n]+[.!?\u2026]*")
HUMMING: Final = frozenset(("um", "uh", "uhm", "erm", "hm", "hmm", "mm", "mmm", "er", "ah", "eh"))

FOREIGN: Final = frozenset(
    """
    der das und ist nicht ich wir f\u00fcr mit auf ein eine dem zu sich auch wird
    le la les des est et que nous je une dans pas avec sur qui
    el los las una por para del pero muy como
    il che di una sono gli della
    het een niet voor zijn n\u00e3o uma os mais
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Little words of other languages that no English sentence has."""

_MARKS: Final = _any("scores? dimensions? grades? marks? levels?")
_RULES: Final = _any("instructions? rules? prompts? rubric guidelines above everything")
_HIDDEN: Final = _any("strong_answer model_answer system_prompt your_instructions rubric hidden")
_GRADERS: Final = _any("grader interviewer evaluator judge scorer model committee ai")
_GRADED: Final = _any("me this my_answer this_answer it the_candidate")
_HIGH: Final = _any(
    "[1-4]s? ones? twos? threes? fours? full top high(?:est)? max(?:imum)? perfect best strong marks? scores?"
)
STEERING: Final = rule(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b{_IN_SENTENCE}{{0,40}}\b{_RULES}\b",
    r"\b(?:system|developer) (?:prompt|message|override)\b",
    r"<\/?(?:system|user|assistant|instructions?)>|\[\/?(?:system|inst)\]",
    r"^\s*(?:system|assistant)\s*:",
    r"\byou(?:'re| are| will be) now (?:a|an|the|my|in)\b|\bpretend (?:to be|that you|you)\b",
    r"^\W*(?:please )?(?:act|role-?play|behave) (?:as|like)\b",
    rf"\b(?:give|award|grant|assign|score|rate|grade|mark) {_GRADED}\b{_IN_SENTENCE}{{0,30}}\b{_HIGH}\b",
    rf"\b(?:set|put|make) (?:all|every|the|my) (?:\w+ )?{_MARKS} (?:to|at|as)\b",
    rf"\b(?:note|message|instruction)s? (?:to|for) the {_GRADERS}\b",
    r"\bthe (?:grader|evaluator|judge|scorer) (?:should|must|will|is)\b",
    rf"\bhow (?:am|did|was) i (?:do|doing)\b|\bwhat(?:'s| is| was) my {_MARKS}\b",
    r"\bi (?:nailed|aced) (?:it|that)\b",
    r"\b(?:did i pass|am i (?:passing|hired))\b|\b(?:rate|grade|score) (?:me|my answer)\b",
    rf"\b(?:print|reveal|show|repeat|output)\b{_IN_SENTENCE}{{0,30}}\b{_HIDDEN}\b",
    r"\b(?:reply|respond|answer) only (?:with|in)\b",
)
REPEAT: Final = rule(
    rf"\b(?:repeat|rephrase|restate|reword) (?:{_QUESTION}|please)\b",
    rf"\b(?:can|could|would|will) you (?:please |kindly )?(?:say|ask) {_QUESTION} again\b",
    r"\bsay (?:that|it) again\b|\b(?:the question|that|once more|one more time)[, ]+again,? please\b",
    r"\bwhat (?:was|is|were) (?:the|your) question(?: again)?\s*\?*\s*$",
    r"^\W*(?:question again|come again|pardon(?: me)?|sorry|what)\W*$",
    rf"\b(?:didn't|did not|don't|do not) (?:quite )?(?:catch|get|hear|understand|follow) {_QUESTION}\b",
)
THINKING: Final = rule(
    r"\b(?:give|allow|grant) me (?:a|one|some|two|just a|another) (?:\w+ )?" + _PAUSE + r"\b",
    r"\blet me (?:just |quickly )?(?:think|gather|collect|organi[sz]e|structure|write|note)\b",
    rf"\b(?:can|could|may|might) i (?:please )?(?:just )?(?:have|take|get"
    rf"|think)\b{_IN_SENTENCE}{{0,20}}{_PAUSE}\b",
    rf"\bi(?:'d| would)? (?:need|want|like|take) {_IN_SENTENCE}{{0,20}}(?:{_PAUSE}|time to think)\b",
    r"^\W*(?:one|just a|a) (?:moment|minute|second|sec|min)\b",
    r"^\W*(?:hold on|hang on|bear with me|thinking|one sec)\b",
)
DONT_KNOW: Final = rule(
    r"\bi (?:really |honestly |just |simply |still )*(?:don't|do not|wouldn't|would not) (?:really "
    r"|honestly )?know\b",
    r"\b(?:no|not the faintest|haven't (?:any|an?)|have no) (?:idea|clue)\b|\b(?:dunno|idk)\b",
    r"\bi(?:'m| am) (?:not (?:really |at all )?sure|stuck|lost|blank(?:ing)?)\b|^\W*not sure\b",
    r"\bmy mind (?:is|went|has gone) blank\b",
    r"\bi (?:can't|cannot|can not|couldn't) (?:really )?(?:think of|say|answer|come up with|remember"
    r"|recall)\b",
    r"\bi (?:don't|do not|no longer) (?:really |quite )?(?:remember|recall)\b",
    r"^\W*(?:pass|skip)\b|\b(?:let's |can we |i'll |i will |i )(?:skip|pass)\b",
    r"^\W*next(?: question)?\W*(?:please)?\W*$",
    r"\b(?:never|not) (?:had|been in) (?:such )?(?:a |that |this |any )?(?:situation|case|story"
    r"|experience)\b",
    r"\bno (?:such )?(?:story|example|experience)\b|^\W*(?:i have |there (?:is|was) )?none\W*$",
)
PERMISSION: Final = rule(
    r"^(?:\W*\w+\W+){0,3}(?:can|could|may|might|is it (?:ok|okay|all right) if) i (?:(?:please|just|also"
    r"|quickly) )*(?:change|go back|come back|return to|add|correct|revise|revisit|start (?:over|again)"
    r"|take (?:that|it) back|think (?:aloud|out loud)|draw|write|finish|begin|start)\b",
)
ASKS_WHY: Final = rule(r"\bwhy (?:do|did|are|would) you ask")
ABOUT_FOLLOW_UP: Final = rule(
    ASKS_WHY.pattern,
    r"\b(?:what|how) (?:exactly )?(?:do )?you (?:\w+ )?mean\b(?! by (?!that\b|this\b|it\b))",
    r"\bwhat (?:is|was) meant\b",
    r"\bwhat does (?:that|this) mean\b",
    r"\b(?:which|what) part (?:is|was) (?:unclear|not clear)\b|\bwhat are you asking\b",
)
ABOUT_YOU: Final = rule(
    r"\bare you (?:(?:a|an|really|even|actually|the) )*(?:real|human|person|bot|robot|ai|machine|llm|model"
    r"|chatbot|computer|program)\b",
    r"\bam i (?:talking|speaking|writing) (?:to|with)\b|\b(?:who|how|where) are you\b",
    r"\bwhat(?:'s| is) your (?:name|job|role|background)\b|\bdo you (?:like|enjoy|live)\b",
)
EXAMPLE: Final = rule(r"\b(?:give|have|show|tell) (?:me )?(?:an|some|one) examples?\b")
SEVERAL: Final = rule(r"\b(?:and also|also|or|could|maybe|and then|another|plus)\b")
"""Words that add one more option to a list."""

ACCURACY: Final = rule(
    r"\b(?:improve|increase|raise|better|optimi[sz]e|higher)\b[^.!?\n]{0,30}\baccura",
    r"\b(?:fine-?tun|rouge|f1\b|accuracy is the (?:key|goal))|\bmodel(?:'s)? (?:is not|isn't) accurate\b",
)
"""Making the model right as the thing to do, rather than what changes for somebody."""

_NUMBER: Final = r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|zero|none|all|most)\b)"
FROM_TO: Final = rule(
    rf"\bfrom\b{_IN_SENTENCE}{{0,40}}{_NUMBER}{_IN_SENTENCE}{{0,60}}\bto\b{_IN_SENTENCE}{{0,25}}{_NUMBER}"
)
STATES: Final = rule(r"\bi(?:'d| would|'ll| will) \w+")
"""Saying what one would do, whatever it is."""

ROLE: Final = (
    r"(?:(?:my|the|our|a|an|some) )?(?:(?:senior|lead|hiring|product|whole|engineering) )?(?:"
    r"data scientists?|data science(?: team| lead)?|data team|ds team|engineers?|engineering(?: team| lead)?"
    r"|tech lead|architects?|developers?|dev team|ml (?:team|engineers?|lead)|analysts?|analytics(?: team)?"
    r"|legal(?: team| department)?|lawyers?|compliance(?: team)?|leadership(?: team)?|management|stakeholders"
    r"|steering committee|ceo|cto|cpo|cfo|vp|head of \w+|director|manager|boss|experts?|design(?:ers?| team)"
    r"|ux(?: team)?|research(?:ers| team)|team|committee|business|sales(?: team)?|finance(?: team)?)"
)
_DECIDE: Final = r"(?:decide|choose|pick|make (?:the|that) (?:call|decision)|determine|figure)"
_SAYS: Final = _any("says? thinks? wants? recommends? prefers? chooses?")
HAND_OVER: Final = rule(
    rf"\bask(?:ing)? {ROLE}\b{_IN_SENTENCE}{{0,40}}\b(?:which|what|whether|how|to {_DECIDE}|to recommend)\b",
    rf"\bask(?:ing)? {ROLE}\s*(?:[.!]|$)",
    rf"\bwhat (?:would|will|does|might|do) {ROLE} "
    r"(?:do|say|recommend|suggest|advise|think|choose|pick|decide)\b",
    rf"\b(?:leave|hand|pass|delegate|escalate|defer|refer)\b{_IN_SENTENCE}{{0,40}}\bto {ROLE}\b",
    rf"\b(?:let|have|get|want|need|rely on|trust|wait for) {ROLE} (?:to )?(?:{_DECIDE}|tell|weigh)\b",
    rf"\b{ROLE} (?:should|would|could|can|must|will|has to|have to|needs to) (?:\w+ )?(?:{_DECIDE}"
    rf"|tell us)\b",
    rf"\b(?:up to|the (?:call|decision) of|(?:a|the) (?:question|decision|matter|call) for) {ROLE}\b",
    rf"\b{ROLE} (?:decides|chooses|picks|owns (?:the|that|this) (?:call|decision))\b",
    rf"\b{ROLE}\b{_IN_SENTENCE}{{0,60}}\blet (?:her|him|them) {_DECIDE}\b",
    rf"\bask (?:the|our|my) (?:[\w-]+ ){{1,3}}to {_DECIDE}\b",
    rf"\bgo(?:ing)? with (?:what(?:ever)?|the one) {ROLE} {_SAYS}\b",
)
HANDED_OVER: Final = rule(
    rf"\b(?:escalated|delegated|deferred)\b{_IN_SENTENCE}{{0,40}}\bto {ROLE}\b",
    rf"\b{ROLE} (?:decided|made the (?:call|decision)|chose|picked)\b",
)
"""The same in a story; who tells of more than that may have had a part in it all the same."""

SAID_TO_TELL: Final = rule(r"\btell(?: us)?$")
"""Somebody else is to say what is so, and not what is to be done."""

STATES_WHAT: Final = rule(
    rf"^(?:(?:so|and|but|well)[, ]+)*what (?:can|could|would|should|will|must|has|have)\b{_IN_SENTENCE}*"
    r"\b(?:is|are|was|were)\b[^?]*$"
)
"""`What can go is the night help` states something, though it opens like a question."""

KEYS: Final = rule(
    r"^(?:[asdfghjkl]*(?:asdf|sdfg|hjkl)\w*|qwert\w*|zxcv\w*|(\w)\1{2,}|[bcdfghjklmnpqrstvwxz]{5,})$"
)
"""Fingers on the keyboard and no word."""

NOTHING: Final = rule(r"^\W*(?:nothing(?: (?:else|more|really|to add))?|that'?s (?:all|it)|nope)\W*$")

NEGATED: Final = rule(rf"(?:\bnot|n't|\bnever|\brather than|\binstead of|\bwithout)\b{_IN_SENTENCE}{{0,25}}$")

_COMMITS: Final = _any(
    "choose pick go_(?:with|for|ahead) build ship launch roll keep stop switch halve cut drop remove start "
    "begin take do say serve turn put make give leave_out hold publish show not"
)
ASKS_FIRST: Final = rule(
    r"^(?:\W*\w+\W+){0,3}(?:may|can|could) i ask\b",
    r"\b(?:let me|i(?:'d| would) (?:like to|need to)|i have to) ask (?:one|a|something|you|first|about)\b",
    r"\b(?:one|another|a (?:quick|clarifying)) (?:more )?question (?:first|before)\b|\bbefore i answer\b",
)
OWN_DECISION: Final = rule(
    r"\bi(?:'d| would|'ll| will|'m going to| am going to) (?:(?:still|then|rather|start by|personally"
    r"|probably|",
    rf"first|just|therefore) )*{_COMMITS}\b",
    r"\bmy (?:decision|call|choice|answer|recommendation|pick|vote) (?:is|would be)\b",
    r"\bi(?:'m| am) (?:choosing|picking|building|going (?:with|for)|shipping|not)\b",
    r"\bi (?:choose|pick|decide|chose|decided|picked)\b",
)
REASON: Final = rule(
    r"\b(?:because|since|so that|as (?:they|it|we|the|that)|due to|therefore|which means|that means"
    r"|otherwise)\b",
    r"\b(?:that's why|the reason|in order to|so (?:they|we|it|the|i|she|he|nobody))\b",
)
_BEST: Final = _any("right best correct expected ideal model strong good")
_SOLVE: Final = _any("do build choose pick suggest recommend say decide propose expect")
SOLUTION: Final = rule(
    rf"\b(?:what|which)(?: one| option)? (?:would|do|should|will|might) you (?:{_SOLVE}"
    rf"|want (?:me )?to hear|prefer)\b",
    rf"\bwhat(?:'s| is| are| would be)? (?:the |your |a )?{_BEST} (?:answer|solution|approach|option"
    rf"|choice)\b",
    r"\bwhat (?:are you|is it you(?:'re| are)) (?:looking for|hoping|after|expecting)\b",
    r"\bwhat should i (?:do|say|answer|build|choose|pick|focus)\b",
    r"\bhow (?:would|should|do) you (?:solve|approach|answer|decide|handle|do (?:it|this))\b",
    r"\b(?:give|have|get|drop) (?:me )?(?:a|any|some) hints?\b",
    r"\b(?:tell|give) me (?:the|your) (?:answer|solution|opinion)\b",
    rf"\b(?:the|a|your) {_BEST} (?:answer|solution)\b|\bpass(?:ing)? (?:mark|score|grade)\b|\bin your view\b",
    r"^\W*you tell me\W*$",
)
CHECK_BACK: Final = rule(
    r"\bmak(?:e|es|ing) sense\b|\bsounds? (?:good|ok|okay|fair)\b",
    r"\b(?:should|shall) i (?:go|dive|continue|elaborate|expand|say more|keep|carry)\b",
    r"\b(?:does|is) (?:that|this|it) (?:answer|help|ok|okay|clear|enough|all right|what you|work|fine"
    r"|reasonable|fair|sound)\b",
    r"\b(?:want|like) me to\b|\bwhat do you think\b|\bdo you (?:agree|see|follow|want me)\b",
    r"^\W*(?:right|okay|ok|no|you know|you see|correct|agreed|isn't it)\s*\?",
    r"\b(?:can|could|may) (?:we|i) (?:skip|pass|move on|go on)\b",
    r"\b(?:any|other|more) (?:questions|thoughts)\b|\bam i (?:on|making|missing|right)\b",
)
_PAST: Final = _any("was were had did told said went made took wrote built found saw left kept knew came got")
STORY: Final = rule(rf"\b(?:i|we|he|she|they|my|our)\b{_IN_SENTENCE}{{0,40}}\b(?:{_PAST}|\w{{2,}}ed)\b")

TOUCHED: Final[dict[str, re.Pattern[str]]] = {
    "makes-decision": OWN_DECISION,
    "gives-choice-reason": REASON,
    "accepts-cost": rule(
        r"\b(?:give up|giving up|lose|losing|at the (?:cost|expense)|the price|trade-?off|worse off)\b"
    ),
    "names-rejected-option": rule(
        r"\b(?:instead of|rather than|considered|i thought (?:about|of)|alternative|not going to)\b"
    ),
    "plans-fallback": rule(
        r"\b(?:fall ?back|falls back|roll(?:ed)? back|by hand|manual(?:ly)?|default|kill switch|human)\b"
    ),
    "sets-threshold-action": rule(
        r"\b(?:if|when|should|once)\b[^.!?\n]{0,60}\b(?:under|below|above|over|more than|less than|drops?"
        r"|exceeds?)\b",
    ),
    "names-guardrail": rule(
        r"\b(?:guardrail|must not|mustn't|not (?:get|become|go) worse|without (?:hurting|raising))\b"
    ),
    "plans-rollout": rule(
        r"\b(?:pilot|roll ?out|beta|first (?:on|in|with|for)|phase|gradually|\d+ ?%? of (?:users"
        r"|customers))\b",
    ),
    "names-user-segment": rule(
        r"\b(?:segment|especially|those who|people who|users who|customers who|the ones who)\b"
    ),
    "shows-user-moment": rule(
        r"\b(?:imagine|picture|at (?:seven|eight|night|\d)|in the (?:morning|evening)|when she|when he)\b"
    ),
    "defines-metric": rule(
        r"\b(?:metric|measure|share of|rate|kpi|i'd (?:track|watch|look at|count)|north star|number of)\b",
        r"\b(?:per|for each) (?:cage|funeral|hundred|100|week|user|search|order)\b|\bhow many\b[^.?!\n]*\.",
    ),
    "sets-baseline-target": rule(r"\bfrom \d[^.!?\n]{0,30} to \d|\btarget|\bbaseline"),
    "plans-comparison": rule(
        r"\b(?:a/b|ab test|control|holdout|split test|compare[ds]?|without it|randomi[sz]ed?)\b"
    ),
    "says-what-would-change-mind": rule(
        r"\b(?:change my mind|i'd reconsider|i would reconsider|reverse|prove me wrong|unless)\b"
    ),
    "names-risk": rule(r"\b(?:risk|danger|backfire|go wrong|unintended|abuse|side effect)\b"),
    "cuts-scope": rule(
        r"\b(?:out of scope|leave out|not (?:build|do|include)|later|v1|mvp|first version|only)\b"
    ),
    "ties-to-business": rule(r"\b(?:revenue|renew|contract|churn|margin|money|business|profit|paying)\b"),
    "weighs-error-types": rule(
        r"\b(?:false (?:positive|negative|alarm)|miss(?:es|ed)?\b[^.!?\n]{0,30}worse)\b"
    ),
    "isolates-cause": rule(r"\b(?:split|segment(?:ed)? by|break (?:it )?down|rule out|ruled out|cohort)\b"),
    "checks-by-hand": rule(
        r"\b(?:sat with|read (?:\w+ )?\d+|went through|looked at \d+|pulled|by hand|watch(?:ed)?|stood)\b",
        r"\bi (?:go|went|drove|rang|asked|visited)\b[^.?!\n]{0,20}\b(?:to|two|three|four|five|six|\d+)\b",
    ),
    "owns-outcome": rule(r"\b(?:my (?:mistake|fault|doing)|on me|i take|i own|should have|that's mine)\b"),
    "changed-practice": rule(r"\b(?:since then|ever since|now i|these days|from then on|next time)\b"),
    "quantifies-result": rule(
        r"\b(?:went|rose|fell|dropped|grew|increased|down|up) (?:from|by|to) \w+|\d+ ?(?:%|percent)",
        r"\b\d+ (?:of|in|out of) \d+",
    ),
    "states-assumption": rule(r"\b(?:i(?:'m| am)? (?:assume|assuming)|assumption|let's say|suppose)\b"),
}
"""Speaking of a subject at all, well or not, by signal."""
