import { Button } from "@mantine/core";
import { Icon } from "@/components/icon";
import { filterText, separated, withStates } from "../api/filter-terms";
import { isFiltered, type JobFilter } from "../api/job-search";
import { FilterBox } from "./filter-box";
import { StateChips } from "./state-chips";

interface Props {
  filter: JobFilter;
  /** What the server says about the text of the filter. */
  problem: string | undefined;
  onChange: (filter: JobFilter) => void;
}

/** One text is the filter. The chips show its states, and change them in the text. */
export function JobFilters({ filter, problem, onChange }: Props) {
  const { text, given } = filterText(filter);
  const { state = [], queue } = separated(filter);
  return (
    <search aria-label="Job filter">
      <StateChips
        chosen={state}
        queue={queue}
        onChange={(states) => onChange({ ...filter, ...withStates(filter, states) })}
      />
      <FilterBox
        value={text}
        problem={problem === undefined ? undefined : { detail: problem, given }}
        onCommit={(next) => onChange({ filter: next })}
      />
      {isFiltered(filter) && (
        <Button
          size="compact-sm"
          variant="subtle"
          mb={8}
          mt={-8}
          leftSection={<Icon name="close" size={13} />}
          onClick={() => onChange({})}
        >
          Clear filters
        </Button>
      )}
    </search>
  );
}
