/** Plain query strings for the router: repeated names are lists, everything is text, so links stay readable. */
export type RawSearch = Record<string, string | string[]>;

export function parseSearch(query: string): RawSearch {
  const search: RawSearch = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = search[name];
    if (before === undefined) search[name] = value;
    else search[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return search;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== "") params.append(name, String(item));
    }
  }
  const query = params.toString();
  return query === "" ? "" : `?${query}`;
}
