.DEFAULT_GOAL := help
.PHONY: help run dev check format stack demo test stack-test image image-test bench bench-import cost webhooks upgrade chaos mutants gameday clean

help: ## list these commands
	@sed -n -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

run: ## build what has changed and start on http://localhost:9080, with a redis-server of its own
	@exec scripts/run.sh

dev: ## make run for development: a changed Java file is live within seconds
	@exec scripts/dev.sh

check: ## after each edit, in less than three minutes: format, lint, types, and the tests that need no server
	@exec scripts/check.sh

format: ## format all code, which make check and make test check
	@exec scripts/format.sh

stack: ## make run, with Prometheus, Alertmanager, exporters, and Grafana where it is installed
	@exec scripts/stack.sh

demo: ## give a running stack something to do, until Ctrl-C; with SCENARIO=failures jobs fail and raise alerts
	@exec scripts/demo.sh $(if $(SCENARIO),--scenario '$(SCENARIO)')

gameday: ## break an installation of yours on purpose and measure what happens; without FAULT, list the faults
	@exec scripts/gameday.sh

test: ## all tests: Java, the server, the console, a browser, the monitoring
	@exec scripts/test.sh

stack-test: ## the part of make test that proves that metrics, rules, alerts and dashboards work together
	@exec scripts/stack-test.sh

image: ## build the container image nightshift
	@exec scripts/image.sh

image-test: ## build it on stand-ins for its base images, and run it as a restricted pod would; needs root
	@exec scripts/image-test.sh

bench: ## measure bulk submit and drain beside bare Redis
	@exec scripts/bench.sh drain

bench-import: ## measure the import of a million rows beside bulk submit
	@exec scripts/bench.sh import

cost: ## measure what metrics and tracing cost in drained jobs
	@exec scripts/bench.sh cost

webhooks: ## deliver examples/webhooks.ndjson and count the results
	@exec scripts/bench.sh webhooks

upgrade: ## replace running servers by another build and back, under load, and count what failed
	@exec scripts/bench.sh upgrade

chaos: ## kill, freeze, fill and cut off a running installation, and prove that nothing is lost; SCENARIO=kill SIZE=short for less
	@exec scripts/chaos.sh $(SCENARIO) --size '$(or $(SIZE),full)'

mutants: ## change each guard of the Lua scripts, one at a time, and count which changes no test finds
	@exec scripts/mutants.sh $(SCRIPTS)

clean: ## remove what was built; ./data stays
	rm -rf target src-ui/dist
