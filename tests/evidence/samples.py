"""Answers written for these tests."""

from __future__ import annotations

QUESTION = (
    "Our app for allotment gardens sends a frost warning every evening. Half of the members mute it. "
    "What do you do?"
)

STRONG = """\
I'd stop the evening warning for everybody and send it only to the people whose bed can freeze tonight.

Think of the woman with tomatoes on the north slope. At ten in the evening she is in bed, the phone
buzzes for the ninth time this month, nothing freezes, and she mutes it. In May it does freeze and she
loses forty plants. The man with the greenhouse doesn't need it at all, because his plants stand behind
glass.

I thought about letting everybody set their own temperature, and I'm not building that: nobody knows
their number, and it takes three weeks. What we lose is the habit of opening the app every evening,
which marketing won't like.

Today 52% have muted it. I want 30% by the end of April. I'd give it to half of the gardens, drawn by
lot, and count members per garden who still have it on after four weeks. Plants lost must not rise above
last spring. If more than 2% report a missed frost, we go back to the old warning the same day.

I assume the weather station is right to within a degree; if it isn't, I'd be wrong about the slope, and
I'd check that by hand with twenty thermometers before we start.
"""

HOLLOW = """\
I would leverage a holistic, user-centric framework to unlock value across the garden journey. First I
would align stakeholders around a shared vision. Then we would ideate solutions, prioritise by impact
and drive engagement. Data-driven iteration and continuous feedback loops would ensure a seamless
experience. In this way we delight users and create sustainable growth.
"""

DEFERRING = """\
Half of the members mute the warning, which is a pity. One could send it later, or only in May, or let
people choose. I can see good arguments for each of them. I would ask the engineers what they recommend,
since they know the system. The weather people also have a view. In the end I would let the team decide
which option is best.
"""

SERVER_ROOM = """\
I would move the warning to an event-driven pipeline with Kafka and a Redis cache in front of it. The
forecast API is called in batches, and embeddings of past nights go into a vector database. A gradient
boosted classifier with hyperparameters tuned weekly gives the probability of frost. Latency stays under
200 ms at p95, with autoscaling on Kubernetes. Drift is watched with the population stability index, and
retraining runs on a canary.
"""

STORY = """\
I ran the app for a club of 400 gardens. In 2019 our chairman had promised every garden a frost alarm by
Easter. The treasurer was against it, she wanted a new fence. I showed her what one night in May had
cost: 1,900 euros of plants. I said no to the chairman's date, because the sensors needed six weeks.
That was my decision and he was angry. We put eight sensors out. Plants lost went from 310 in the spring
before to 90, and the club next door, without sensors, stayed around 300. I should have asked the
tenants about the noise first. Since then I ring five of them before each change.
"""

EXCHANGE = """\
Interviewer: Half of the members mute it. What do you do?
Me: Is a missed frost worse than a false alarm?
Interviewer: Much worse.
Me: Then I'd keep it on for the north slope, because a frost there costs forty plants.
Interviewer: And if they still mute it?
Me: Then I'd ring twenty of them.
"""
