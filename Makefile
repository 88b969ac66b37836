# Aliases only: `python3 dev.py <name>` does the same where there is no make.
PYTHON ?= python3

.PHONY: setup run test check bench journeys fix texts
setup run test check bench journeys fix texts:
	@$(PYTHON) dev.py $@
