import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { read } from './read.mjs';
import { groups } from './rules.mjs';

const SOURCE = 'prometheus/objectives.yaml';
const HEAD = `# Made from ${SOURCE}: change it there, then cd monitoring && npm run generate
`;

/** The rules made from prometheus/objectives.yaml, by path. */
export function objectives(root) {
  try {
    return { 'prometheus/rules/objectives.yml': rulesText(readFileSync(join(root, SOURCE), 'utf8')) };
  } catch (e) {
    throw new Error(e.message.replaceAll(/^/gm, `${SOURCE}: `));
  }
}

/** The rules made from the text of an objectives file. */
export const rulesText = (text) => HEAD + stringify({ groups: groups(read(text)) }, { lineWidth: 0 });
