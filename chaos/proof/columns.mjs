// Reads what the index for search has, as src/main/java/nightshift/search writes it. Text is Latin-1, as resp.mjs has it.
import { inflateRawSync } from 'node:zlib';

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Reads numbers of seven bits in each byte, and texts. */
class Reader {
  #bytes;
  at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (this.at >= this.#bytes.length) throw new Error('it is cut off');
      const byte = this.#bytes[this.at++];
      value += (byte & 0x7f) * factor;
      if (byte < 128) return value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at).toString();
  }

  rest() {
    return this.#bytes.subarray(this.at);
  }
}

/** The bytes of a column; throws if they are damaged. */
function unpack(stored) {
  const bytes = Buffer.from(stored, 'latin1');
  const body = bytes.subarray(4);
  if (bytes.length <= 4 || bytes.readUInt32BE() !== checksum(body)) throw new Error('its checksum differs');
  const reader = new Reader(body);
  const length = reader.number();
  if (length === 0) return reader.rest();
  const found = inflateRawSync(reader.rest());
  if (found.length !== length) throw new Error('bytes are missing');
  return found;
}

/** The places of a segment: entries, each with how many jobs it has, and the number of the first of these. */
export function readPlaces(stored) {
  const reader = new Reader(unpack(stored));
  const places = new Map();
  let [ms, sequence, begin] = [0, 0, 0];
  for (let left = reader.number(); left > 0; left--) {
    const later = reader.number();
    const number = reader.number();
    ms += later;
    sequence = later === 0 ? sequence + number : number;
    const jobs = reader.number();
    places.set(`${ms}-${sequence}`, { begin, jobs });
    begin += jobs;
  }
  return { places, jobs: begin };
}

/** The texts of each job in a column. */
export function readTexts(stored) {
  const reader = new Reader(unpack(stored));
  const texts = Array.from({ length: reader.number() }, () => reader.text());
  let next = 0;
  const numbered = () => {
    const back = reader.number();
    return back === 0 ? next++ : next - back;
  };
  const lists = Array.from({ length: reader.number() }, () =>
    Array.from({ length: reader.number() }, () => texts[numbered()]),
  );
  next = 0;
  return Array.from({ length: reader.number() }, () => lists[lists.length > 1 ? numbered() : 0]);
}

/** What is listed for a segment. */
export function readSegment(text) {
  const [after, first, last, jobs, gone, lowest, highest, letters] = text.split(' ');
  return { after, first, last, jobs: Number(jobs), gone: Number(gone), lowest, highest, letters };
}

/** Whether an entry comes before, with or after another one: less than 0, 0, or more than 0. */
export function compareEntries(one, other) {
  const [ms, sequence] = one.split('-').map(Number);
  const [otherMs, otherSequence] = other.split('-').map(Number);
  return ms - otherMs || sequence - otherSequence;
}
