package nightshift.batch;

import tools.jackson.databind.json.JsonMapper;

/**
 * How far a step has come in all attempts together, as the store keeps it.
 *
 * @param done   whether it has completed
 * @param reader where its reader continues; null to start from the beginning
 * @param writer where its writer continues; null to start from the beginning
 * @param counts what it has done
 */
record StepState(boolean done, Position reader, Position writer, StepResult counts) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static StepState none(String step) {
        return new StepState(false, null, null, StepResult.none(step));
    }

    static StepState parse(String text) {
        return JSON.readValue(text, StepState.class);
    }

    String text() {
        return JSON.writeValueAsString(this);
    }
}
