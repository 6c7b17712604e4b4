import { notifications } from "@mantine/notifications";
import { asApiError } from "./problem";

export function notifyDone(message: string) {
  notifications.show({ message, color: "green" });
}

export function notifyProblem(what: string, error: unknown) {
  const { title, detail } = asApiError(error);
  notifications.show({ title: what, message: detail || title, color: "red", autoClose: 12_000 });
}
