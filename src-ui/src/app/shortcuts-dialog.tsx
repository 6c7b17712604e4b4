import { Kbd, Modal, Switch, Table } from "@mantine/core";
import { shortcutsPreference } from "@/lib/preferences";

const keys: [string[], string][] = [
  [["g", "o"], "Overview"],
  [["g", "f"], "Failures"],
  [["g", "j"], "Jobs"],
  [["g", "q"], "Queues"],
  [["g", "c"], "Schedules"],
  [["g", "w"], "Workers"],
  [["g", "t"], "Tasks"],
  [["g", "p"], "Operations"],
  [["g", "i"], "Imports"],
  [["g", "e"], "Exports"],
  [["g", "s"], "Submit a job"],
  [["/"], "Go to the filter"],
  [["?"], "This list"],
];

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [enabled, setEnabled] = shortcutsPreference.use();
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts">
      <Table>
        <Table.Tbody>
          {keys.map(([sequence, meaning]) => (
            <Table.Tr key={meaning}>
              <Table.Td>
                {sequence.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label="Single-key shortcuts"
        checked={enabled === "on"}
        onChange={(event) => setEnabled(event.currentTarget.checked ? "on" : "off")}
      />
    </Modal>
  );
}
