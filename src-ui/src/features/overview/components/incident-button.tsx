import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Icon } from "@/components/icon";
import { IncidentDialog } from "./incident-dialog";

/** Leads to the report that a postmortem begins with. */
export function IncidentButton() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<Icon name="download" size={14} />} onClick={open}>
        Incident report
      </Button>
      <IncidentDialog opened={opened} onClose={close} />
    </>
  );
}
