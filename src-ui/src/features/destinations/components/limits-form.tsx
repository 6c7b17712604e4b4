import { Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ErrorBox } from "@/components/error-box";
import layout from "@/components/layout.module.css";
import { WriteButton } from "@/components/write-button";
import type { Destination } from "@/lib/api/destination";
import { asApiError, type Problems, sortByField } from "@/lib/problem";
import { useLimitDestination } from "../api/destination-actions";
import { draftOf, type LimitsDraft, patchOf } from "../api/limits-request";

const pointers = {
  concurrency: "/concurrency",
  permits: "/rateLimit/permits",
  per: "/rateLimit/per",
} as const;

export function LimitsForm({ destination }: { destination: Destination }) {
  const stored = draftOf(destination);
  const [typed, setTyped] = useState<LimitsDraft>();
  const [problems, setProblems] = useState<Problems>({});
  const limit = useLimitDestination(destination.host);
  const draft = typed ?? stored;
  const others = limit.error ? sortByField(asApiError(limit.error).errors, known).others : [];
  const shown = limit.error !== null && (others.length > 0 || asApiError(limit.error).errors.length === 0);

  function send(event: FormEvent) {
    event.preventDefault();
    const patch = patchOf(draft);
    if ("problems" in patch) {
      setProblems(patch.problems);
      return;
    }
    limit.mutate(patch.body, {
      onSuccess: () => setTyped(undefined), // what the server has is what the form shows
      onError: (error) => setProblems(sortByField(asApiError(error).errors, known).byField),
    });
  }
  const field = (name: keyof LimitsDraft, label: string, placeholder: string, about: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      description={about}
      value={draft[name]}
      error={problems[pointers[name]]}
      onChange={(event) => {
        setTyped({ ...draft, [name]: event.currentTarget.value });
        setProblems({});
      }}
    />
  );
  const of = (pointer: string) => destination.sources?.[pointer] === "SETTINGS";
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <Text c="dimmed">
          They hold for all queues and servers together. An empty field means the limit that the servers have
          for all destinations, if there is one.
        </Text>
        <div className={layout.fields}>
          {field(
            "concurrency",
            "Jobs at a time",
            of("/concurrency") ? `${destination.concurrency}, from the servers` : "no limit",
            "The most jobs that call it at once.",
          )}
          {field(
            "permits",
            "Starts",
            of("/rateLimit") ? `${destination.rateLimit?.permits}, from the servers` : "no limit",
            "How many jobs that call it can start.",
          )}
          {field(
            "per",
            "Per",
            of("/rateLimit") ? `${destination.rateLimit?.per}, from the servers` : "1s",
            "In what time, such as 1s or 5m.",
          )}
        </div>
        {shown && <ErrorBox error={limit.error} />}
        <WriteButton
          type="submit"
          needs="operate"
          size="sm"
          loading={limit.isPending}
          style={{ alignSelf: "flex-start" }}
        >
          Save limits
        </WriteButton>
      </Stack>
    </form>
  );
}

const known = (pointer: string) => Object.values(pointers).find((own) => own === pointer);
