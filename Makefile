# Every command of the project. `make` alone lists them.
# Set-up is part of each command that needs it, and is redone when constraints.txt or pyproject.toml change.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
RUN := $(VENV)/bin/python
UV := 0.13.9
MODEL := src/avtale/format/model.py
ASSETS := src/avtale/assets/.made-of
ARGS ?=
# Where `make bare-root` keeps its Debian root: outside the checkout.
CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/avtale-bare-root

DRAWING := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
JUDGES := poppler-utils qpdf openssl
BROWSER := chromium fonts-dejavu-core libatomic1 nginx-light caddy

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# What is compiled is kept, whatever the caller says: the tests start avtale some hundred times.
export PYTHONDONTWRITEBYTECODE :=
LOCK = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(ARGS)
# Twice quiet: errors are still shown.
PIP := $(RUN) -m pip -qq

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: drawing setup ## the main job, end to end, on agreements/; leaves its results in build/demo/
	@$(RUN) tools/demo.py

.PHONY: desk
desk: drawing setup ## the desk in the browser, on a copy of agreements/ and examples/samarbeid in build/desk/
	@$(RUN) tools/make_desk.py
	@$(VENV)/bin/avtale desk --repo build/desk $(ARGS)

.PHONY: test
test: judging setup build/wheelhouse/.ready ## the tests, in about six minutes on two idle cores
	@$(RUN) -m pytest -n 2 --dist worksteal -m "not extended" $(ARGS)

.PHONY: test-all
test-all: browsing setup $(VENV)/.browser $(VENV)/.docs build/wheelhouse/.ready build/judges/junit-10.xsd build/judges/npm/.ready ## every test, also in a browser and those that take long
	@$(RUN) -m pytest -n 2 --dist worksteal $(ARGS)
	@$(RUN) tools/mutate.py

.PHONY: mutate
mutate: judging setup ## faults put into a copy of the code, each of which a test must notice; ARGS=word chooses
	@$(RUN) tools/mutate.py $(ARGS)

.PHONY: golden
golden: judging setup ## the golden files written anew; look at the difference before you commit it
	@$(RUN) -m pytest -q --update-golden -m golden $(ARGS)

.PHONY: lint
lint: setup ## style, format, types, and which stage imports which
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports --no-cache --no-logo

.PHONY: format
format: setup ## the code formatted, and what lint can mend mended
	@$(RUN) -m ruff check --fix --quiet .
	@$(RUN) -m ruff format .

.PHONY: model
model: setup ## the languages of the schemas, the typed model, the copies that editors read, and the table of letters
	@$(RUN) tools/make_languages.py
	@$(RUN) tools/make_model.py
	@$(RUN) tools/make_editor.py
	@$(RUN) tools/make_drawable.py

.PHONY: docs
docs: setup ## the help pages of the findings, built into docs/findings/ from the catalogue
	@$(RUN) tools/make_pages.py

.PHONY: site
site: setup $(VENV)/.docs ## the documentation as a site in build/site/
	@$(RUN) -m tools.make_site

.PHONY: pictures
pictures: judging setup ## the pictures of README and of the site, made anew; look at them
	@$(RUN) -m tools.make_pictures

.PHONY: desk-pictures
desk-pictures: browsing setup $(VENV)/.browser ## the pictures of the desk in the guide, made anew; look at them
	@$(RUN) -m tools.make_desk_pictures

.PHONY: bench
bench: drawing setup ## the benchmarks, each beside its peer; ARGS=--small is quick
	@for file in benchmarks/bench_*.py; do $(RUN) $$file $(ARGS) || exit 1; done

.PHONY: lock
lock: build/lock/.ready ## the lock files from pyproject.toml; ARGS=--upgrade takes newer versions
	@$(LOCK) --extra desk --extra channels --group dev --output-file constraints.txt pyproject.toml
	@$(LOCK) --group browser --constraints constraints.txt --output-file constraints-browser.txt
	@$(LOCK) --group docs --constraints constraints.txt --output-file constraints-docs.txt
	@# assets/package-lock.json and that of tools/judges/: there, npm install --package-lock-only --omit-lockfile-registry-resolved
	@grep -c '^[a-z0-9]' constraints*.txt | sed 's/:/ holds packages: /'

.PHONY: wheel
wheel: setup build/wheelhouse/.ready ## the wheel in dist/, and in build/wheelhouse/ what it needs
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(RUN) -m hatchling build -t wheel

.PHONY: bare-root
bare-root: ## demo and test in a fresh Debian root (as root); keeps the root in CACHE=folder
	@tools/bare-root.sh "$(CACHE)" $(ARGS)

.PHONY: clean
clean: ## everything that was made here, removed
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# --- set-up: a stamp is the last thing written, so an interrupted set-up is begun anew ---

.PHONY: setup drawing judging browsing
setup: $(MODEL) $(ASSETS)

drawing:
	@tools/system-libs.sh $(DRAWING)

judging:
	@tools/system-libs.sh $(DRAWING) $(JUDGES)

browsing:
	@tools/system-libs.sh $(DRAWING) $(JUDGES) $(BROWSER)

$(VENV)/.packages: constraints.txt tools/python.sh
	@python=$$(tools/python.sh) && rm -rf $(VENV) && \
	  echo "Making $(VENV) with $$("$$python" --version)" && "$$python" -m venv $(VENV)
	@echo "Installing the locked packages (about a minute the first time)"
	@$(PIP) install --progress-bar off --require-hashes -r constraints.txt
	@touch $@

$(VENV)/.project: $(VENV)/.packages pyproject.toml
	@rm -f $@
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The install has made it; here it follows a change of the schemas.
$(MODEL): $(wildcard schemas/*.json) src/avtale/format/schema.py tools/make_model.py | $(VENV)/.project
	@$(RUN) tools/make_model.py

# Node comes with the locked packages; its own packages are locked in assets/package-lock.json.
$(ASSETS): $(wildcard assets/* assets/*/*) tools/make_assets.py | $(VENV)/.project
	@{ tools/system-libs.sh libatomic1 && $(RUN) tools/make_assets.py && touch $@; } || \
	  echo "The pages' scripts and styles were not made: is npm's registry out of reach? All but the pages in a browser works without."

$(VENV)/.browser: constraints-browser.txt $(VENV)/.packages
	@echo "Installing what drives a browser"
	@$(PIP) install --progress-bar off --require-hashes -r constraints-browser.txt
	@touch $@

$(VENV)/.docs: constraints-docs.txt $(VENV)/.packages
	@echo "Installing what builds the documentation"
	@$(PIP) install --progress-bar off --require-hashes -r constraints-docs.txt
	@touch $@

build/wheelhouse/.ready: constraints.txt tools/wheelhouse.py | $(VENV)/.project
	@echo "Fetching the wheels that avtale needs when it runs"
	@$(RUN) tools/wheelhouse.py constraints.txt build/wheelhouse
	@touch $@

# The schema that Jenkins reads JUnit reports by is published only inside source distributions.
build/judges/junit-10.xsd: constraints.txt tools/junit_schema.py | $(VENV)/.project
	@echo "Fetching the schema of JUnit reports"
	@$(RUN) tools/junit_schema.py constraints.txt $@

# What runs in Node is locked beside the scripts.
build/judges/npm/.ready: tools/judges/package-lock.json $(VENV)/.browser
	@echo "Fetching the language server that editors read YAML with, and a provider of logins"
	@rm -rf $(@D) && mkdir -p $(@D) && cp tools/judges/package.json tools/judges/package-lock.json $(@D)
	@cd $(@D) && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

build/lock/.ready: Makefile
	@rm -rf build/lock
	@python=$$(tools/python.sh) && "$$python" -m venv build/lock
	@build/lock/bin/python -m pip -qq install --progress-bar off uv==$(UV)
	@touch $@
