// What of Grafana's model our dashboards use: its own types, with the options of each panel and the queries of
// Prometheus, which the package leaves open. What is not in here is refused.
import type {
  AnnotationQuery,
  Dashboard,
  DashboardLink,
  DataQuery,
  DataSourceRef,
  Panel,
  RowPanel,
  VariableModel,
} from '@grafana/schema';
import type * as barGauge from '../../node_modules/@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/types.gen';
import type * as heatmap from '../../node_modules/@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/types.gen';
import type * as stat from '../../node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type * as stateTimeline from '../../node_modules/@grafana/schema/dist/types/raw/composable/statetimeline/panelcfg/x/types.gen';
import type * as table from '../../node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen';
import type * as timeseries from '../../node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';
import type {
  GridPos,
  MatcherConfig,
  FieldConfig as RawFieldConfig,
} from '../../node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen';

interface PrometheusQuery {
  refId: string;
  datasource: Required<Pick<DataSourceRef, 'type' | 'uid'>>;
  expr: string;
  legendFormat: string;
  format: 'time_series' | 'table' | 'heatmap';
  range: boolean;
  instant: boolean;
}

interface Link {
  title: string;
  url: string;
  targetBlank?: boolean;
}

interface FieldConfig<Custom> extends Omit<RawFieldConfig, 'custom' | 'links'> {
  unit: string;
  noValue: string;
  custom: Partial<Custom>;
  links?: Link[];
}

type PanelOf<Type extends string, Options, Custom> = Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: Type;
  id: number;
  title: string;
  description: string;
  gridPos: GridPos;
  datasource: DataSourceRef;
  targets: PrometheusQuery[];
  options: Options;
  fieldConfig: {
    defaults: FieldConfig<Custom>;
    overrides: { matcher: MatcherConfig; properties: { id: string; value?: unknown }[] }[];
  };
};

interface AlertListPanel {
  type: 'alertlist';
  id: number;
  title: string;
  description: string;
  gridPos: GridPos;
  options: {
    viewMode: 'list' | 'stat';
    groupMode: 'default' | 'custom';
    groupBy: string[];
    maxItems: number;
    sortOrder: 1 | 2 | 3 | 4 | 5;
    dashboardAlerts: boolean;
    alertName: string;
    alertInstanceLabelFilter: string;
    stateFilter: Record<'firing' | 'pending' | 'noData' | 'normal' | 'error', boolean>;
  };
}

type OurPanel =
  | PanelOf<'stat', stat.Options, Record<string, never>>
  | PanelOf<'bargauge', barGauge.Options, Record<string, never>>
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | PanelOf<'heatmap', heatmap.Options, heatmap.FieldConfig>
  | PanelOf<'state-timeline', stateTimeline.Options, stateTimeline.FieldConfig>
  | PanelOf<'table', table.Options, table.FieldConfig>
  | AlertListPanel;

type Row = RowPanel & { title: string; gridPos: GridPos };

/** An annotation of Prometheus has its texts beside its query. */
interface PrometheusAnnotation extends Omit<AnnotationQuery, 'target'> {
  target: DataQuery & { expr: string; interval: string };
  titleFormat: string;
  textFormat: string;
  tagKeys: string;
  useValueForTime: boolean;
}

export interface OurDashboard extends Omit<Dashboard, 'panels' | 'annotations' | 'templating' | 'links'> {
  uid: string;
  title: string;
  description: string;
  links: DashboardLink[];
  panels: (OurPanel | Row)[];
  annotations: { list: (AnnotationQuery | PrometheusAnnotation)[] };
  templating: { list: VariableModel[] };
}
