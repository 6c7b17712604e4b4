// An installation of any kind: commands of the operator's own cause the fault and heal it.
import { shell } from './programs.mjs';

/** The action of two command lines. */
export const ownCommands = ({ cause, heal }) => ({
  does: `CAUSE: ${cause}`,
  undo: `HEAL: ${heal}`,
  byHand: heal,
  problems: async () => [],
  cause: () => shell(cause),
  heal: () => shell(heal),
});
