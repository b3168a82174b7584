# make brief   sets everything up and builds the edition of the sample day
# make test    sets everything up and runs the tests
# make check-mail   looks the mail's CSS and HTML up in what mail clients keep
# make check   style, types, import contracts, known vulnerabilities of what is pinned
# make test-mail   sends to a Postfix and reads from a Dovecot of its own on this machine, and tries every fault and kill (as root, or with sudo)
# make check-page   looks at the page with a browser: accessibility, valid HTML, no request
# make check-desk   plays a morning at the desk in a browser, with the keyboard and without script
# make docs    the documentation site in build/docs, strictly;  make pictures: its pictures again
# make gate    every measured figure against its floor;  make bench, make fuzz: speed, and hostile bytes for minutes
.PHONY: brief test test-mail check check-page check-desk check-mail check-docker docs pictures gate fuzz bench golden schema requirements clean

BIN := .venv/bin
DAY := 2026-03-03
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
export OPENBLAS_NUM_THREADS := 1

brief: .venv/.run
	$(BIN)/briefing build --date $(DAY)

test: .venv/.dev
	$(BIN)/python -m pytest $(TESTS)

test-mail: .venv/.mail
	$(AS_ROOT) $(BIN)/python -m pytest -p no:cacheprovider -m mail tests/publish/mail/test_postfix.py tests/publish/mail/test_faults.py tests/intake/test_dovecot.py

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	tools/audit

check-page: .venv/.run
	tools/check-page

check-desk: .venv/.run
	tools/check-desk

check-mail: brief
	cd quality/mail && npm ci --no-audit --no-fund --ignore-scripts
	node quality/mail/check.js out/$(DAY)/brief.eml

check-docker: .venv/.dev
	tools/check-docker

docs: .venv/.dev
	$(BIN)/sphinx-build -q -W --keep-going -E -b html docs build/docs
	@echo build/docs/index.html

pictures: .venv/.dev
	$(BIN)/python -m quality.pictures

gate: .venv/.dev
	$(BIN)/python -m quality.gate

fuzz: .venv/.dev
	$(BIN)/python -m quality.fuzz

bench: .venv/.dev
	$(BIN)/python -m quality.bench_build

golden: .venv/.dev
	$(BIN)/python -m tests.golden

schema: .venv/.dev
	$(BIN)/python -m briefing.reports.config_text schema > briefing/config.schema.json

requirements: .venv/.dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements-dev.in -o requirements-dev.txt

.venv/.run: requirements.txt pyproject.toml
	tools/setup

.venv/.dev: requirements-dev.txt pyproject.toml
	tools/setup dev

.venv/.mail: .venv/.dev
	tools/setup mail

clean:
	rm -rf .venv out .briefing build dist
