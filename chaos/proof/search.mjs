// Compares the index for search with the records. Plain: it looks at what store.mjs has read.
import { compareEntries, readPlaces, readSegment, readTexts } from './columns.mjs';

const MADE = 7; // characters of an id in a mark
const GONE = '-';

const decoded = (text) => (text ? [Buffer.from(text, 'latin1').toString()] : []);

/** What each column must have for a job, by its letter. */
const TEXTS = {
  x: ({ code }) => [code === 'X' ? 'R' : code],
  q: ({ queue }) => [queue],
  t: ({ task }) => [task],
  g: ({ tags }) => tags,
  k: ({ key }) => decoded(key),
  h: ({ host }) => decoded(host),
  c: ({ schedule }) => decoded(schedule),
};

/** What is wrong, as a list of texts. */
export function searchFaults({ jobs, entries, segments, columns, marks }) {
  const found = [];
  const say = (text) => found.push(text);
  const byShort = new Map(jobs.map((job) => [job.short, job]));
  const marked = new Set(marks.slice(1));
  const listed = [];
  for (const [name, text] of Object.entries(segments)) {
    const segment = readSegment(text);
    if (segment.first === name && segment.letters !== undefined) listed.push(segment);
    else say(`segment ${name} cannot be read`);
  }
  listed.sort((one, other) => compareEntries(one.first, other.first));
  for (const [letter, stored] of Object.entries(columns)) {
    for (const name of Object.keys(stored)) {
      const segment = listed.find(({ first }) => first === name);
      if (!segment?.letters.includes(letter)) say(`columns:${letter} has ${name}, which is no segment with it`);
    }
  }
  let end = '0-0';
  for (const segment of listed) {
    if (compareEntries(segment.first, end) <= 0) say(`segment ${segment.first} overlaps with the one before`);
    end = segment.last;
    oneSegment(segment, { entries, columns, byShort, marked }, say);
  }
  return found;
}

function oneSegment(segment, { entries, columns, byShort, marked }, say) {
  const name = `segment ${segment.first}`;
  const covered = entries.filter(
    ([id]) => compareEntries(id, segment.after) > 0 && compareEntries(id, segment.last) <= 0,
  );
  const read = (letter, reading) => {
    const stored = columns[letter]?.[segment.first];
    if (stored === undefined) {
      if (letter !== 'x') say(`${name} has no column ${letter}`);
      return null;
    }
    try {
      return reading(stored);
    } catch (problem) {
      say(`column ${letter} of ${name} cannot be read: ${problem.message}`);
      return null;
    }
  };
  if (segment.letters.includes('b') && columns.b?.[segment.first] === undefined) say(`${name} has no column b`);
  const known = read('p', readPlaces);
  if (!known) return;
  if (known.jobs !== segment.jobs) say(`${name} has ${segment.jobs} jobs, and ${known.jobs} places`);
  const texts = new Map();
  for (const letter of Object.keys(TEXTS)) {
    if (!segment.letters.includes(letter)) texts.set(letter, []);
    else texts.set(letter, read(letter, readTexts));
  }
  for (const [id, shorts] of covered) {
    const place = known.places.get(id);
    if (place?.jobs !== shorts.length) say(`${name} covers entry ${id}, and has no places for its jobs`);
    else {
      for (const [n, short] of shorts.entries()) {
        oneJob(segment, short, byShort.get(short), place.begin + n, texts, marked, say);
      }
    }
  }
}

function oneJob({ first, lowest, highest }, short, job, number, texts, marked, say) {
  const made = short.slice(0, MADE);
  if (made < lowest || made > highest) say(`segment ${first} has ${short}, which is out of its bounds`);
  for (const [letter, column] of texts) {
    if (column === null || marked.has(`a${made}`) || (letter === 'x' && marked.has(`s${made}`))) continue;
    if (!job && letter !== 'x') continue; // columns may have what it was
    const right = job ? TEXTS[letter](job) : [GONE];
    const is = column[number] ?? [];
    if (is.join('\n') !== right.join('\n')) {
      say(`column ${letter} of segment ${first} has ${is.join(' ') || 'nothing'} for ${short}, not ${right.join(' ')}`);
    }
  }
}
