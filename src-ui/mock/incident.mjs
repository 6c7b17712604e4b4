// The report of an incident, with little in it.
export const createIncident =
  ({ Problem, queues, now }) =>
  (query) => {
    const from = query.get("from");
    const to = query.get("to") ?? now();
    if (!from || new Date(from) >= new Date(to))
      throw new Problem(400, "The request cannot be understood: 1 field is wrong.", [
        { pointer: "?from", detail: `must be before the end of the window, which is ${to}` },
      ]);
    const paused = [...queues.values()].filter((queue) => queue.paused);
    return `# Incident report: ${from} to ${to} UTC

## Timeline

| time | what happened |
| --- | --- |
${paused.map(({ name, pausedAt, pausedBy }) => `| ${pausedAt} | Queue \`${name}\` paused by \`${pausedBy}\` |`).join("\n")}
`;
  };
