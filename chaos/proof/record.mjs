// Reads the beginning of a job's record, whose layout src/main/resources/lua/lib.lua describes.

const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const VALUE = new Map([...ALPHABET].map((character, value) => [character, BigInt(value)]));
const STATES = {
  S: 'SCHEDULED',
  R: 'READY',
  B: 'BLOCKED',
  X: 'RUNNING',
  T: 'RETRYING',
  D: 'SUCCEEDED',
  F: 'DEAD',
  C: 'CANCELLED',
  E: 'EXPIRED',
};
const LENGTH_FROM = 60;
const NAMES_FROM = 70;
const TRACE_LENGTH = 26;

/** The UUID that an id of 22 characters stands for. */
export function uuidOf(short) {
  let value = 0n;
  for (const character of short) value = (value << 6n) | VALUE.get(character);
  const hex = value.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The tags stand behind the fourth bar of the options, which follow a trace if there is one. */
function tagsOf(record, queue, task, attributes) {
  const from = NAMES_FROM + queue.length + task.length + 2 + (record[0] === '2' ? attributes.length + 1 : 0);
  const meta = record.slice(from, from + Number(record.slice(LENGTH_FROM, LENGTH_FROM + 4)));
  const options = meta[0] === '\0' ? meta.slice(TRACE_LENGTH) : meta;
  const tags = options.split('|').slice(3).join('|');
  return tags ? Buffer.from(tags, 'latin1').toString().split('\n') : [];
}

export function readRecord(short, record) {
  const [queue, task, attributes] = record.slice(NAMES_FROM).split('\n', 3);
  const attribute = (letter) =>
    record[0] === '2'
      ? attributes
          .split('\t')
          .find((each) => each[0] === letter)
          ?.slice(1)
      : undefined;
  return {
    id: uuidOf(short),
    short,
    code: record[1],
    state: STATES[record[1]] ?? record[1],
    priority: record[2],
    queue,
    task,
    key: attribute('k') ?? '',
    unique: attribute('u'),
    host: attribute('h'),
    schedule: attribute('s'),
    failure: attribute('f'),
    tags: tagsOf(record, queue, task, attributes),
  };
}

/** The character of a state. */
export const codeOf = (state) => Object.keys(STATES).find((code) => STATES[code] === state);
