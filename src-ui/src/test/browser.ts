import { configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Machines that run the tests are often busy; a test that passes does not wait for this.
configure({ asyncUtilTimeout: 10_000 });

/** What the components ask of a browser and jsdom lacks. Import it first in a component's test. */
Object.defineProperty(window, "matchMedia", {
  value: (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Object.defineProperty(document, "fonts", { value: new EventTarget() });
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;

/** The event stream, driven by the test. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static latest: FakeEventSource | undefined;
  readyState = 0;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;

  constructor() {
    super();
    FakeEventSource.latest = this;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
  emit(type: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
}
vi.stubGlobal("EventSource", FakeEventSource);

afterEach(() => {
  FakeEventSource.latest = undefined;
});
