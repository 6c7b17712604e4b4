.DEFAULT_GOAL := help
.PHONY: help run dev test image bench cost webhooks clean

help: ## what there is
	@sed -n -E 's/^([a-z]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

run: ## build what has changed and start on http://localhost:9080, with a redis-server of its own
	@exec scripts/run.sh

dev: ## the same for development: a changed Java file is live within seconds
	@exec scripts/dev.sh

test: ## all tests: Java, the server, the console, a browser
	@exec scripts/test.sh

image: ## build the container image nightshift
	@exec scripts/image.sh

bench: ## measure bulk submit and drain beside bare Redis
	@exec scripts/bench.sh drain

cost: ## measure what metrics cost in drained jobs
	@exec scripts/bench.sh cost

webhooks: ## deliver examples/webhooks.ndjson and count what came of it
	@exec scripts/bench.sh webhooks

clean: ## remove what was built; ./data stays
	rm -rf target src-ui/dist
