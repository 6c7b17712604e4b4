import { groupOf } from "./failures.mjs";

/** The commonest terms of docs/filters.md. Refuses all others: to leave one out would show more jobs. */
export function createFilter({ Problem, states }) {
  const refuse = (term, why) =>
    new Problem(400, "The request cannot be understood: 1 field is wrong.", [
      {
        pointer: "?filter",
        detail: `is wrong at characters ${term.index + 1} to ${term.index + term[0].length}, ${term[0]}: ${why}`,
      },
    ]);

  return function filter(text) {
    const terms = [...text.matchAll(/(?:"[^"]*"|[^\s"])+/g)];
    const checks = terms.map((term) => {
      const [, sign, field, raw] = /^(-?)(?:([a-z]+):)?(.+)$/s.exec(term[0]) ?? [];
      if (!raw || /[<>]/.test(raw)) throw refuse(term, "the stand-in does not know this");
      const values = raw.replaceAll('"', "").split(",");
      const wrong = field === "state" && values.find((value) => !states.includes(value.toUpperCase()));
      if (wrong) throw refuse(term, `there is no such state. States are ${states.join(", ").toLowerCase()}`);
      const patterns = values.map((value) => new RegExp(`^${value.split("*").map(quote).join(".*")}$`));
      const fits = (value) => patterns.some((pattern) => pattern.test(value));
      const check = {
        state: (job) => fits(job.state.toLowerCase()),
        queue: (job) => fits(job.queue),
        task: (job) => fits(job.task),
        tag: (job) => (job.tags ?? []).some(fits),
        failure: (job) => fits(groupOf(job) ?? ""),
        id: (job) => job.id.includes(values[0]),
        undefined: (job) => JSON.stringify(job).toLowerCase().includes(values[0].toLowerCase()),
      }[field];
      if (!check) throw refuse(term, `there is no field "${field}" in the stand-in`);
      return (job) => check(job) !== (sign === "-");
    });
    return (job) => checks.every((check) => check(job));
  };
}

const quote = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
