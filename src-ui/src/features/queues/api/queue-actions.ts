import type { Queue } from "@/lib/api/queue";
import { call } from "@/lib/api-client";

const queuePath = (name: string) => `/queues/${encodeURIComponent(name)}`;

export const pauseQueue = (name: string) => call<Queue>(`${queuePath(name)}:pause`, { method: "POST" });
export const resumeQueue = (name: string) => call<Queue>(`${queuePath(name)}:resume`, { method: "POST" });
