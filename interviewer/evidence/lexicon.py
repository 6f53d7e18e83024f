"""The words that patterns are built from, and how a pattern is written.

A pattern may hold `<name>` for a list of this page, as in `<they> (?:needs?|wants?) `. Patterns are matched
against sentences in their normal spelling (`normal.normal`), joined by line ends: `.` never leaves a
sentence, `^` and `$` are its ends.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from interviewer.evidence.alternation import alternatives, as_tree

_PEOPLE = (
    "people|customers?|users?|clients?|drivers?|riders?|couriers?|nurses?|sisters?|midwi(?:fe|"
    "ves)|doctors?|gps?|physicians?|patients?|vets?|parents?|"
    "mothers?|fathers?|mums?|moms?|dads?|teachers?|pupils?|students?|owners?|landlords?|"
    "tenants?|shopkeepers?|florists?|bakers?|"
    "hairdressers?|groomers?|clerks?|cashiers?|agents?|lawyers?|juniors?|bookkeepers?|"
    "accountants?|dispatchers?|planners?|"
    "coordinators?|foreman|foremen|crews?|cyclists?|pedestrians?|residents?|passengers?|"
    "travell?ers?|commuters?|guests?|hosts?|"
    "sellers?|buyers?|shoppers?|merchants?|readers?|listeners?|players?|learners?|beginners?|"
    "musicians?|members?|employees?|"
    "workers?|staff|supervisors?|technicians?|installers?|plumbers?|electricians?|builders?|"
    "carers?|caregivers?|seniors?|"
    "pensioners?|grandmothers?|grandparents?|aunts?|uncles?|widows?|couples?|famil(?:y|ies)|"
    "households?|kids?|children|child|"
    "teenagers?|teens?|adults?|women|woman|men|man|girls?|boys?|lady|ladies|freelancers?|"
    "contractors?|applicants?|candidates?|"
    "recruiters?|farmers?|growers?|pickers?|visitors?|donors?|volunteers?|callers?|regulars|"
    "newcomers?|subscribers?|payers?|"
    "borrowers?|savers?|debtors?|claimants?|inspectors?|pharmacists?|receptionists?|"
    "secretar(?:y|ies)|waiters?|cooks?|chefs?|"
    "barbers?|mechanics?|operators?|adjusters?|investigators?|underwriters?|loaders?|porters?|"
    "handlers?|housekeepers?|"
    "cleaners?|guards?|officers?|firefighters?|paramedics?|counsels?|dentists?|surgeons?|"
    "therapists?|trainers?|coaches|"
    "translators?|editors?|authors?|journalists?|photographers?|designers?|developers?|"
    "tradesmen|tradespeople|"
    "shop assistants?|site managers?|shift (?:leaders?|managers?)|store managers?|"
    "ward managers?|caretakers?|janitors?|"
    "fishermen|skippers?|captains?|pilots?|conductors?|immigrants?|refugees?|migrants?|"
    "speakers?|colleagues?|person|persons|"
    "mums?|mummies|daughters?|sons?|wi(?:fe|ves)|husbands?|brothers?|nieces?|nephews?|friends?|neighbou?rs?|"
    "folks?|guys?|retirees?|elderly|interns?|apprentices?|trainees?|islanders?|locals|tourists?|"
    "wearers?|first[- ]timers?|"
    "somebody|someone|practices|shops|salons|clinics|caf\u00e9s|cafes|restaurants|bakeries|"
    "schools|hotels|firms|garages"
)
_ROLES = (
    "ceo|cto|cfo|coo|cmo|vp|founder|co-founder|investor|board|owner|boss|manager|managers|"
    "director|head of \\w+|lead|tech lead|team lead|"
    "sales|marketing|growth|finance|legal|compliance|support|operations|ops|engineering|"
    "security|procurement|union|works council|"
    "architect|dev lead|product owner|curators?|kam|account manager|account managers|"
    "controller|cashiers?|editors?|"
    "(?:sales|marketing|product|account|operations|project|area|regional|finance|plant|fleet|"
    "ward|store|branch|it|hr) "
    "(?:manager|director|lead|head|team|people|boss|guy|managers|leads)|"
    "dispatchers?|nurses?|doctors?|teachers?|lawyers?|engineers?|developers?|designers?|"
    "scientists?|data scientists?|"
    "vice president|principal|dean|mayor|minister|chief \\w+|partner|client|customer|vendor|"
    "provider|regulator|auditors?|"
    "drivers?|foreman|union rep|shop steward|consultants?|physicians?|head nurse|leadership|"
    "management|stakeholders?"
)
_NO_PERSON = (
    "adapter|adaptor|after|agree|answer|assist|banner|behavior|behaviour|better|bigger|boiler|"
    "border|browser|buffer|calculator|calendar|career|center|centre|chapter|character|charger|"
    "chatter|cheaper|checklist|classifier|clearer|cluster|coffee|color|colour|committee|"
    "compressor|computer|consider|consist|constant|container|cooker|corner|counter|cover|"
    "december|decoder|degree|deliver|detector|differ|dinner|discover|disorder|distant|docker|"
    "door|dryer|earlier|easier|either|elevator|encoder|engineer|enter|error|ever|exist|factor|"
    "faster|feather|fee|fewer|filter|finger|floor|folder|former|free|freezer|further|generator|"
    "grant|greater|guarantee|guardian|harder|header|heater|helper|higher|holder|identifier|"
    "important|indicator|inner|insist|instant|invariant|italian|ladder|larger|laser|later|latter|"
    "layer|leather|letter|linter|list|locker|longer|lower|major|manner|master|matter|median|"
    "meter|metre|minor|mirror|mist|monitor|motor|neither|never|newer|newsletter|november|number|"
    "october|offer|older|order|other|outer|over|paper|parameter|persist|placeholder|plant|"
    "pleasant|pointer|poor|poster|power|prefer|printer|prior|processor|proper|quarter|radiator|"
    "rather|reactor|refer|register|relevant|remember|reminder|resist|restaurant|router|scanner|"
    "see|semester|sensor|september|server|shelter|shorter|shortlist|shoulder|significant|silver|"
    "simulator|slider|slower|smaller|spider|stapler|starter|sticker|suffer|sugar|summer|supper|"
    "three|thunder|tier|timber|timer|together|tower|tracker|tractor|transfer|transformer|tree|"
    "trigger|trimester|twist|twitter|under|upper|variant|vendor|waitlist|want|washer|water|"
    "weather|whether|winter|wonder|wrist|younger"
)
"""Words that end like somebody who does something, and are no person."""
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a|one|two|three|few)? ?hundred|"
    "thousand|half|a third|thirds|a quarter|a fifth|"
    "a tenth|a dozen|a couple of|twice|double"
)
LEXICON: dict[str, str] = {
    "people": f"(?:{_PEOPLE})",
    # Somebody by what they do, whatever it is: the picker, a pharmacist, our librarians.
    "person": (
        "(?:(?:the|a|an|our|their|my|his|her|your|every|each|most|some|many|these|those|one|two|three|"
        f"\\d+|new|old|young|other) (?:\\w+ )??(?!(?:{_NO_PERSON})s?\\b)\\w{{3,}}"
        "(?:ers?|ors?|ists?|ians?|men|man|women|woman))"
    ),
    "role": f"(?:{_ROLES})",
    "they": (
        f"(?:she|he|they|nobody|everybody|everyone|you|who|(?:the|a|an|this|that|these|those|our|"
        f"her|his|their|most|many|"
        f"some|each|every|any|no|first-time|\\w+) (?:\\w+ ){{0,1}}(?:{_PEOPLE})|(?:{_PEOPLE}))"
    ),
    "num": f"(?:\\d[\\d.,]*(?:k|m|bn)?|{_NUMBER_WORDS})",
    "fig": f"(?:(?:about |around |roughly |some |under |over |below |above |at least |at most |"
    f"[<>~+-] ?)?[\\u20ac$\\u00a3]?(?:\\d[\\d.,]*(?:k|m)?|{_NUMBER_WORDS}|one) ?"
    "(?:%|percent|per ?cent|points?|pts?|pp|cents?|ct|euros?|eur|dollars?|bucks|pounds?|quid|"
    "\\u20ac|minutes?|hours?|days?|weeks?|months?|"
    "years?|times|x|km|in \\d+|out of|of (?:the )?\\d+)?)",
    "unit": "(?:minutes?|min|hours?|h|days?|d|weeks?|months?|quarters?|years?|nights?|seconds?)",
    "why": (
        "(?:because|since (?!\\d|then|january|march|april|may|june|july|last)|so that|which is why|"
        "that is why|the reason|due to|"
        "given that|otherwise|therefore|hence|thus|for (?:this|that) reason|on account of|not because|"
        "as (?:the|it|they|we|that|this|i|he|she|people|most|those|these|there|no|nobody|otherwise)\\b|"
        "\\bso (?:i|we|it|they|that|the|she|he|nobody|if|you|a|there|every|each|no|most)\\b|"
        "in order (?:to|not)|"
        "which means|that means|meaning|else\\b|-> | = |: )"
    ),
    "iwill": (
        "(?:i (?:would|will|shall|should|am going to|have decided to|decided to|chose to|choose to|"
        "prefer to|preferred to|"
        "am for|vote to|recommend to|recommend that we|propose that we|propose we|say we|want us to)|"
        "we (?:would|will|should|shall|are going to|decided to|chose to)|my team (?:would|will)|"
        "let us|let me)"
    ),
    "decide": (
        "(?:build|launch|ship|release|keep|kill|stop|choose|pick|go (?:with|for|ahead|live|"
        "to market|first)|take (?!a look|a step|into|"
        "stock|time|care|the time)|cut|drop|put|sell|offer|send (?!out a survey)|charge|give|move|"
        "switch|roll|hold|refuse|turn|hire|"
        "make (?!sure|an informed|a list|it a priority|a decision|use)|leave|remove|replace|limit|"
        "restrict|block|"
        "split|start (?!by (?:asking|understanding|clarifying|looking|gathering|aligning)|"
        "with (?:the|a|an|some)? ?(?:\\w+ )?(?:questions?|data|research|interviews?|analysis|"
        "understanding|clarif|discovery)|with (?:who|what|why|how)\\b)|"
        "begin with (?:the|a|one|two|three|only|those|\\d)|"
        "not \\w+|never \\w+|rather \\w+|say (?:no|yes|both|stop|so)|"
        "postpone|delay|pause|wait|bet|spend|pay|hand|restore|revert|undo|narrow|tell|warn|show|ring|"
        "only \\w+|focus on (?:the|those|one|people|only)|run (?!a survey|workshops?|interviews|"
        "an analysis|the numbers|all)|set|fix|freeze|"
        "retire|shut|close|open|merge|buy|rent|lease|publish|withdraw|cancel|decline|accept|reject|"
        "require|allow|let|"
        "draw the line|stay|retrain|swap|reduce|raise|lower|add|change|do (?!some|more|research|"
        "a survey|user|an analysis|interviews)|"
        "stick|withhold|stage|serve|skip|target|default|mark|hide|ban|disable|enable|call it|"
        "insist|adopt|invest)"
    ),
    "decided": (
        "(?:decided|chose|refused|rejected|said (?:no|yes|stop)|cut|killed|stopped|dropped|kept|"
        "shipped|launched|built|pulled|"
        "turned (?:\\w+ ){0,3}(?:down|off)|called it|went with|went ahead|switched|moved|put|"
        "took (?:the|it|out|over|them)|"
        "replaced|removed|limited|ruled out|withdrew|cancelled|held|insisted|told|overruled|signed|"
        "gave up|gave (?!a presentation|feedback)|"
        "picked|paused|froze|reverted|rolled back|left (?:it|the|that|them) (?:out|alone)|handed|"
        "offered|proposed)"
    ),
    "act": (
        "(?:ship|launch|stop|roll|keep|pull|kill|drop|switch|build|go|turn|fix|back|revert|extend|"
        "block|hold|widen|expand|pause|"
        "retrain|redefine|review|call|hide|close|freeze|add|raise|lower|cut|leave|take|remove|open|"
        "start|end|withdraw|move|"
        "cancel|reverse|undo|double|scale|continue|wait|look|change|put|send|shut|off|out)"
    ),
    "hedge": "(?:maybe|perhaps|probably|possibly|might|could)",
    "tech": (
        "(?:model|models|accuracy|precision|recall|f1|auc|ndcg|bleu|rouge|perplexity|latency|"
        "p9[59]|embeddings?|retrieval|rag|"
        "fine-?tun\\w+|threshold|classifier|confidence|prompt|tokens?|pipeline|benchmark|score|"
        "error rate|word errors?|"
        "hallucinations?|field accuracy|map|iou|faithfulness)"
    ),
    "design": (
        "(?:rag|retrieval|retriever|embeddings?|vector (?:store|database|db|search)|cross-encoder|"
        "rerank(?:er|ing)|bm25|chunk(?:s|ing)?|orchestrator|"
        "microservices?|event-driven|webhooks?|message (?:queue|bus)|kafka|redis|postgres\\w*|"
        "mysql|elasticsearch|json|schema|normali[sz]ed|joins?|"
        "index(?:es)?|cache|caching|ttl|api calls?|endpoints?|distributed traces?|spans?|n\\+1|"
        "thread pool|latency|p9[59]|throughput|qps|gpus?|"
        "quanti[sz]\\w+|distil\\w+|int8|fine-?tun\\w+|lora|prompt(?:s| engineering)?|tokens?|"
        "context window|transformer|bert|llm judge|"
        "gradient[- ]boost\\w*|xgboost|random forest|neural|yolo\\S*|cnn|segmentation model|"
        "detector|classifier|entailment|hyperparameters?|features store|"
        "feature store|pipelines?|airflow|kubernetes|docker|ci/cd|canary|blue-green|"
        "load balanc\\w+|shard\\w*|replica\\w*|observability|"
        "telemetry|drift|population stability|psi|active[- ]learning|retrain\\w*|mlops|inference|"
        "batch(?:ing|ed)?|streaming|backend|microphone array|"
        "constraint solver|solver|rules engine|hash|object storage|edge device|embedded|firmware|"
        "tool-calling|agentic|parser|synthetic data|"
        "multi-?modal|architecture|ddl|cardinality|adr|dual writes|sentiment analysis|ndcg|auc|f1|"
        "map at|iou|faithfulness|perplexity|tts|asr|"
        "ensembles?|convolutional|conv ?nets?|neural nets?|pre-?train\\w*|calibrat\\w+|roc(?: curve)?|"
        "operating point|held-?out|hold-?out|eval(?:uation)? (?:harness|set|suite)|ingestion|"
        "confusion matri\\w+|data augmentation|bootstrap|class imbalance|logits?|thresholding|"
        "decoupled?|decoupling|inference workers?)"
    ),
    "others": (
        r"(?:the |our |my )?(?:group|team|teams|engineers?|engineering|data scien\w+|tech lead|developers|"
        r"stakeholders|leadership|management|legal|experts?|board|ceo|cto|sales|growth|support|managers?|"
        r"committee|others|them|both sides|customers?|everyone|head of \w+|vp|director|business|council)"
    ),
    "place": (
        "(?:at (?:the )?(?:till|counter|kitchen table|desk|wheel|door|bedside|bus stop|kerb|gate|"
        "reception|front desk|market|"
        "station|airport|platform|bench|stove|sink|parlour|traffic light|table|window|home)|"
        "in (?:the|a|her|his|their) (?:kitchen|car|cab|van|"
        "corridor|stairwell|cellar|basement|back room|waiting room|bathroom|bed|rain|dark|snow|sun|"
        "shop|queue|field|barn|"
        "milking parlour|classroom|ward|ambulance|street|warehouse|yard|truck|lift|garage|office|"
        "supermarket|aisle|bus|train|"
        "hallway|staff room|living room|crane|tunnel|tractor|greenhouse|fitting room|"
        "changing room)|on (?:the|a) (?:ward|bus|train|"
        "platform|sofa|scaffold|ladder|roof|bike|bicycle|phone|motorway|road|floor|pavement|"
        "doorstep|night shift|early shift|stairs|"
        "tractor|boat|site|shop floor|street)|behind the (?:wheel|bar|counter)|on (?:her|his|"
        "their) (?:feet|phone|way|knees)|"
        "(?:one|both|wet|dirty|full) hands?|with gloves|gloves on|in (?:her|his|their|one) hand)"
    ),
    "moment": (
        "(?:at (?:about |around )?(?:half past|quarter (?:past|to)|"
        "\\d{1,2}(?:[:.]\\d\\d)?(?: ?(?:am|pm|o'clock|in the|at night))|"
        "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: thirty)?(?: (?:am|pm|"
        "o'clock|in the \\w+|at night|sharp|on))|"
        "midnight|night|dawn|noon|lunch(?:time)?|dinner|bedtime|christmas)|half past \\w+|"
        "\\d{1,2} ?(?:am|pm)\\b|"
        "(?:on )?(?:a |every |one |the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|"
        "sunday)s?(?: \\w+)?|"
        "in the (?:morning|evening|afternoon|middle of|early hours|last (?:week|days|hour))|"
        "after (?:work|school|dinner|closing|"
        "her shift|his shift|the shift|hours)|before (?:work|breakfast|opening|the shift|school|"
        "bed|closing)|last lesson|end of the month|"
        "between (?:two|calls|patients|classes|lessons|appointments|stops|jobs)|twice a day|"
        "once a (?:week|month|year)|"
        "(?:in )?(?:december|january|winter|summer|spring|autumn|april|march|black friday|"
        "tax season|payday|pay day))"
    ),
    "harm": (
        "(?:a fine|the fine|fines|fined|penalt(?:y|ies)|hurts?|injur(?:y|ies|ed)|die[sd]?|dying|"
        "deaths?|accidents?|wrong dose|overdose|harm(?:s|ed)?|"
        "asham(?:ed|ing)|embarrass\\w*|humiliat\\w*|afraid|scared|fear(?:s|ed)?|sued|lawsuits?|"
        "blame[sd]?|yelled|shouted|"
        "stranded|evict\\w+|late fees?|overdraft|unpaid|wasted?|wast(?:es|ing)|angry|anger|furious|"
        "distrust|stops? trusting|"
        "stopped trusting|(?:ignore|ignores|ignored) (?:it|the|them|every)|switch(?:es|ed)? (?:it|"
        "the \\w+|them) off|turns? it off|hungry|starve\\w*|"
        "cold\\b|debts?|out of pocket|gone for good|never (?:come|comes|came|buy|buys|order|orders|"
        "return|returns)|"
        "(?:loses|lost|losing) (?!nothing|to |in |on |by |at |as |of )\\w+|"
        "lose (?:\\d+|forty|ten|twenty|a hundred|the|her|his|their|its|a|an|my|money|trust|that|them|her|him|"
        "you|us|face|half|customers?|everything|\\w+ (?:money|trust|face))|"
        "can ?not be (?:undone|called back|taken back|corrected)|goes? without|went without|"
        "misse[sd]|missing|"
        "complain(?:s|ed|ts?)?|refunds?|claims?|cheat(?:s|ed)?|lied|a lie|lies|lying|misled|betray\\w*|"
        "walks? (?:away|out|off)|hangs? up|gives? up|gave up|giving up|quits?|leaves? us|left us|"
        "cancels?|cancelled|leave for|"
        "broken|collarbone|bleed\\w*|sick|crash(?:es|ed)?|theft|stolen|stole|fraud|debt|tears|cry|"
        "cries|cried|panic\\w*|"
        "stress\\w*|pay(?:s)? (?:for it|twice|the price)|pays? (?:a|the) (?:fine|fee)|breaks?|"
        "ruin(?:s|ed)?|spoil(?:s|ed|t)?|"
        "stuck|trapped|alone with|lonely|comes? off (?:the|her|his) wage|turned away|sent home|"
        "too late|in vain|for nothing)"
    ),
    "buzz": (
        "(?:stakeholders?|align(?:ed|ing|ment|s)?|leverag(?:e|es|ing)|synerg\\w+|holistic(?:ally)?|"
        "robust|seamless(?:ly)?|"
        "frictionless|delight(?:ful|ing|s)?|ecosystem|paradigm|north star|"
        "customer[- ](?:centric\\w*|obsess\\w*)|"
        "user[- ]centric\\w*|human[- ]cent(?:red|ered)|data[- ](?:driven|informed)|best practices?|"
        "value proposition|"
        "unlock(?:s|ing)?|empower\\w*|game[- ]changer|flywheel|platform mindset|end[- ]to[- ]end|"
        "cross[- ]functional\\w*|buy[- ]in|"
        "actionable|insights?|learnings|journey|scalable|scale(?:s)? across|future[- ]proof|"
        "cutting[- ]edge|state[- ]of[- ]the[- ]art|"
        "strategic(?:ally)?|strategy|vision|mission|roadmap|framework|lens(?:es)?|pillars?|"
        "touch ?points?|"
        "agile|iterat(?:e|ive|ion|ing)|low[- ]hanging|quick wins?|pain points?|personas?|rice|"
        "okrs?|kpis?|value chain|"
        "thought leader\\w*|world[- ]class|best[- ]in[- ]class|industry benchmarks?|win-win|deep dive|"
        "feedback loops?|continuous(?:ly)?|transparen\\w+|ownership|culture|mindset|excellence|"
        "optimi[sz](?:e|es|ing|ation)|maximi[sz]\\w+|enhanc\\w+|streamlin\\w+|drive (?:growth|"
        "value|impact|adoption|engagement)|"
        "sustainable growth|unit economics|engagement|adoption|value\\b|impact\\b|"
        "clear(?:ly)? communicat\\w+|communicat\\w+|"
        "collaborat\\w+|prioriti[sz]\\w+|solution(?:s)?|user experience|customer experience|"
        "responsible ai|governance|"
        "root cause analysis|hypothes[ie]s|workshops?|double diamond|jobs[- ]to[- ]be[- ]done|"
        "design thinking|lean|mvp)"
    ),
}

_SLOT = re.compile(r"<([a-z]+)>")
_WORD_START = "\\b"
SPACED = " "
"""How a pattern begins that is matched against the spaced form of a text, in which a space "
"stands before every word."""
MADE: dict[str, re.Pattern[str]] = {}
"""Every pattern so far by how it is written; there are more once modules that listen have been loaded."""


@cache
def pattern(written: str) -> re.Pattern[str]:
    """`written` with every `<name>` replaced from `LEXICON`, compiled when it is first asked for anything.

    Hundreds of them take a second to compile, and most commands listen to nothing. KeyError for an unknown
    name, at first use.
    """
    made = cast("re.Pattern[str]", _Later(written))
    MADE[written] = made
    return made


class _Later:
    """A pattern that is compiled at its first use, and from then on answers as the compiled one does."""

    def __init__(self, written: str) -> None:
        self._written = written

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(_compiled(self._written), name)
        # Kept where it is found without coming here again.
        self.__dict__[name] = found
        return found


def filled(written: str) -> str:
    """`written` with every `<name>` replaced by its list as it stands in `LEXICON`."""
    return _SLOT.sub(lambda slot: LEXICON[slot[1]], written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    """The pattern.

    Where every alternative begins at the start of a word, it begins with a space instead: the engine then
    looks at words only, not at every character, which makes it several times faster.
    """
    full = _SLOT.sub(lambda slot: _tree_of(slot[1]), written)
    parts = alternatives(full)
    if all(one.startswith(_WORD_START) for one in parts):
        full = SPACED + "(?:" + "|".join(one.removeprefix(_WORD_START) for one in parts) + ")"
    return re.compile(full, re.MULTILINE)


@cache
def _tree_of(name: str) -> str:
    """The list of that name as the engine reads it fastest."""
    return as_tree(LEXICON[name])


def patterns(*written: str) -> tuple[re.Pattern[str], ...]:
    """Each of `written` as a `pattern`."""
    return tuple(pattern(one) for one in written)
