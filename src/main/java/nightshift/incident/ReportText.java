package nightshift.incident;

import java.util.Comparator;
import java.util.List;

/** Writes a report. */
final class ReportText {

    private static final int TIMELINE_MOST = 200;

    private final Facts facts;
    private final List<Section> sections;

    private ReportText(Facts facts) {
        Window window = facts.window();
        this.facts = facts;
        this.sections = List.of(
                new AlertSection(facts.monitored().alerts(), facts.console()),
                new DeploySection(facts.monitored().builds(), ServerRun.of(facts), window),
                new PauseSection(Pause.of(facts), window, facts.console()),
                new OperationSection(facts.operations(), facts.allOperations(), window, facts.console()),
                new FailureSection(facts.failures(), facts.console()),
                new ChartSection(facts.monitored().charts(), facts.minutes(), window));
    }

    /** The report as Markdown. */
    static String of(Facts facts) {
        return new ReportText(facts).write().toString();
    }

    private Page write() {
        Page page = new Page();
        page.title(
                        1,
                        "Incident report: " + Page.time(facts.window().from()) + " to "
                                + Page.time(facts.window().to()) + " UTC")
                .paragraph("Made by Nightshift " + Page.code(facts.version()) + " at " + Page.time(facts.at())
                        + ". All times are in UTC. Texts of jobs, people and Prometheus are in `code`, with `'` for"
                        + " backticks and `¦` for vertical bars. The postmortem needs more than this: what people saw,"
                        + " and why.");
        impact(page);
        timeline(page);
        sections.forEach(section -> section.write(page));
        return page;
    }

    private void impact(Page page) {
        page.title(2, "Impact");
        facts.monitored().figures().problem().ifPresent(page::paragraph);
        if (!facts.monitored().figures().items().isEmpty()) {
            page.table(
                    List.of("what", "how much"),
                    facts.monitored().figures().items().stream()
                            .map(figure -> List.of(figure.name(), ChartSection.text(figure.unit(), figure.value())))
                            .toList(),
                    TIMELINE_MOST);
        }
    }

    private void timeline(Page page) {
        List<List<String>> rows = sections.stream()
                .flatMap(Section::moments)
                .sorted(Comparator.comparing(Moment::at))
                .map(moment -> List.of(Page.time(moment.at()), moment.what()))
                .toList();
        page.title(2, "Timeline").table(List.of("time", "what happened"), rows, TIMELINE_MOST);
    }
}
