import { NativeSelect, Text, TextInput } from "@mantine/core";
import { DataTable } from "@/components/data-table";
import type { ArgsSchema } from "@/lib/api/task";
import { isOfReject, mappingProblems, missingFields, takesOthers, targetFields } from "../api/column-mapping";
import type { CellType, ColumnTargets, ColumnTypes } from "../api/import";
import type { SourceFile } from "../api/source-file";
import classes from "./imports.module.css";

interface Props {
  source: SourceFile;
  schema: ArgsSchema | undefined;
  mapping: ColumnTargets;
  types: ColumnTypes;
  problem: string | undefined;
  onChange: (mapping: ColumnTargets, types: ColumnTypes) => void;
}

const columns = [
  { label: "Column" },
  { label: "First rows", wide: true },
  { label: "Fills" },
  { label: "Read as" },
];

const readings: { value: "" | CellType; label: string }[] = [
  { value: "", label: "What the task takes" },
  { value: "string", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "True or false" },
  { value: "json", label: "JSON" },
];

/** Choices that are no field of the schema. Field names cannot clash with them: none starts with a space. */
const leftOut = " left out";
const pointer = " pointer";

export function ColumnTable({ source, schema, mapping, types, problem, onChange }: Props) {
  const problems = mappingProblems(mapping);
  const missing = missingFields(schema, mapping);
  return (
    <>
      <DataTable label="Columns" columns={columns}>
        {source.header.map((column, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is what identifies a column
          <tr key={at}>
            <td className={classes.reason}>{column || <i>no name</i>}</td>
            <td data-wide className={classes.examples}>
              {source.examples.map((row) => row[at]).join(" · ")}
            </td>
            <td>
              {isOfReject(column) ? (
                <Text c="dimmed">left out: says why the row was rejected</Text>
              ) : (
                <TargetSelect
                  column={column}
                  schema={schema}
                  target={mapping[column] ?? null}
                  problem={problems[column]}
                  onChange={(target) => onChange({ ...mapping, [column]: target }, types)}
                />
              )}
            </td>
            <td>
              {typeof mapping[column] === "string" && (
                <NativeSelect
                  aria-label={`Reading of column ${column || "without a name"}`}
                  value={types[column] ?? ""}
                  data={readings}
                  onChange={(event) => onChange(mapping, withType(types, column, event.currentTarget.value))}
                />
              )}
            </td>
          </tr>
        ))}
      </DataTable>
      {missing.length > 0 && (
        <Text role="alert" c="var(--ns-error-text)" px="md" py="xs">
          {missing.length === 1 ? "The required field " : "The required fields "}
          <b>{missing.join(", ")}</b> {missing.length === 1 ? "is" : "are"} filled by no column: every row
          would be rejected.
        </Text>
      )}
      {problem && (
        <Text role="alert" c="var(--ns-error-text)" px="md" py="xs">
          {problem}
        </Text>
      )}
    </>
  );
}

function withType(types: ColumnTypes, column: string, value: string): ColumnTypes {
  const { [column]: _, ...others } = types;
  const chosen = readings.find((reading) => reading.value === value)?.value;
  return chosen ? { ...others, [column]: chosen } : others;
}

interface TargetProps {
  column: string;
  schema: ArgsSchema | undefined;
  target: string | null;
  problem: string | undefined;
  onChange: (target: string | null) => void;
}

function TargetSelect({ column, schema, target, problem, onChange }: TargetProps) {
  const fields = targetFields(schema).map(({ target: value, label, required }) => ({
    value,
    label: required ? `${label} (required)` : label,
  }));
  const own =
    takesOthers(schema) &&
    column !== "" &&
    !column.startsWith("/") &&
    !fields.some(({ value }) => value === column)
      ? [{ value: column, label: `${column} (its own name)` }]
      : [];
  const choices = [
    { value: leftOut, label: "Left out" },
    ...fields,
    ...own,
    { value: pointer, label: "JSON Pointer…" },
  ];
  const isPointer = target !== null && !choices.some(({ value }) => value === target);
  const name = column || "without a name";

  function choose(value: string) {
    if (value === leftOut) onChange(null);
    else onChange(value === pointer ? "/" : value);
  }
  return (
    <>
      <NativeSelect
        aria-label={`Field for column ${name}`}
        value={target === null ? leftOut : isPointer ? pointer : target}
        data={choices}
        error={isPointer ? undefined : problem}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {isPointer && (
        <TextInput
          mt={6}
          aria-label={`JSON Pointer for column ${name}`}
          placeholder="/address/city"
          value={target}
          error={problem}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </>
  );
}
