import { Button } from "@mantine/core";
import { FilterBox } from "@/components/filter-box";
import { Icon } from "@/components/icon";
import { filterText, separated, withStates } from "../api/filter-terms";
import { isFiltered, type JobFilter } from "../api/job-search";
import classes from "./jobs.module.css";
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
  const { state = [] } = separated(filter);
  return (
    <search aria-label="Job filter">
      <StateChips
        chosen={state}
        others={filterText({ ...filter, ...withStates(filter, []) }).text}
        onChange={(states) => onChange({ ...filter, ...withStates(filter, states) })}
      />
      <FilterBox
        aria-label="Filter"
        className={classes.filterBox}
        shortcut
        value={text}
        problem={problem === undefined ? undefined : { detail: problem, given }}
        onCommit={(next) => onChange({ filter: next || undefined })}
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
