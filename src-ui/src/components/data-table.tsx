import type { ReactNode } from "react";
import classes from "./data-table.module.css";

export interface Column {
  label: string;
  right?: boolean;
  /** Left out on narrow screens. */
  wide?: boolean;
  hiddenLabel?: boolean;
}

/** The frame of a table; cells of `right` and `wide` columns carry data-right and data-wide themselves. */
export function DataTable({
  label,
  columns,
  children,
}: {
  label: string;
  columns: Column[];
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div role="group" className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ label: name, right, wide, hiddenLabel }) => (
              <th key={name} scope="col" data-right={right || undefined} data-wide={wide || undefined}>
                {hiddenLabel ? <span className="ns-hidden">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
