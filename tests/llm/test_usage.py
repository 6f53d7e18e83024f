"""What calls cost, and a budget that is not passed."""

import asyncio

import pytest

from interviewer.llm.errors import BudgetReachedError
from interviewer.llm.specs import Options, make_llm
from interviewer.llm.usage import Budget, Call, Meter, Usage, estimate_tokens, price_of
from tests.llm.parts import ANTHROPIC_KEY, REQUEST, Verdict, all_of, compatible


@pytest.fixture
def claude(monkeypatch, llmock):
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    llmock.reply("Why is that the first thing you would do?", times=None)
    return lambda **options: make_llm("anthropic/claude-opus-5", Options(**options))


def test_a_known_model_is_priced_and_an_unknown_one_is_not():
    usage = Usage(input=1_000_000, output=1_000_000)
    assert price_of("claude-opus-5", provider="anthropic")(usage) == pytest.approx(30)
    assert price_of("claude-opus-5", provider="anthropic")(Usage(cached=1_000_000)) == pytest.approx(0.5)
    assert price_of("nobody-knows-it", provider="openai")(usage) is None
    assert price_of("llama-3.3-70b-versatile", api_url="https://api.groq.com/openai/v1")(usage) > 0
    assert price_of("small", api_url="http://127.0.0.1:8080/v1")(usage) is None


def test_a_session_sums_what_is_priced_and_names_what_is_not():
    meter = Meter()
    assert meter.cost is None
    meter.add(Call("reply", "anthropic/a", Usage(10, 5, 2, 3), 0.25))
    meter.add(Call("reply", "compatible/b", Usage(10, 0, 0, 3), None))
    meter.add(Call("score", "anthropic/a", Usage(1, 0, 0, 1), 0.5))
    assert meter.cost == 0.75
    assert meter.usage == Usage(21, 5, 2, 7)
    assert meter.unpriced == ("compatible/b",)
    assert meter.calls == 3
    assert meter.sums["reply", "anthropic/a"].cost == 0.25


def test_estimates_err_on_the_high_side():
    text = "Nurses at Marlowe ward lose forty minutes a shift, so I would cut the handover first. " * 20
    assert len(text) / 4 < estimate_tokens(text) < len(text) / 2


@pytest.mark.parametrize("dollars", [0, -1, float("nan"), float("inf")])
def test_a_budget_is_above_zero(dollars):
    with pytest.raises(ValueError, match="above zero"):
        Budget(dollars)


@pytest.mark.asyncio
async def test_a_call_that_could_pass_the_budget_is_not_made(claude, llmock):
    with pytest.raises(BudgetReachedError, match=r"the budget of \$0.00 could be passed"):
        await all_of(claude(budget=Budget(0.001)))
    with pytest.raises(BudgetReachedError):
        await claude(budget=Budget(0.001)).structured(REQUEST, Verdict)
    assert llmock.requests == []


@pytest.mark.asyncio
async def test_a_budget_is_never_passed_and_nearly_used(claude, llmock):
    budget, meter = Budget(0.02), Meter()
    llm = claude(budget=budget, meter=meter)

    async def go_on():
        for _ in range(100):
            await all_of(llm)

    with pytest.raises(BudgetReachedError):
        await go_on()
    assert budget.dollars * 0.6 < budget.spent <= budget.dollars
    assert meter.cost == pytest.approx(budget.spent)


@pytest.mark.asyncio
async def test_calls_at_the_same_time_do_not_pass_it_together(claude, llmock):
    budget = Budget(0.012)  # enough for the worst case of two
    results = await asyncio.gather(*(all_of(claude(budget=budget)) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(each, BudgetReachedError) for each in results) == 3
    assert len(llmock.requests) == 2
    assert budget.left == pytest.approx(0.012 - budget.spent)


@pytest.mark.asyncio
async def test_a_call_that_is_cancelled_gives_back_what_it_did_not_use(claude, llmock):
    llmock.stall(after_chunks=5, seconds=2)
    budget = Budget(1)
    task = asyncio.create_task(all_of(claude(budget=budget)))
    await asyncio.wait([task], timeout=0.15)
    assert budget.left < 1
    task.cancel()
    await asyncio.wait([task])
    assert 0 < budget.spent < 0.001
    assert budget.left == pytest.approx(1 - budget.spent)


@pytest.mark.asyncio
async def test_a_budget_needs_a_price_but_not_for_this_machine(monkeypatch, server):
    await all_of(compatible(server, budget=Budget(0.001)))
    elsewhere = make_llm("compatible/m", Options(base_url="https://llm.example/v1", budget=Budget(5)))
    with pytest.raises(BudgetReachedError, match="no price is known for compatible/m"):
        await all_of(elsewhere)
