"""Negative signals of an answer. Each is raised only where little speaks against it: a miss harms less."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from interviewer.evidence.clean import talks_to_grader
from interviewer.evidence.detector import Hit
from interviewer.evidence.lexicon import SPACED, pattern
from interviewer.evidence.normal import normal
from interviewer.evidence.said import Said
from interviewer.model.evidence import FlagHeard
from interviewer.model.words import FlagId

HANDS_OVER = pattern(
    r"\b(?:they|he|she|those two) (?:should|can|could|have to|must) (?:then )?(?:settle|decide|choose|pick|"
    r"agree)\b(?: it\b| that\b| this\b| which\b| between| among|[.,;]|$)|"
    r"\b(?:want|like|have|get) <others> to own (?:it|that|this|the \w+)\b"
    r"|\b(?:is|are|was) (?:really |rather |more |ultimately )?(?:for|up to) <others> to (?:say|decide|"
    r"choose)\b|"
    r"\b(?:let|leave (?:it|that|this|the \w+) (?:to|for|with|up to)|have|"
    r"ask) <others> (?:to )?(?:decide|choose|pick|judge|settle|vote|say which|say what|set the|"
    r"make the (?:call|decision)|work it out|come to)\b"
    r"|\b(?:it is|that is|this is|would be|is) (?:really |rather |more |ultimately )?(?:"
    r"for <others> to (?:say|decide|judge|choose)\b|(?:up to <others>|not for me|not my place|not up to me)\b"
    r"(?=[.,]|$| to))"
    r"|\b<others> (?:would |will |should |can |could |then |ultimately |finally )*(?:decides?|"
    r"picks? (?:one|the point|which)|chooses?|makes? the (?:final )?(?:call|decision)|"
    r"has the (?:final|last) (?:say|word)|takes? the decision|tells? us what to)\b"
    r"|\b(?:i would|i will|i) (?:\w+ )?(?:ask|consult|defer to|rely on|go with|follow|trust|"
    r"check with|wait for|see what) (?:what )?<others>\b.{0,40}\b(?:recommend\w*|suggests?|"
    r"think (?:is|we)|prefer|decide\w*|say|says|want|would do|advise\w*|easy|judge\w*|"
    r"recommendation|advice)\b"
    r"|\b(?:ask|asking|consult|check with) <others> (?:which|what|how|whether|if)\b.{0,60}\b(?:and|then) "
    r"(?:i |we )?(?:would |will |can |could )?(?:just )?(?:go|work|run|stick) with (?:that|it|this|theirs|"
    r"what(?:ever)? (?:they|he|she))\b"
    r"|\bif (?:the )?(?:data scien\w+|engineers?|engineering|legal|leadership|management|"
    r"they)(?: team)? (?:says?|say|agrees?|approves?|is fine|are fine|gives? (?:the|a) (?:go|"
    r"green))\b.{0,60}\b(?:we|i|then) (?:would )?(?:ship|launch|run|go|do|proceed|release)\b"
    r"|\b(?:so that|and then) (?:they|the management|leadership|the group|the board) (?:could|can|"
    r"would|will) (?:take|make) (?:an |the |a )?(?:\w+ )?decision\b"
    r"|\b(?:escalated?|take it upstairs|took it upstairs|take it up|bring it|brought it|"
    r"present(?:ed)? (?:it|the options|both|all|them)|hand(?:ed)? it) (?:\w+ ){0,3}to (?:the |my |"
    r"our )?(?:head|management|director|leadership|board|manager|cto|ceo|steering|vp|"
    r"product council|boss)\b"
    r"|\bwhatever (?:they|the team|the board|management|comes out|is decided|engineering|the data|"
    r"he|she) ?(?:pick|picks|decides?|says?|prefers?|chooses?|wants?)?\b"
    r"|\bhappy to go either way\b"
    r"|\bi (?:would be|am) (?:fine|happy|ok|okay|comfortable) with (?:either|any|both|whatever)\b"
    r"|\bthe data (?:will|would|should) (?:tell|decide|speak)\b"
    r"|\bthe (?:numbers|results?) (?:will|would|should) decide\b"
    r"|\bshow the curve to .{3,40} let them\b"
    r"|\bthe other decision would have been fine\b"
    r"|\blet them (?:say|pick|choose|decide)\b"
)
UNDECIDED = pattern(
    r"\b(?:either (?:is|would be|one is|way is|option is|choice is|of them is) (?:defensible|fine|"
    r"valid|good|possible|ok|reasonable)|could go either way|both (?:have|has|had) (?:a point|"
    r"(?:their|its) (?:merits|advantages|place))|both (?:views|sides|are) (?:are )?(?:valid|"
    r"legitimate|right)|"
    r"(?:each|all) (?:of (?:them|which) )?(?:had|have|has) (?:its|their|something) (?:merits|"
    r"going for)|all had something going|good arguments for (?:each|any|both|all)|"
    r"i would not want to (?:commit|prejudge|choose|decide)|would not (?:want to )?commit (?:now|"
    r"yet|to)|"
    r"hard to say|i am open|remain open|(?:a )?bit of (?:each|both|everything)|see what sticks|"
    r"run (?:all|the) three|try (?:all|both|several)|(?:find|strike|struck|finding) (?:the|"
    r"a) (?:right )?(?:balance|middle ground|compromise)|it (?:really |all |"
    r"very much )?depends(?: on| what|[.,]|$)|that (?:really )?depends|depends on (?:research|"
    r"what|the data)|"
    r"discuss with the team what could|we can discuss|could be (?:collecting|a \w+),? could be|"
    r"balanced decision|pros and cons set out|middle way for everyone|need(?:s)? (?:more|"
    r"further) (?:data|research|discussion) before)\b"
)
TARGETS_MODEL = pattern(
    r"\b(?:target|goal|aim|want|reach|above|over|at least|improve|raise|get(?:ting)? (?:back )?to|"
    r"bring|push|optimi[sz]e|prioriti[sz]e|success(?: is| means| metric)?|metrics?|threshold|"
    r"kpis?|measure|track|e\.g\.)\b.{0,50}\b(?:accuracy|f1|precision|recall|ndcg\S*|auc|map|"
    r"faithfulness|hallucinations?(?: rate)?|error rate|word error rate|iou|bleu|perplexity)\b"
    r"|\b(?:accuracy|f1|precision|recall|ndcg|auc|faithfulness|hallucinations?) (?:of|is|to|at|"
    r"above|below|under|from|up|rate|>|down|should|must|score|as|by)\b.{0,40}(?:\d|success|goal|"
    r"target|product|trust|metric)"
    r"|\baccuracy is (?:the product|everything|what)\b|\b\d\d(?:\.\d)? ?% (?:accuracy|in month|"
    r"by month|by end)|\bas accuracy rises\b|\bsatisfaction follows\b|"
    r"\bbetter model\b.{0,30}\b(?:solves|fixes|follows|helps)\b|\b(?:make|making) the (?:model|"
    r"marking|answers|recognition) (?:more accurate|better)\b"
)
BY_DIFFICULTY = pattern(
    r"\b(?:(?:easiest|simplest|quickest|fastest|hardest|most difficult)(?: \w+){0,3} (?:first|"
    r"to (?:build|do|implement|market|ship|launch))|(?:because|since|as|cause) (?:it is|it was|"
    r"they are|that is|this is|those are) (?:the )?(?:easy|easier|easiest|simple|simplest|quick|"
    r"quickest|technically|hard|harder)(?: to (?:build|implement|do))?|"
    r"low risk technically|technically (?:easy|easier|simple|simplest|feasible|hard|"
    r"challenging)(?: first)?|(?:order|ranked?|sort(?:ed)?|prioriti[sz]ed?|start|begin|"
    r"sequence) .{0,30}\bby (?:effort|difficulty|complexity|how (?:easy|hard))|"
    r"what (?:current models|the models?) (?:do(?:es)? reliably|can do)|"
    r"basically solved|research problems?|not (?:technically )?feasible with our|"
    r"was not possible with our|harder, so (?:third|second|later|last)|easy, so first|"
    r"low[- ]hanging fruits? first|(?:lowest|least) (?:effort|risk|work) first)\b"
)
_RESULT = pattern(
    r"\b(?:in the end|as a result|result|outcome|afterwards|since then|today|now|finally|later|"
    r"after (?:that|this|it|the|\w+ (?:weeks|months))|within (?:a|two|three|\w+) (?:weeks?|"
    r"months?)|"
    r"(?:went|came|fell|rose|dropped|grew|halved|doubled|signed|left|stayed|renewed|worked|"
    r"shipped|thanked|agreed|stopped|moved|apologi[sz]ed|improved|complained|passed|switched|lost|"
    r"kept|pay|paid) )"
)
_I_DID = pattern(
    r"\bi (?:\w+ly |also |then |had |have |was |am |did |would )*(?:[a-z]{3,}ed|said|told|wrote|"
    r"made|went|took|put|found|saw|ran|built|chose|cut|led|sat|rang|kept|gave|showed|asked|"
    r"refused|held|brought|wanted|was|thought|knew|did)\b|\bmy\b|\bi\b"
)
_SOMEBODY = pattern(r"\b(?:she|he|her|him|his|hers|herself|himself)\b")
_WE = pattern(r"\b(?:we|our|us|the team)\b")

_OWNED: Final = ("makes-decision", "pushes-back", "says-what-would-change-mind")
_ACTS_ON_IT: Final = (
    "names-rejected-option",
    "accepts-cost",
    "cuts-scope",
    "triages-by-impact",
    "plans-fallback",
    "plans-rollout",
    "sets-threshold-action",
    "meets-resistance",
    "owns-outcome",
)
_WEIGHED: Final = (
    "pushes-back",
    "meets-resistance",
    "accepts-cost",
    "names-rejected-option",
    "triages-by-impact",
)
PEOPLE: Final = (
    "names-user-segment",
    "shows-user-moment",
    "names-user-need",
    "states-stake",
    "contrasts-segments",
    "cites-user-contact",
)
MEASURES: Final = (
    "defines-metric",
    "sets-baseline-target",
    "names-guardrail",
    "sets-threshold-action",
    "plans-comparison",
    "makes-estimate",
    "quantifies-result",
    "outcome-over-model-metric",
)
EXAMINES: Final = ("weighs-error-types", "isolates-cause", "checks-by-hand", "cautions-cause")
_SAYS_MORE: Final = (FlagId.HOLLOW, FlagId.SYSTEM_DESIGN_ANSWER)
"""Flags beside which `no-decision` says nothing new."""
_CHOSEN = pattern(
    r"\b(?:i|we|have|had) (?:then |so |also |just |made then |first |therefore |finally )*(?:introduced|kept|"
    r"made|chose|decided|built|launched|shipped|switched|stopped|moved|set|took|cut|put|turned|removed|"
    r"replaced|changed|released|rolled|dropped|renamed|added|closed|split|told|agreed to|went with)\b"
    r"|\bi (?:would |will )?(?:choose|refuse|take|pick|accept|decline|keep|stop|drop|turn|go with|open)\b"
    r"|^(?:decision|recommendation|did|what (?:we|i) did|solution|proposal|choice|the choice|built|i built)"
    r"\b ?(?:[:.=(-]|about it|was|is|$)"
    r"|\bif\b.{3,120}\b(?:it comes off|comes off|we stop|i stop|switch it off|take it back|is off)\b"
)
"""Something that was done or settled, in whatever form: enough not to say that nothing was."""
_DECIDES_ENOUGH: Final = 3
"""Decisions that take back a choice left open after them."""
_OFTEN: Final = 2
"""Sentences that leave the choice open, from which it counts wherever they stand."""
_AT_THE_END: Final = 3
_MOST_SHOWN: Final = 3
_FEWEST_SENTENCES = 4
"""Sentences below which nothing is read into what is missing."""
_HOLLOW_SHARE = 0.033
"""Buzzwords per word above which an answer says little; a consultant's good answer stays under .03."""
_DESIGN_SHARE = 0.03


def leaves_it_open(text: str) -> bool:
    """Whether a sentence hands a decision to somebody else, or leaves it open."""
    line = SPACED + normal(text)
    return HANDS_OVER.search(line) is not None or UNDECIDED.search(line) is not None


def flags_in(said: Said, found: Sequence[Hit]) -> tuple[FlagHeard, ...]:
    """The flags `said` raises, in the order of `FlagId`.

    `no-user` and `no-metric` are left to scoring: they need the rest of the answer; and so is `off-question`
    but for a plan in place of a story.
    """
    raised = [flag for raise_flag in _RAISERS if (flag := raise_flag(said, found)) is not None]
    if any(flag.id in _SAYS_MORE for flag in raised):
        raised = [flag for flag in raised if flag.id is not FlagId.NO_DECISION]
    places = list(FlagId)
    return tuple(sorted(raised, key=lambda flag: places.index(flag.id)))


def _numbers(indexes: Collection[int]) -> tuple[int, ...]:
    return tuple(index + 1 for index in sorted(indexes))


def _heard(found: Sequence[Hit], signals: Collection[str], level: int = 1) -> frozenset[int]:
    return frozenset(hit.place for hit in found if hit.signal in signals and hit.level >= level)


def _places(said: Said, cue_places: Collection[int]) -> list[int]:
    allowed = set(said.answering)
    return sorted(index for index in cue_places if index in allowed)


def _long_enough(said: Said) -> bool:
    return len(said.answering) >= _FEWEST_SENTENCES


def _grader_instruction(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    del found
    numbers = tuple(number for number, line in enumerate(said.lines, start=1) if talks_to_grader(line))
    if not numbers:
        return None
    return FlagHeard(
        id=FlagId.GRADER_INSTRUCTION,
        sentences=numbers,
        note="It talks to whoever grades; those sentences count for nothing.",
    )


def _defers(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    handed = _places(said, said.holding(HANDS_OVER))
    if not handed or _taken_back(said, found, _left_open(said)):
        return None
    return FlagHeard(
        id=FlagId.DEFERS_DECISION,
        sentences=_numbers(handed[-_MOST_SHOWN:]),
        note="It hands the decision to somebody else and does not take it back.",
    )


def _left_open(said: Said) -> list[int]:
    """Indexes of the sentences that hand a decision over or leave it open."""
    return _places(said, said.holding(HANDS_OVER) | said.holding(UNDECIDED))


def _taken_back(said: Said, found: Sequence[Hit], left_open: Sequence[int]) -> bool:
    """Whether something is decided after what was left open, or often enough before.

    The last word of an answer is taken back by nothing.
    """
    owned = _heard(found, _OWNED) - {*left_open, *said.holding(BY_DIFFICULTY), *said.engineering}
    if any(index > left_open[-1] for index in owned):
        return True
    return len(owned) >= _DECIDES_ENOUGH and left_open[-1] != said.answering[-1]


def _leaves_open(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    """No decision where the choice is left open, twice or at the end, and nobody is named to make it."""
    undecided = _places(said, said.holding(UNDECIDED))
    if len(undecided) < _OFTEN and not (undecided and undecided[-1] >= said.answering[-_AT_THE_END:][0]):
        return None
    if _taken_back(said, found, undecided):
        return None
    return FlagHeard(
        id=FlagId.NO_DECISION,
        sentences=_numbers(undecided[-_MOST_SHOWN:]),
        note="It leaves the choice open and does not take it back.",
    )


def _no_decision(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    if _defers(said, found) is not None:
        return None
    if left_open := _leaves_open(said, found):
        return left_open
    if not _long_enough(said) or _heard(found, (*_OWNED, "gives-choice-reason", "answers-first")):
        return None
    if len(_heard(found, _ACTS_ON_IT)) > 1 or said.holding(_CHOSEN):
        return None
    return FlagHeard(id=FlagId.NO_DECISION, note="Nothing is chosen, refused or stopped anywhere in it.")


def _hollow(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    words = sum(said.word_counts)
    share = sum(said.buzz) / max(1, words)
    if not (_long_enough(said) or (share >= 2 * _HOLLOW_SHARE and len(said.answering) >= 2)):
        return None
    own = _heard(found, (*PEOPLE, *MEASURES), 2)
    dense = share >= _HOLLOW_SHARE and sum(said.buzz) >= 4 and len(own) <= len(said.answering) // 3 + 1
    nothing_else = share >= _HOLLOW_SHARE / 2 and len(own) <= 1 and not _heard(found, _OWNED, 2)
    if not (dense or nothing_else):
        return None
    emptiest = sorted(sorted(said.answering, key=lambda index: (-said.buzz[index], index))[:4])
    emptiest = [index for index in emptiest if said.buzz[index]]
    return FlagHeard(
        id=FlagId.HOLLOW,
        sentences=_numbers(emptiest),
        note="Most sentences would fit any product and any question.",
    )


def _system_design(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    words = sum(said.word_counts)
    built = [index for index, count in enumerate(said.design) if count]
    if not _long_enough(said) or sum(said.design) < max(5, _DESIGN_SHARE * words) or len(built) < 3:
        return None
    people = _heard(found, PEOPLE) - said.technical - said.engineering
    weighed = _heard(found, _WEIGHED) - said.engineering
    if len(people) > 2 or len(people) * 3 > len(built) or len(weighed) > 2:
        return None
    strongest = sorted(sorted(built, key=lambda index: -said.design[index])[:4])
    return FlagHeard(
        id=FlagId.SYSTEM_DESIGN_ANSWER,
        sentences=_numbers(strongest),
        note="It says how to build it, and not for whom or why.",
    )


def _model_metric(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    aimed = _places(said, said.holding(TARGETS_MODEL))
    if not aimed or _heard(found, ("outcome-over-model-metric", "weighs-error-types")):
        return None
    measures = _heard(found, ("defines-metric", "sets-threshold-action", "names-guardrail"))
    if measures - {*aimed, *said.engineering} or len(_heard(found, PEOPLE)) > 2:
        return None
    return FlagHeard(
        id=FlagId.MODEL_METRIC_OVER_OUTCOME,
        sentences=_numbers(aimed[:3]),
        note="It aims at the model's score, and nothing says who is better off when that rises.",
    )


def _off_question(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    del found
    if not said.supposed or not _long_enough(said):
        return None
    return FlagHeard(
        id=FlagId.OFF_QUESTION, note="You were asked what you did once; this says what you would do."
    )


def _difficulty(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    if said.story:
        return None  # "because it was easy" in a story is a confession, seldom an order of work
    by_difficulty = _places(said, said.holding(BY_DIFFICULTY))
    reasons = _heard(found, ("triages-by-impact", "gives-choice-reason"), 2)
    if not by_difficulty or reasons - {*by_difficulty, *said.engineering}:
        return None
    return FlagHeard(
        id=FlagId.DIFFICULTY_OVER_VALUE,
        sentences=_numbers(by_difficulty[:3]),
        note="The order follows how hard things are to build, not what they are worth.",
    )


def _we_only(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    del found
    if not said.story or not _long_enough(said):
        return None
    if len(said.find(_WE)) < 6 or said.holding(_I_DID):
        return None
    return FlagHeard(id=FlagId.WE_ONLY, note="Everything in it was done by “we”; nothing shows what you did.")


def _no_result(said: Said, found: Sequence[Hit]) -> FlagHeard | None:
    if not said.story or not _long_enough(said) or _heard(found, ("quantifies-result", "changed-practice")):
        return None
    if said.bank.answer.question and not said.story_asked:
        return None  # what was asked is a plan, and a plan owes no result
    last = said.answering[-max(2, len(said.answering) // 2) :]
    if said.holding(_RESULT) & set(last):
        return None
    return FlagHeard(id=FlagId.NO_RESULT, note="It stops before anything came of it.")


_RAISERS: Final[tuple[Callable[[Said, Sequence[Hit]], FlagHeard | None], ...]] = (
    _system_design,
    _model_metric,
    _no_decision,
    _defers,
    _difficulty,
    _hollow,
    _we_only,
    _no_result,
    _off_question,
    _grader_instruction,
)
