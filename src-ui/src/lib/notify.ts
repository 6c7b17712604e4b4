import { notifications } from "@mantine/notifications";
import { asApiError } from "./problem";

export function notifyDone(message: string) {
  notifications.show({ message, color: "green" });
}

const messageMost = 300;

/** A notification covers the page: longer text belongs on the page itself. */
const shortened = (text: string) => (text.length > messageMost ? `${text.slice(0, messageMost)}…` : text);

export function notifyProblem(what: string, error: unknown) {
  const { title, detail } = asApiError(error);
  notifications.show({ title: what, message: shortened(detail || title), color: "red", autoClose: 12_000 });
}
