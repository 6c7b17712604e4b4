import { ActionIcon, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { useRef } from "react";
import { Icon } from "@/components/icon";
import type { SettingField } from "../api/setting-fields";
import { type QueueBefore, stateOf } from "../api/settings-draft";

interface Props {
  field: SettingField;
  before: QueueBefore;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The input of one setting, with where its value comes from. */
export function SettingInput({ field, before, value, error, onChange }: Props) {
  const { pointer, kind, label, hint, placeholder } = field;
  const input = useRef<HTMLInputElement>(null);
  const state = stateOf(before, pointer, value);
  const common = {
    label,
    description: [hint, state].filter(Boolean).join(" ") || undefined,
    error,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (kind === "choice") {
    return (
      <NativeSelect
        {...common}
        data={[
          { value: "", label: before.sources?.[pointer] === "API" ? "Reset" : "Not set" },
          { value: "true", label: "Yes" },
          { value: "false", label: "No" },
        ]}
      />
    );
  }
  const canReset = before.sources?.[pointer] === "API" && value !== "";
  return (
    <TextInput
      ref={input}
      {...common}
      placeholder={placeholder}
      inputMode={kind === "number" ? "numeric" : undefined}
      rightSection={
        canReset && (
          <Tooltip label="Reset" events={{ hover: true, focus: true, touch: true }}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={26}
              aria-label={`Reset ${label}`}
              onClick={() => {
                onChange("");
                // The button goes away, and with it the focus.
                input.current?.focus();
              }}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}
