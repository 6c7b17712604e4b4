import runbooks from "@docs/runbooks.md";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Logo } from "@/components/logo";
import { sections } from "../api/sections";
import { RunbookText } from "./runbook-text";
import classes from "./runbooks.module.css";

const contents = sections(runbooks);

export function RunbooksPage() {
  const { hash } = useLocation();
  const [missing, setMissing] = useState<string>();

  useEffect(() => {
    document.title = "Runbooks · Nightshift";
  }, []);
  useEffect(() => {
    const target = hash === "" ? undefined : document.getElementById(hash.toLowerCase());
    setMissing(hash !== "" && !target ? hash : undefined);
    target?.scrollIntoView();
  }, [hash]);

  return (
    <>
      <a className="ns-skip" href="#main">
        Skip to content
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand} aria-label="Nightshift, overview">
          <Logo size={26} />
          <span>Nightshift</span>
        </Link>
        <Link to="/" className="ns-link">
          Console
        </Link>
      </header>
      <div className={classes.page}>
        {contents.length > 0 && <Contents />}
        <main id="main" tabIndex={-1} className={classes.text}>
          {missing && (
            <p className={classes.missing} role="status">
              There is no section “{missing}” here.
            </p>
          )}
          <RunbookText tree={runbooks} />
        </main>
      </div>
    </>
  );
}

function Contents() {
  return (
    <nav className={classes.contents} aria-label="Runbooks">
      <details open={!isNarrow()}>
        <summary>{contents.length} runbooks</summary>
        <ul>
          {contents.map(({ title, anchor }) => (
            <li key={anchor}>
              <a href={`#${anchor}`}>{title}</a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

const isNarrow = () => window.matchMedia("(max-width: 62em)").matches;
