// Nothing is broken without consent.
import { createInterface } from 'node:readline/promises';

/**
 * Asks whether to begin. Throws if nobody can be asked.
 *
 * @param {object} options
 * @param {boolean} options.given whether consent was given beforehand
 * @param {AbortSignal} [options.signal] ends the question
 */
export async function consent({ given, input = process.stdin, output = process.stdout, signal }) {
  if (given) return true;
  if (!input.isTTY) throw new Error('there is no terminal to ask for consent: add YES=1 if you mean it');
  const lines = createInterface({ input, output });
  try {
    return (await lines.question('Begin? Type yes: ', { signal })).trim().toLowerCase() === 'yes';
  } catch (error) {
    if (error.name === 'AbortError') return false;
    throw error;
  } finally {
    lines.close();
  }
}
