import { Button, FileButton, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { Icon } from "@/components/icon";
import { sizeText } from "@/lib/size";
import type { ImportFormat } from "../api/import";
import type { SourceFile } from "../api/source-file";
import classes from "./imports.module.css";

interface Props {
  source: SourceFile | undefined;
  problem: string | undefined;
  onFile: (file: File, format?: ImportFormat) => void;
}

export function FileDrop({ source, problem, onFile }: Props) {
  const [over, setOver] = useState(false);
  const choose = (label: string) => (
    <FileButton
      accept=".csv,.ndjson,.jsonl,text/csv,application/x-ndjson"
      inputProps={{ "aria-label": "File" }}
      onChange={(file) => file && onFile(file)}
    >
      {(props) => (
        <Button {...props} variant="default" size="sm" leftSection={<Icon name="file" size={15} />}>
          {label}
        </Button>
      )}
    </FileButton>
  );
  const trouble = problem ?? source?.trouble;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button does the same by keyboard
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      {source === undefined ? (
        <div className={classes.drop} data-over={over || undefined}>
          <Icon name="imports" size={26} />
          <Text>Drop a CSV or NDJSON file here, or</Text>
          {choose("Choose a file")}
          <Text c="dimmed" fz="sm">
            CSV: UTF-8, commas, a header in the first line. NDJSON: the args of one job in each line.
          </Text>
        </div>
      ) : (
        <div className={classes.chosen} data-over={over || undefined}>
          <div className={classes.chosenName}>
            <b>{source.file.name}</b>{" "}
            <Text span c="dimmed" fz="sm">
              {sizeText(source.file.size)}
            </Text>
          </div>
          <SegmentedControl
            size="xs"
            aria-label="Read the file as"
            value={source.format}
            data={[
              { value: "csv", label: "CSV" },
              { value: "ndjson", label: "NDJSON" },
            ]}
            onChange={(format) => onFile(source.file, format)}
          />
          {choose("Another file")}
        </div>
      )}
      {trouble && (
        <Text role="alert" c="var(--ns-error-text)" mt="xs">
          {trouble}
        </Text>
      )}
    </div>
  );
}
