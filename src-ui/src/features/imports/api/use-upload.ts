import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { upload } from "@/lib/upload";
import { contentTypes, type SourceFile } from "./source-file";

export interface Progress {
  sent: number;
  startedAt: number;
}

/** Sends the file; leaving the page cancels it. */
export function useUpload<T>(read: (text: string) => T) {
  const controller = useRef<AbortController>(null);
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => () => controller.current?.abort(), []);

  const mutation = useMutation({
    mutationFn: ({ path, source }: { path: string; source: SourceFile }) => {
      const abort = new AbortController();
      controller.current = abort;
      const startedAt = Date.now();
      setProgress({ sent: 0, startedAt });
      return upload(path, {
        file: source.file,
        contentType: contentTypes[source.format],
        signal: abort.signal,
        onProgress: (sent) => setProgress({ sent, startedAt }),
      }).then(read);
    },
  });
  return { ...mutation, progress, cancel: () => controller.current?.abort() };
}
