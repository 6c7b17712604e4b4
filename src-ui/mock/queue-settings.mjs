const numbers = ["/concurrency", "/rateLimit/permits", "/perKey/concurrency", "/perKey/rateLimit/permits"];

/**
 * Applies a JSON Merge Patch to the settings of a queue, or answers what is wrong with it. The stand-in keeps no file: a value
 * that is removed is gone.
 */
export function configure(queue, patch) {
  const errors = [];
  const sources = { ...queue.sources };

  function set(into, name, value, pointer) {
    if (value !== null && typeof value === "object") {
      into[name] = merge({ ...into[name] }, value, pointer);
      if (Object.keys(into[name]).length === 0) delete into[name];
      return;
    }
    if (value === null) {
      delete into[name];
      for (const known of Object.keys(sources))
        if (known === pointer || known.startsWith(`${pointer}/`)) delete sources[known];
      return;
    }
    if (numbers.includes(pointer) && !(value >= 1 && value <= 100_000))
      errors.push({ pointer, detail: "must be from 1 to 100000" });
    into[name] = value;
    sources[pointer] = "API";
  }
  function merge(into, changes, base) {
    for (const [name, value] of Object.entries(changes)) set(into, name, value, `${base}/${name}`);
    return into;
  }

  const changed = merge(structuredClone(queue), patch, "");
  if (errors.length > 0) return errors;
  for (const name of Object.keys(queue)) if (!(name in changed)) delete queue[name];
  Object.assign(queue, changed, { sources: Object.keys(sources).length > 0 ? sources : undefined });
  return [];
}
