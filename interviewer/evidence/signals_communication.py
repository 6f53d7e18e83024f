"""What communication sounds like: the answer early, points that follow from one another, particular words."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.detector import Detector
from interviewer.evidence.lexicon import patterns

COMMUNICATION: Final[tuple[Detector, ...]] = (
    Detector(
        "signposts",
        cues=patterns(
            r"^first i (?:would |will )?(?:say|take|tell|explain|go through|give)\b.{3,60}\bthen\b",
            r"\b(?:two|three|four|five|a couple of) (?:\w+ )?(?:things|reasons|parts|rules|questions|"
            r"points|numbers|steps|checks|levers|mistakes|candidates|figures)\b(?!.{0,12}\b(?:framework|"
            r"pillars)\b)",
            r"^(?:short version|first(?:ly)?|second(?:ly)?|third(?:ly)?|one|two|finally|last(?:ly)?|"
            r"then|next|now the|so the|the (?:first|second|third)|change \d|context|goal|decision|"
            r"evidence|risk|risks|test|outcome|follow-up|background|definition|success|why|who|"
            r"what)[,:.] ",
            r"\b(?:let me (?:start|begin|say|take|go|give)|i (?:would|will) (?:start|begin|come (?:to|"
            r"back)|go through|take (?:them|it) (?:one|in)|give you|say (?:first|why))|coming back to|"
            r"before that|in that order|the (?:order|sequence) (?:is|:)|i will talk to them)\b.{3,}",
        ),
        companions=patterns(
            r"^(?:second(?:ly)?|two|then|finally|third|three|now|next|last(?:ly)?|the (?:second|third|"
            r"other)|risks?|test|decision|outcome|evidence)\b",
            r"\b(?:the second|second,|, two|the other (?:one|is)|then|after that)\b",
        ),
        vetoes=patterns(
            r"\bfirstly, secondly\b|\bmany aspects\b",
            r"\b(?:step one, clarify|framework|lenses?|phase (?:one|two)|structured manner|holistic)\b",
        ),
        deniable=False,
        reach=3,
    ),
    Detector(
        "uses-example",
        cues=patterns(
            r"^(?:an? |one )?example[:.,] ?\w",
            r"\b(?:for (?:example|instance)|e\.?g\.?|say (?:a|an|she|you|the|he|somebody)|take (?:a|an|"
            r"the|somebody|someone|one)|imagine|picture|suppose (?:a|an|she|you|the|he|somebody)|"
            r"such as (?:a|an|the)|like (?:when|\")|think (?:of|about) (?:a|an|the|somebody)|"
            r"one (?:sister|customer|driver|day|saturday|night|case|owner|user|patient|vet|practice|"
            r"woman|man|evening|seller|girl))\b .{4,}",
            r"\bin (?:one|that) case\b.{4,}|\bmy (?:aunt|mother|father|sister|brother|last|"
            r"neighbour)\b.{6,}",
            r"\"[^\"\n]{6,90}\"",
        ),
        companions=patterns(r"\b(?:she|he|her|his|you)\b", r"\"", r"<place>", r"<moment>", r"<harm>"),
        number_shows=True,
        vetoes=patterns(
            r"\bfor (?:example|instance),? (?:\w+ ){0,2}(?:satisfaction|engagement|adoption|retention|"
            r"stakeholders|user interviews|surveys)\b",
            r"\bfor example (?:accuracy|precision|latency)\b",
        ),
        deniable=False,
    ),
    Detector(
        "explains-plainly",
        cues=patterns(
            r"\b(?:think of|picture|imagine) (?:it as )?(?:a|an) \w+.{10,}",
            r"\b(?:in (?:plain|other|simple) (?:words|terms|english)|to put it (?:simply|plainly)|"
            r"translate (?:it|that|this)|think of it as|it is (?:a bit )?like (?:a|an|the|having)|"
            r"works like|it behaves like|as if (?:a|you|somebody))\b.{4,}",
            r"\b<tech>\b.{0,60}?\b(?:means|meaning|i\.e\.?|that is,|which means|in practice|is just|"
            r"is simply|is two things|is only|comes down to|is nothing but|so (?:one|two|three|\d+|"
            r"every) )\b.{6,}",
            r"\b(?:means|meaning|that is|so)\b.{0,20}\b(?:one in (?:\w+)|\d+ (?:out of|"
            r"in) (?:every )?\d+|two in three|half of|every (?:second|third|tenth))\b",
            r"\b(?:one in (?:two|three|four|five|six|ten|twenty|fifty|a hundred)|"
            r"\d+ out of (?:every )?(?:a )?(?:ten|hundred|thousand|\d+))\b.{4,}",
            r"\bthe (?:model|machine|bot|computer|system) (?:has |have |had )?(?:read|seen|learned|"
            r"heard|never|only|guesses|writes|counts|compares|copies)\b.{6,}",
            r"\b(?:something like|is something like|is like) (?:a|an) \w+",
            r"\bthe (?:model|bot|system|machine|list) (?:does not|can ?not|only|never) (?:see|know|hear|"
            r"tell|understand|remember|sees|knows)\b",
            r"\bit tells \w+\b",
        ),
        companions=patterns(r"<why>", r"\b(?:<people>|she|he|her|you)\b"),
        number_shows=True,
        vetoes=patterns(r"\b(?:harmonic mean|orchestrator|cross-encoder|embedding model|gradient boosted)\b"),
        deniable=False,
    ),
    Detector(
        "tailors-message",
        cues=patterns(
            r"\b(?:to|for|with) (?:the |my |our |her |his )?<role>,? (?:i|we) (?:\w+ )?(?:said|showed|"
            r"spoke|framed|put|talked|used|brought|wrote|explained|gave|told|led|drew|presented|"
            r"spoke about|only)\b",
            r"\bi (?:\w+ )?(?:showed|told|brought|gave|wrote|explained|framed|presented|said|sent|"
            r"walked|drew|read out)(?: to| with)? (?:the |my |our |her |his )?(?:<role>|him|her|them|"
            r"<people>)\b.{4,90}?\b(?:what|how|in (?:euros|money|their|her|his|minutes|hours|numbers|"
            r"words|cases)|a (?:page|number|photo|forecast|recording|list|letter|story)|one (?:page|"
            r"number|case|photo|recording)|numbers?|cost|euros|data|not the|no \w+|because|that)\b",
            r"\b(?:the |my |our )?(?:<role>|crew|team) got (?:the|a|one|it|only|two)\b.{4,}",
            r"\b(?:two|three|different|separate) (?:versions|stories|pages|messages|decks|letters|"
            r"sentences)\b|\bin (?:his|her|their) (?:own )?(?:language|terms|words|numbers|currency|"
            r"units)\b|\b(?:publicly|in front of|in private|face to face|one to one|one page with)\b|"
            r"\beach (?:of them )?(?:heard|got|saw)\b",
        ),
        shown=patterns(
            r"\b<role>\b.{3,80}\b(?:while|whereas|and (?:to|for|with|the)|but (?:to|for)|; ?(?:to|for|"
            r"the)?)\b.{0,20}\b<role>\b.{3,}"
        ),
        companions=patterns(
            r"\b(?:because|so that|whereas|while|the (?:other|others)|what (?:he|she|they) (?:cared|"
            r"needed|feared|wanted)|instead of|rather than)\b",
            r"\b(?:to|for|with) (?:the |my |our )?<role>,? (?:i|we) ",
        ),
        story_only=True,
        deniable=False,
        vetoes=patterns(
            r"\b(?:all stakeholders|adapt(?:ed)? my communication|tailor(?:ed)? (?:my|the) (?:message|"
            r"communication)s? to (?:the|each|every|all|my|different)|kept (?:everyone|everybody|all))\b",
            r"\b(?:i|we) (?:would|will)\b",
        ),
        reach=1,
    ),
    Detector(
        "links-points",
        cues=patterns(
            r"^\W*\w+ \w+ \w+.*?\b(?:because|since (?!\d|then)|which means|that means|which is why|"
            r"that is why|therefore|hence|thus|otherwise|so that|as a result|"
            r"given that)\b.{0,4}\w+ \w+ \w+",
            r"\b(?:if|when|once)\b.{6,80}?,? (?:then|i|we|it|that is|the|they|she|he|nobody)\b.{4,}",
            r"(?:, |^)so (?:i|we|it|they|that|the|she|he|nobody|if|you|a|every|in|on|for|only|when|"
            r"no)\b.{6,}",
            r"\b(?:whereas|although|even though|while|but) (?:a|an|the|i|we|it|they|she|he|nobody|that|"
            r"this|only|not|in|for|if|her|his|most)\b.{6,}",
        ),
        companions=patterns(
            r"<harm>",
            r"\b(?:<people>|she|he|her|his|them)\b",
            r"\b(?:costs?|euros?|price|money|margin|orders?)\b",
        ),
        number_shows=True,
        vetoes=patterns(r"\bso in summary\b|\bso that there is buy-in\b"),
        deniable=False,
    ),
    Detector(
        "concrete-words",
        cues=patterns(
            r"\b(?:receipts?|invoices?|envelopes?|letters?|petrol|paper|thermal|shelves|shelf|ladders?|"
            r"vans?|trucks?|gloves|keys?|printers?|tapes?|clipboards?|tablets?|scanners?|badges?|"
            r"kitchens?|ovens?|bread|coffee|queues?|doors?|tills?|forms?|trolleys?)\b.{4,}",
            r"\b\d[\d.,]* (?!%|percent|points?|pts)(?:[a-z]{3,} )?(?:[a-z]{4,}s)\b",
            r"<place>",
            r"\"[^\"\n]{3,80}\"",
            r"\b(?:<num>|one|a|the|her|his|my|this|that|each|no) (?:\w+ ){0,1}?(?:till|invoice|letter|"
            r"envelope|receipt|photo|phone|queue|kitchen|ladder|truck|van|bus|bike|bicycle|shoebox|"
            r"printer|drawer|scanner|paper|pen|whiteboard|badge|key|keys|door|lock|lift|corridor|"
            r"bed|bread|rolls|coffee|dress|stain|hole|pothole|dog|clause|lease|meter|roof|balcony|plug|"
            r"basket|slot|parcel|doorbell|gate|shelf|pallet|bin|oven|dose|pill|wound|finger|gloves|"
            r"glasses|thumb|piano|bar|note|button|sticker|label|stamp|banner|chip|tick|screen|"
            r"hat|map|list|calendar|shift|rota|spreadsheet|whatsapp|text message|tap|taps|sms|form|fax|"
            r"folder|page|bill|vat|fee|refund|coupon|deposit|cheque|voucher|wage|rent|salary|fine|"
            r"claim)s?\b",
            r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|"
            r"july|august|september|october|november|december)s?\b",
        ),
        companions=patterns(r"\b(?:<people>|she|he|her|his|you)\b", r"<place>", r"<moment>"),
        number_shows=True,
        vetoes=patterns(
            r"\b(?:step (?:one|two|three)|phase (?:one|two|1|2)|rice|framework|stakeholders?|personas?|"
            r"p9[59]|orchestrator|redis|kafka|latency|embedding)\b"
        ),
        deniable=False,
    ),
)
