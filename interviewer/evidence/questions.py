"""Which questions a message asks, with or without question marks."""

from __future__ import annotations

import re

from interviewer.evidence.characters import plain, shadow

_SENTENCE = re.compile(r"(?:[^.!?\u2026\n\u3002\uff01\uff1f]|(?<=\d)\.(?=\d))+[.!?\u2026\u3002\uff01\uff1f]*")
_ASKS_POLITELY = re.compile(
    r"\b(?:(?:can|could|may|might|would|will) (?:you|we|i) (?:please |kindly |just |also |first )*"
    r"(?:tell|ask|confirm|clarify|explain|say|know|share|give|check|assume|let me know|"
    r"help me understand)"
    r"|(?:i(?:'d| would)|we(?:'d| would)) (?:\w+ )?(?:like|love|want|need|be curious|"
    r"be keen) to (?:\w+ )?"
    r"(?:know|ask|hear|understand|clarify|check|find out) (?:whether|if|what|which|who|how|why|"
    r"when|where|about)"
    r"|i (?:want|need|wanted|have) to (?:know|ask|understand|clarify) (?:whether|if|what|which|"
    r"who|how|why|when|where)"
    r"|(?:i'm|i am) (?:wondering|curious|asking) (?:whether|if|what|which|who|how|why|when|where|about)"
    r"|i wonder (?:whether|if|what|which|who|how|why|when|where)"
    r"|(?:do|does|did) (?:we|you) (?:know|have|already|currently|mean|want)"
    r"|(?:please|kindly) (?:tell|clarify|confirm|explain)"
    r"|(?:one|my|a|another) (?:first |quick |clarifying )*question (?:is|would be|first|:)"
    r"|(?:is|are) (?:it|that|this|they|there|we) (?:safe|fair|ok|okay|right|correct) to (?:say|assume))"
)
_OPENS = re.compile(
    r"^(?:(?:ok|okay|so|and|but|well|sure|thanks|thank you|sorry|um|uh|hm|also|then|first|"
    r"quickly|before i start"
    r"|before that|yes|right)[, ]+)*"
    r"(?:(?:who|what|which|when|where|why|how)(?:'s| (?:is|are|was|were|do|does|did|can|could|"
    r"would|should|will|much|many"
    r"|long|often|old|big|far|kind|type|sort|exactly|about|has|have|had))\b"
    r"|(?:is|are|was|were|do|does|did|can|could|would|should|will|has|have|am|may|might)(?:n't)? "
    r"(?:i|you|we|they|he|she|it|this|that|these|those|there|the|our|your|any|anyone|anybody|"
    r"someone|people|users"
    r"|customers)\b)"
)
_NOT_OPEN = re.compile(r"^(?:what|how|why|where|when|who|which) (?:i|we|they|he|she|it|you|the|our) ")
_LONGEST_UNMARKED = 28


def questions_in(text: str) -> tuple[str, ...]:
    """The questions `text` asks, in order, cleaned for display; empty when it asks none."""
    found = (plain(part.group()) for part in _SENTENCE.finditer(shadow(text)))
    return tuple(sentence for sentence in found if sentence and is_question(sentence))


def is_question(sentence: str) -> bool:
    """True when one sentence asks something, by its mark or by its words."""
    stripped = sentence.strip().strip('"\u201c\u201d*)').strip()
    if stripped.endswith(("?", "\uff1f")):
        return any(letter.isalnum() for letter in stripped)
    words = " ".join(stripped.lower().replace("\u2019", "'").split())
    if len(words.split()) > _LONGEST_UNMARKED:
        return False
    if _ASKS_POLITELY.search(words):
        return True
    return bool(_OPENS.match(words)) and not _NOT_OPEN.match(words) and len(words.split()) >= _FEWEST_WORDS


_FEWEST_WORDS = 4
