"""Language models: one protocol, adapters to providers, retries, usage, cost, keys.

`specs.make_llm` is the door; `protocol` holds what crosses it.
"""
