/** The rules made from prometheus/objectives.yaml, by path. */
export const objectives = () => ({});
