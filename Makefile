PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test lint format words model policy bench lock clean

## make demo      a sample team with 90 days of history and the web chat, on an embedded database
demo: setup
	$(BIN)/salesbot demo

## make test      everything: unit, contract, dialogues, end to end
test: setup
	$(BIN)/pytest -n 4 --dist worksteal

## make lint      format, lint, types, layers
lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

## make words     bring the Chinese catalogues up to the words in the code
words: setup
	$(BIN)/python tools/words.py

## make model     train how messages are understood from tests/corpus/open (some minutes)
model: setup
	$(BIN)/python -m tools.model

## make policy    docs/policy.md from the policy
policy: setup
	$(BIN)/python tools/policy.py

## make bench     the measured claims of docs/measured
## make pictures  the screenshots of the README, from a real demo in a real browser
pictures: setup
	$(BIN)/python tools/pictures.py

bench: setup
	$(BIN)/python -m bench

## make lock      write requirements.lock anew from pyproject.toml
lock: setup
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-emit-index-url --no-header --upgrade --quiet --output-file requirements.lock

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv
