// The API of a running installation, with a key that it accepts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiAt } from './api.mjs';
import { root } from './settings.mjs';

/** Keys that may fit: that of the environment, of make stack, of make run. */
function keys(folder, env) {
  if (env.NIGHTSHIFT_ADMIN_KEY) return [env.NIGHTSHIFT_ADMIN_KEY];
  return [join(folder, 'credentials'), join(root, 'data', 'credentials')]
    .filter(existsSync)
    .map((file) => /^NIGHTSHIFT_ADMIN_KEY=(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1])
    .filter(Boolean);
}

/** The API at `url`. Throws an error with the remedy if it does not answer or accepts no key. `folder`: that of make stack. */
export async function connect(url, folder, env = process.env) {
  let problem = 'no key: set NIGHTSHIFT_ADMIN_KEY';
  for (const key of keys(folder, env)) {
    const api = apiAt(url, key);
    try {
      await api('GET', 'status');
      return api;
    } catch (error) {
      problem = error.cause ? `${url} does not answer: start it with make stack` : error.message;
    }
  }
  throw new Error(problem);
}
