// Starts again what ended, after a pause that is long enough to see its alert.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @param {object} options
 * @param {number} options.pause seconds before each try
 * @param {(service: object) => Promise<unknown>} options.start starts a service and waits until it is ready
 * @param {() => boolean} options.stopping whether all is stopping: then nothing is started
 * @param {(line: string) => void} options.say gets a line for each thing that it does
 */
export function restarts({ pause, start, stopping, say }) {
  let waiting = new AbortController();
  const wait = () =>
    sleep(pause * 1000, undefined, { signal: waiting.signal }).catch((error) => {
      if (error.name !== 'AbortError') throw error;
    });
  return {
    /** Tries until the service runs or the stack stops. */
    async again(service) {
      while (!stopping()) {
        await wait();
        if (stopping()) return;
        try {
          await start(service);
          say(`${service.name} runs again.`);
          return;
        } catch (error) {
          if (stopping()) return;
          say(`nightshift: ${error.message}`);
          say(`The next try comes in ${pause} s.`);
        }
      }
    },
    /** Ends the pauses of all that wait. */
    now() {
      waiting.abort();
      waiting = new AbortController();
    },
  };
}
