import { useMutation } from "@tanstack/react-query";
import { callText } from "@/lib/api-client";

const markdown = "text/markdown";

/** The call for a report. Without an end, it reaches to the present. */
export function incidentCall(from: string, to: string | undefined): string {
  const query = new URLSearchParams({ from, ...(to === undefined ? {} : { to }) });
  return `/incident?${query}`;
}

/** Fetches a report and saves it. A link would save a refusal as well. */
export function useIncidentReport() {
  return useMutation({
    mutationFn: async ({ from, to }: { from: string; to?: string }) => {
      const text = await callText(incidentCall(from, to), {
        headers: { Accept: `${markdown}, application/problem+json` },
      });
      save(text, `incident-${from.slice(0, 19).replaceAll(":", "")}Z.md`);
    },
  });
}

function save(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: markdown }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to begin to read it first.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
