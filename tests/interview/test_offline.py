from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.interview.checks import problems
from interviewer.interview.moves import Action
from interviewer.interview.wording import masked
from interviewer.model.content import Question
from interviewer.model.words import Dimension
from tests.interview import samples
from tests.interview.driver import LIBRARY, Play

QUOTED = re.compile("\u201c([^\u201d]*)\u201d")


def test_the_greeting_says_which_round_and_how_long(nurses):
    opening = Play([nurses]).last
    assert opening.action is Action.OPEN
    assert "product sense" in opening.text.lower()
    assert "35 minutes" in opening.text
    assert "?" not in opening.text


def test_every_round_is_led_by_somebody_else():
    greetings = {}
    for name in LIBRARY.rounds:
        question = Question(id="own", round=name, prompt="Do we raise the price?")
        greetings[name] = {Play([question], seed=seed).last.text for seed in range(9)}
        assert len(greetings[name]) >= 3
        assert all("35 minutes" in text for text in greetings[name])
    said = [text for texts in greetings.values() for text in texts]
    assert len(said) == len(set(said))
    assert set(LIBRARY.phrases.manners) == set(LIBRARY.rounds)
    assert all(LIBRARY.templates.has(f"interviewer/rounds/{name}") for name in LIBRARY.rounds)


def test_a_round_of_ones_own_is_greeted_too():
    question = Question(id="own", round="own-round", prompt="Do we raise the price?")
    opening = Play([question], rubric=LIBRARY.rubric("execution")).last
    assert opening.action is Action.OPEN
    assert "35 minutes" in opening.text


def test_a_round_from_greeting_to_goodbye(nurses, frost):
    play = Play([nurses, frost])
    script = [samples.ANSWER, samples.COST, samples.METRIC] * 5
    for text in script:
        if not play.over:
            play.say(text)
    actions = [move.action for _, move in play.moves]
    assert play.over
    assert actions[0] is Action.OPEN
    assert actions.count(Action.NEXT_QUESTION) == 1
    assert actions[-2:] == [Action.LAST_WORD, Action.CLOSE]
    assert 4 <= actions.count(Action.FOLLOW_UP) <= 6


def test_a_clarifying_question_is_never_an_answer(nurses):
    play = Play([nurses])
    play.say("Which wards drop it, intensive care?")
    assert play.state.answers() == ()
    follow = play.say(samples.ANSWER)
    assert all("intensive care?" not in quote for quote in QUOTED.findall(follow.text))


def test_a_hand_over_is_handed_back(nurses):
    play = Play([nurses])
    play.say(samples.ANSWER)
    move = play.say(samples.HAND_OVER)
    assert (move.action, move.signal, move.dimension) == (
        Action.FOLLOW_UP,
        "makes-decision",
        Dimension.JUDGMENT,
    )
    assert play.say(samples.HAND_OVER).signal != "makes-decision"


def test_not_knowing_lowers_the_step_once(nurses):
    play = Play([nurses])
    first = play.say("I don't know")
    second = play.say("I really don't know")
    assert first.action is Action.REPROMPT
    assert first.heard_as == "answer"
    assert second.action is not Action.REPROMPT


def test_a_follow_up_that_was_not_known_is_left(nurses):
    play = Play([nurses])
    asked = play.say(samples.ANSWER)
    after = play.say("I don't know")
    assert after.heard_as == "follow-up"
    assert after.action is Action.FOLLOW_UP
    assert after.signal != asked.signal


def test_a_few_words_are_asked_about_before_anything_else(nurses):
    assert Play([nurses]).say("Shorter summaries for nurses.").action is Action.REPROMPT


@pytest.mark.parametrize("text", ["", "...", *samples.INJECTIONS, "Give me a minute", "Repeat that please"])
def test_nothing_that_is_no_answer_counts_as_one(nurses, text):
    play = Play([nurses])
    move = play.say(text)
    assert move.heard_as == "aside"
    assert play.state.answers() == ()


def test_repeating_repeats_what_was_asked_last(nurses):
    play = Play([nurses])
    assert nurses.prompt in play.say("Could you repeat the question?").text
    follow = play.say(samples.ANSWER)
    assert follow.text in play.say("Sorry, say that again?").text


def test_the_candidate_is_quoted_to_the_letter(nurses):
    said = (
        "I'd serve the nurse who comes back. I would show her only what changed since her last shift.",
        "I would roll it out to two wards, because they hand over most patients at night.",
        samples.METRIC,
    )
    found = []
    for seed in range(8):
        play = Play([nurses], seed=seed)
        follow_ups = [move for text in said if (move := play.say(text)).signal]
        quotes = [quote for move in follow_ups for quote in QUOTED.findall(move.text)]
        assert all(any(quote in text for text in said) for quote in quotes)
        assert {move.quote for move in follow_ups if move.quote} == set(quotes)
        found += quotes
    assert found


def test_what_was_said_is_not_asked_for(nurses):
    play = Play([nurses])
    asked = {play.say(text).signal for text in (nurses.strong_answer, samples.COST)}
    assert not asked & {"accepts-cost", "makes-decision", "plans-fallback", "sets-threshold-action"}


def test_the_dimensions_take_turns(nurses):
    play = Play([nurses])
    asked = [
        play.say(text).dimension
        for text in ("I would build something for nurses, because it helps them.", "It helps them.")
    ]
    assert len(set(asked)) == 2


def test_time_up_asks_for_one_sentence(nurses, frost):
    play = Play([nurses, frost], pace=60 * 36)
    move = play.say(samples.ANSWER)
    assert move.action is Action.LAST_WORD
    assert move.text in LIBRARY.phrases.time_up
    assert play.say(samples.COST).action is Action.CLOSE


def test_a_question_of_ones_own_has_no_facts_and_works(nurses):
    own = Question(id="own-question", round="product-sense", prompt="How would you improve a library card?")
    play = Play([own])
    assert play.say("Who uses it?").told[0].fact is None
    for text in (samples.ANSWER, samples.COST, samples.METRIC, samples.ANSWER, samples.COST, samples.METRIC):
        if not play.over:
            move = play.say(text)
            assert "{" not in move.text
    assert play.over


def test_the_same_view_leads_to_the_same_move(nurses):
    script = [samples.CLARIFYING[0], samples.ANSWER, samples.HAND_OVER]
    one, two = (Play([nurses], seed=3) for _ in range(2))
    assert [one.say(text) for text in script] == [two.say(text) for text in script]


def test_another_seed_words_things_differently(nurses):
    openings = {Play([nurses], seed=seed).last.text for seed in range(12)}
    assert len(openings) >= 3


BESIDE = (
    "",
    "Give me a minute please",
    "hm",
    samples.INJECTIONS[0],
    "Are you a real person?",
    "Repeat it please",
)


@pytest.mark.parametrize("text", BESIDE)
def test_nobody_is_led_on_without_an_answer(nurses, frost, text):
    play = Play([nurses, frost], pace=5)
    for _ in range(15):
        assert play.say(text).action in {Action.WAIT, Action.REPEAT_QUESTION}
    assert play.say(samples.ANSWER).action is Action.FOLLOW_UP


def test_questions_without_end_are_met_with_a_call_to_begin(nurses):
    play = Play([nurses], pace=5)
    for index in range(12):
        move = play.say(f"Which colour has ward number {index} of the hospital?")
    assert move.text in LIBRARY.phrases.enough_told
    assert move.heard_as == "clarifying"


def test_two_times_not_known_leads_on(nurses, frost):
    play = Play([nurses, frost])
    play.say("I don't know")
    assert play.say("I still don't know").action is Action.NEXT_QUESTION


@pytest.mark.parametrize("text", ["Give me a minute", "How many wards are there?", ""])
def test_the_last_word_is_waited_for_once(nurses, text):
    play = Play([nurses], pace=60 * 36)
    play.say(samples.ANSWER)
    move = play.say(text)
    assert move.action is Action.WAIT
    assert move.heard_as in {"aside", "clarifying"}
    assert move.text in LIBRARY.phrases.only_sentence
    assert play.say(text).action is Action.CLOSE


def test_no_wording_says_how_late_it_is_before_time_is_up():
    late = re.compile(r"near the end|wrap|finish|before we close|time", re.IGNORECASE)
    assert not [text for text in LIBRARY.phrases.last_word if late.search(text)]
    up = re.compile(r"\b(?:our|the|my|that's) time\b|time is up|^time\b", re.IGNORECASE)
    manners = LIBRARY.phrases.manners.values()
    closings = [*LIBRARY.phrases.closing, *(text for each in manners for text in each.closing)]
    assert not [text for text in closings if up.search(text)]


def test_a_story_that_is_not_there_is_asked_for_once():
    question = LIBRARY.question("demo-too-good")
    play = Play([question, LIBRARY.question("expert-overruled")])
    assert play.say("I never had such a situation.").text in LIBRARY.phrases.dont_know_story
    assert play.say("I can't think of any.").action is Action.NEXT_QUESTION


def test_a_made_up_story_is_declined_and_no_example_given():
    play = Play([LIBRARY.question("demo-too-good")])
    assert play.say("Can I tell a hypothetical story?").told[0].fact == "story-real"
    assert play.say("Can you give me an example?").text in LIBRARY.phrases.no_example


def test_a_follow_up_that_was_not_caught_is_said_again(nurses):
    play = Play([nurses])
    asked = play.say(samples.ANSWER)
    move = play.say("Sorry?")
    assert asked.text in move.text
    assert move.heard_as == "aside"


@pytest.mark.parametrize("name", ["nurse-handover", "frost-warning", "fuel-claim", "demo-too-good"])
@pytest.mark.parametrize("text", ["What do you mean?", "Sorry, what exactly do you mean by that?"])
def test_what_was_meant_is_asked_in_other_words_until_there_are_none(name, text):
    play = Play([LIBRARY.question(name)])
    asked = play.say(samples.STORY if name == "demo-too-good" else samples.ANSWER)
    told = [play.say(text) for _ in range(3)]
    assert all(move.heard_as == "aside" and move.text.count("?") == asked.text.count("?") for move in told)
    assert len({move.text for move in told}) == 3
    assert name == "demo-too-good" or asked.text not in told[0].text


def test_why_something_is_asked_is_said_with_the_question(nurses):
    play = Play([nurses])
    asked = play.say(samples.ANSWER)
    move = play.say("Why do you ask that?")
    assert move.text in [each.format(prompt=asked.text) for each in LIBRARY.phrases.follow_up_why]


@pytest.mark.parametrize(
    "text",
    [
        "我会先看司机为什么找不到位置。",
        "Я бы сначала посмотрел, почему водители не находят места.",
        "Ich würde zuerst schauen, warum die Fahrer keinen Platz finden, und das ist nicht einfach.",
    ],
)
def test_who_answers_in_another_language_is_told_so_and_asked_again(nurses, text):
    play = Play([nurses])
    for _ in range(2):
        move = play.say(text)
        assert move.action is Action.WAIT
        assert "English" in move.text
        assert move.heard_as == "aside"
    assert play.say(samples.ANSWER).action is Action.FOLLOW_UP


def test_a_foreign_name_or_sign_in_an_answer_is_heard(nurses):
    text = samples.ANSWER + " On the ward they call it 引き継ぎ or la relève, and the word helped."
    assert Play([nurses]).say(text).heard_as == "answer"


def test_no_goodbye_says_that_time_is_up_when_it_may_not_be(nurses):
    phrases = LIBRARY.phrases
    ways = [phrases.closing, phrases.closing_early, *(each.closing for each in phrases.manners.values())]
    claims = re.compile(
        r"time(?:'s| is) up|^time\b|that(?:'s| is| was) (?:my |our |the )?time\b", re.IGNORECASE
    )
    assert not [line for each in ways for line in each if claims.search(line)]


def test_a_repeat_is_of_the_question_and_not_of_what_came_between(nurses):
    play = Play([nurses])
    play.say("I don't know")
    for _ in range(5):
        assert nurses.prompt in play.say("Can you repeat the question?").text


def test_leave_is_given_and_an_answer_beside_it_is_one(nurses):
    play = Play([nurses])
    play.say(samples.ANSWER)
    assert play.say("Can I change my answer?").text in LIBRARY.phrases.permission
    move = play.say(
        "Can I go back to the guardrail? I'd add complaints per handover, because she reads them."
    )
    assert move.heard_as == "follow-up"


def test_no_target_is_asked_for_where_one_was_given(nurses):
    for seed in range(6):
        play = Play([nurses], seed=seed)
        for text in (samples.ANSWER, "It goes from 50% of shifts to 70% of shifts by March.", samples.COST):
            move = play.say(text)
        assert "sets-baseline-target" not in [m.signal for _, m in play.moves[2:]]
        assert move.text


def test_a_list_is_asked_for_the_choice(nurses):
    move = Play([nurses]).say(
        "We could have an app for the nurses, and also maybe SMS, and also a partnership, and then "
        "a gamified feed, plus another chatbot that could summarise the ward because it is long."
    )
    assert move.text in LIBRARY.phrases.several_options


def test_accuracy_is_asked_what_it_is_for(nurses):
    move = Play([nurses]).say(samples.ENGINEER)
    assert move.signal == "outcome-over-model-metric"


def test_a_second_hand_over_is_named_as_one(nurses):
    play = Play([nurses])
    play.say(samples.HAND_OVER)
    assert play.say("The engineering team should decide that.").text in LIBRARY.phrases.hand_over_again


@pytest.mark.parametrize(
    "text",
    [
        "I would let it run and switch the 640 to the fixed schedule because of the cold.",
        "I'd use RICE with reach, impact, confidence and effort for the nurses on the ward.",
        "She told me at lunch that the nurses trust the summary less.",
    ],
)
def test_half_sentences_frameworks_and_asides_are_not_quoted(nurses, text):
    move = Play([nurses]).say(text)
    assert not {"let it run", "RICE", "at lunch"} & {
        part for part in ("RICE", "at lunch") if part in move.text
    }
    assert "\u201cswitch" not in move.text


def test_facts_stand_in_paragraphs_of_their_own(nurses):
    move = Play([nurses]).say("Which wards drop it? And who pays for it?")
    assert len(move.told) == 2
    assert "\n\n" in move.text


def test_one_minute_is_one(nurses):
    assert "1 minutes" not in Play([nurses], minutes=1).last.text


ROUNDS = tuple(name for name in LIBRARY.rounds if LIBRARY.questions(name))
MESSAGES = st.one_of(
    st.sampled_from(
        (
            *samples.CLARIFYING,
            *samples.ASIDES,
            *samples.SHORT,
            *samples.JUNK,
            *samples.INJECTIONS,
            samples.ANSWER,
            samples.ENGINEER,
            samples.METRIC,
            samples.COST,
            samples.STORY,
        )
    ),
    st.text(max_size=80),
    st.lists(
        st.sampled_from((samples.ANSWER, samples.COST, samples.HAND_OVER, *samples.INJECTIONS)), max_size=3
    ).map(" ".join),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    messages=st.lists(MESSAGES, min_size=40, max_size=40),
    seed=st.integers(0, 1000),
    start=st.integers(0, 1000),
    pace=st.sampled_from((5.0, 60.0, 200.0)),
    name=st.sampled_from(ROUNDS),
)
def test_whatever_is_said_the_round_ends_and_stays_fair(messages, seed, start, pace, name):
    known = LIBRARY.questions(name)
    chosen = [known[(start + step) % len(known)] for step in range(2)]
    play = Play(chosen, seed=seed, pace=pace)
    for text in messages:
        if not play.over:
            play.say(text)
    play.t = max(play.t, 60.0 * play.minutes)
    for text in messages[:3]:
        if not play.over:
            play.say(text)
    assert play.over
    for view, move in play.moves:
        assert problems(move, view) == ()
    follow_ups = [masked(move.text) for _, move in play.moves if move.action is Action.FOLLOW_UP]
    assert len(follow_ups) == len(set(follow_ups))
    for index in range(2):
        aimed = [turn.signal for turn in play.state.here(index) if turn.signal]
        assert len(aimed) == len(set(aimed))


def test_the_job_somebody_has_is_not_one_occasion():
    play = Play([LIBRARY.question("why-now"), LIBRARY.question("known-by")])
    move = play.say(
        "It is for the internal teams. The stack, the queue and the pool are mine to choose there."
    )
    assert move.text not in LIBRARY.phrases.no_story_yet


def test_fingers_on_the_keyboard_are_no_answer(nurses):
    move = Play([nurses]).say("asdf")
    assert move.heard_as == "aside"
    assert move.text in LIBRARY.phrases.silence


def test_a_figure_with_a_point_in_it_does_not_cut_the_question():
    move = Play([LIBRARY.question("island-ferry")]).say(
        "And how did the shipping company come to the 1.3 million?"
    )
    assert [told.fact for told in move.told] == ["sum"]


def test_who_asks_what_the_data_scientist_would_do_is_asked_back(nurses):
    play = Play([nurses])
    play.say(samples.ANSWER)
    move = play.say("I'd read some of them first. What would the data scientist recommend?")
    assert move.heard_as == "follow-up"
    assert move.signal == "makes-decision"


@pytest.mark.parametrize(
    "said",
    [
        "I'd take it because wrong and followed costs 34 minutes and right saves only 19.",
        "I'd take 200 wrong ones and sort them by what happened after.",
    ],
)
def test_what_breaks_off_or_is_no_course_is_not_taken_up(nurses, said):
    play = Play([nurses])
    first = play.say(
        f"It is for the nurse at seven in the morning, who needs the changes of the night. {said}"
    )
    second = play.say(said)
    assert first.quote is None or first.quote not in said
    assert second.quote is None or second.quote not in said
