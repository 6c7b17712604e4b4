import { useLocation, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countText } from "@/lib/count";
import { EmptyPage } from "./empty-page";
import { type Loaded, LoadedContent, Panel } from "./panel";
import { TokenPager } from "./token-pager";

interface Props<T> {
  query: Loaded<{ items: T[]; nextPageToken?: string }>;
  /** Token of this page; undefined for the first. */
  page: string | undefined;
  to: "/imports" | "/exports" | "/schedules" | "/operations";
  /** What one item is called. */
  noun: string;
  order: string;
  firstLabel?: string;
  /** What stands there as long as there is no item at all. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** A list whose pages follow each other by tokens. */
export function PagedPanel<T>(props: Props<T>) {
  const { query, page, to, noun, order, firstLabel, empty, children } = props;
  const trail = useLocation().state.pageTrail ?? [];
  const navigate = useNavigate();
  return (
    <Panel flush>
      <LoadedContent query={query}>
        {({ items, nextPageToken }) =>
          items.length === 0 && !page ? (
            empty
          ) : (
            <>
              {items.length === 0 ? <EmptyPage things={`${noun}s`} /> : children(items)}
              <TokenPager
                text={`${countText(items.length, noun)}, ${order}`}
                page={page}
                trail={trail}
                nextPageToken={nextPageToken}
                firstLabel={firstLabel}
                onGo={(token, pageTrail) =>
                  void navigate({ to, search: { page: token }, state: { pageTrail } })
                }
              />
            </>
          )
        }
      </LoadedContent>
    </Panel>
  );
}
