import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { beforeAll, expect, test } from 'vitest';
import { boards } from './dashboards.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

let validate;

beforeAll(() => {
  // Types are checked by what reads them: names that clash are inlined (expose none).
  const schema = createGenerator({
    path: here('model.ts'),
    tsconfig: here('tsconfig.json'),
    type: 'OurDashboard',
    expose: 'none',
    skipTypeCheck: true,
  }).createSchema('OurDashboard');
  validate = new Ajv({ strict: false }).compile(schema);
}, 60_000);

test.each(boards.map((board) => [board.title, board]))("%s is a dashboard by Grafana's types", (_, board) => {
  validate(board);
  expect(validate.errors ?? []).toEqual([]);
});

const [first] = boards;
const changed = (change) => {
  const board = structuredClone(first);
  change(board);
  return board;
};
const panelOf = (board) => board.panels.find(({ type }) => type === 'timeseries');

test.each([
  ['inputs of an export', (board) => Object.assign(board, { __inputs: [] })],
  ['an option that the panel does not have', (board) => Object.assign(panelOf(board).options, { calculate: true })],
  ['a wrong kind of value', (board) => Object.assign(panelOf(board).fieldConfig.defaults.custom, { lineWidth: '1' })],
  ['a kind of panel that nobody has', (board) => Object.assign(panelOf(board), { type: 'graph' })],
  ['a panel without a unit', (board) => delete panelOf(board).fieldConfig.defaults.unit],
  ['no version of the schema', (board) => delete board.schemaVersion],
])('%s is refused', (_, change) => {
  expect(validate(changed(change))).toBe(false);
});
