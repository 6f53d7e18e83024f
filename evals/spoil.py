"""Ways to change an answer that ought to change its grade in a known way, or not at all."""

from __future__ import annotations

import random
import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand|"
    r"half|third|quarter|percent|compar\w+|control|baseline|measure\w*|count\w*|metric|test(?:ed|s)?)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:she|he|her|his|him|they|them|their|who|people|person|customers?|users?|patients?|drivers?|owners?|"
    r"teachers?|nurses?|parents?|buyers?|sellers?|members?|somebody|nobody|someone|woman|man|child|children|"
    r"\w{3,}(?:ers|ors|ists))\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:I|I'd|I'll|my|we|we'd|instead|rather|not|no|cost|lose|give up|accept|if|unless|risk|stop|first)\b",
    re.IGNORECASE,
)
_PASSED_ON = (
    "There are good arguments for each of them. I would show the options to the group and let the "
    "team decide. "
    "I am open to any of these, and I would support whatever they pick."
)
_CONTRACTED = {
    "I'd": "I would", "I'm": "I am", "I've": "I have", "I'll": "I will",
    "don't": "do not", "doesn't": "does not",
    "can't": "cannot", "won't": "will not", "isn't": "is not", "aren't": "are not", "wasn't": "was not",
    "didn't": "did not", "it's": "it is", "that's": "that is", "they're": "they are", "we're": "we are",
    "wouldn't": "would not", "couldn't": "could not", "there's": "there is", "what's": "what is",
}  # fmt: skip
_DIGITS = {
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
    "10": "ten", "12": "twelve", "20": "twenty",
}  # fmt: skip


def sentences(text: str) -> list[str]:
    """Rough sentences, cut by other rules than the product's."""
    return [each.strip() for each in _SENTENCE.split(text) if each.strip()]


def shuffled_words(text: str, seed: int) -> str:
    words = text.split()
    random.Random(seed).shuffle(words)
    return " ".join(words)


def shuffled_sentences(text: str, seed: int) -> str:
    parts = sentences(text)
    random.Random(seed).shuffle(parts)
    return " ".join(parts)


def as_bullets(text: str) -> str:
    return "\n".join(f"- {each}" for each in sentences(text))


def as_prose(text: str) -> str:
    return " ".join(re.sub(r"^(?:[-*•]|\d+[.)])\s+", "", each) for each in sentences(text))


def with_typos(text: str, seed: int) -> str:
    """Two neighbouring letters swapped in about every fifteenth longer word."""
    chance = random.Random(seed)
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) > 5 and word.isalpha() and chance.random() < 0.07:
            cut = chance.randrange(1, len(word) - 2)
            words[at] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)


def without_articles(text: str) -> str:
    """As many speakers of other languages write."""
    return re.sub(r"\b(?:the|a|an) (?=[a-z])", "", text)


def first_half(text: str) -> str:
    parts = sentences(text)
    return " ".join(parts[: max(1, len(parts) // 2)])


def spelt_out(text: str) -> str:
    """Contractions written out, small numbers in words: the same content."""
    for short, long in _CONTRACTED.items():
        text = re.sub(rf"\b{short}\b", long, text.replace("\u2019", "'"))
    return re.sub(r"(?<![\d.,€$£])\b(\d{1,2})\b(?![\d.,%:])", lambda m: _DIGITS.get(m[1], m[1]), text)


def without_punctuation(text: str) -> str:
    """As speech recognition writes it."""
    return re.sub(r"[.,;:!?]+(?=\s|$)", "", text).lower()


def no_rigor(text: str) -> str:
    """Every sentence with a number, a comparison or a measure is gone."""
    return " ".join(each for each in sentences(text) if not _NUMBER.search(each))


def no_framing(text: str) -> str:
    """Every sentence with a person in it is gone, but for what is decided or measured in it."""
    kept = [each for each in sentences(text) if not _PERSON.search(each) or _NUMBER.search(each)]
    return " ".join(re.sub(_PERSON, "it", each) for each in kept)


def no_judgment(text: str) -> str:
    """Every sentence in which somebody decides is gone, and the decision is passed on."""
    kept = [each for each in sentences(text) if not _DECIDES.search(each)]
    return " ".join((*kept, _PASSED_ON))


def no_communication(text: str) -> str:
    """The same content as one long thought, with corrections in between."""
    parts = sentences(text)
    joints = (
        ", and, sorry, let me think, ",
        ", no wait, it's more that ",
        ", or something, anyway, I mean, ",
        ", and so ",
    )
    pieces = [parts[0].rstrip(".!?")]
    for at, each in enumerate(parts[1:]):
        pieces.append(joints[at % len(joints)] + each[:1].lower() + each[1:].rstrip(".!?"))
    return "".join(pieces) + "."
