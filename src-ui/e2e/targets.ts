import type { Page } from "@playwright/test";

/** WCAG 2.5.8: in CSS pixels, either way. */
const least = 24;

/**
 * What can be pressed on the page and is smaller than 24 by 24 pixels, as `what (width×height)`. Links within a sentence may
 * be as high as its line; a hidden input is pressed by its label.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((size) => {
    const selector =
      "a[href], button, input, select, textarea, summary, label[for], [role=button], [role=menuitem], [role=option], [role=tab]";
    const small = (box: DOMRect) => box.width < size - 0.01 || box.height < size - 0.01;

    function isInline(element: Element): boolean {
      if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
      const block = element.closest("p, li, dd, td, th, blockquote, [data-sentence]");
      return (block?.textContent ?? "").trim().length > (element.textContent ?? "").trim().length;
    }
    function isHidden(element: Element): boolean {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || box.right <= 0 || box.bottom + window.scrollY <= 0)
        return true;
      return !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    }
    /** Text above a field is no target of its own: the field is. */
    function isCaption(element: Element): boolean {
      if (!(element instanceof HTMLLabelElement)) return false;
      const field = element.control;
      return field === null || !isHidden(field);
    }
    return [...document.querySelectorAll(selector)]
      .filter((element) => !isHidden(element) && !isInline(element) && !isCaption(element))
      .filter((element) => small(element.getBoundingClientRect()))
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
        const what = `${element.tagName.toLowerCase()}.${element.className} “${name.trim().slice(0, 40)}”`;
        return `${what} (${Math.round(width)}×${Math.round(height)})`;
      });
  }, least);
}
