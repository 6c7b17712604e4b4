import type { ReactNode } from "react";
import layout from "./layout.module.css";

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={layout.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
