using System.Globalization;
using System.Net;
using System.Text;
using Stampede.Analysis;

namespace Stampede.Reporting;

/// <summary>The drawings of a comparison's page: SVG without script, coloured by the page's style.</summary>
internal static class ComparisonDrawing
{
    /// <summary>What the page's style has to say of them.</summary>
    public const string Style = """

        main { max-width: 1480px; } th.text { overflow-wrap: normal; } td.text:first-child { min-width: 150px; } td.text:nth-child(2) { min-width: 94px; }
        svg.cmp { display: block; } td.draw { padding: 2px 8px; }
        svg.cmp .axis { stroke: var(--line); } svg.cmp .zero { stroke: var(--muted); } svg.cmp .within { fill: var(--shade); }
        svg.cmp .before { fill: var(--muted); fill-opacity: .7; } svg.cmp .after { fill: var(--accent); fill-opacity: .75; }
        svg.cmp .mid { stroke-width: 2; } svg.cmp .mid.b { stroke: var(--muted); } svg.cmp .mid.a { stroke: var(--accent); }
        svg.cmp .interval { stroke: var(--text); stroke-width: 2; } svg.cmp .estimate { fill: var(--text); }
        svg.cmp.good .interval { stroke: var(--good); } svg.cmp.good .estimate { fill: var(--good); } svg.cmp.bad .interval { stroke: var(--bad); } svg.cmp.bad .estimate { fill: var(--bad); }
        svg.cmp.careful .interval { stroke: var(--careful); } svg.cmp.careful .estimate { fill: var(--careful); }

        """;

    private const double Width = 140;
    private const double Height = 32;
    private const double Edge = 6;

    // So many failure margins are on either side of 0 at least, and so many at most.
    private const double LeastMargins = 1.5;
    private const double MostMargins = 6;

    /// <summary>The values of both sides' runs on one axis, with the value that is compared; null where there are none.</summary>
    public static string? Runs(MetricComparison metric)
    {
        double[] all = [.. metric.BaselineRuns, .. metric.CandidateRuns, .. new[] { metric.Baseline, metric.Candidate }.OfType<double>()];
        if (all.Length == 0)
        {
            return null;
        }

        var (low, high) = (all.Min(), all.Max());
        var picture = Begin(metric, $"{Listed("baseline", metric, metric.BaselineRuns)}; {Listed("candidate", metric, metric.CandidateRuns)}", tone: null);
        picture.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"0\" y1=\"{Height / 2}\" x2=\"{Width}\" y2=\"{Height / 2}\"/>");
        Side(metric.BaselineRuns, metric.Baseline, "before", "b", Height * 0.26);
        Side(metric.CandidateRuns, metric.Candidate, "after", "a", Height * 0.74);
        return picture.Append("</svg>").ToString();

        void Side(IReadOnlyList<double> runs, double? middle, string dots, string mark, double y)
        {
            foreach (var run in runs)
            {
                picture.Append(CultureInfo.InvariantCulture, $"<circle class=\"{dots}\" cx=\"{X(run):0.#}\" cy=\"{y:0.#}\" r=\"3\"/>");
            }

            if (middle is { } value)
            {
                picture.Append(CultureInfo.InvariantCulture, $"<line class=\"mid {mark}\" x1=\"{X(value):0.#}\" y1=\"{y - 6:0.#}\" x2=\"{X(value):0.#}\" y2=\"{y + 6:0.#}\"/>");
            }
        }

        double X(double value) => high > low ? Edge + (value - low) / (high - low) * (Width - 2 * Edge) : Width / 2;
    }

    /// <summary>The change's interval beside 0 and the margin; null where there is none.</summary>
    public static string? Interval(MetricComparison metric)
    {
        if (metric.Effect is not { Missing: null } effect)
        {
            return null;
        }

        var margin = metric.Margin;
        var reach = Math.Clamp(Math.Max(Math.Abs(effect.Low), Math.Abs(effect.High)), LeastMargins * margin.Failure, MostMargins * margin.Failure);
        var picture = Begin(metric, $"{ComparisonText.Change(metric)}, {ComparisonText.Interval(metric)}, margin {ComparisonText.Margin(metric)}", ComparisonSections.Tone(metric));
        picture.Append(CultureInfo.InvariantCulture, $"<rect class=\"within\" x=\"{X(-margin.Warning):0.#}\" y=\"3\" width=\"{X(margin.Warning) - X(-margin.Warning):0.#}\" height=\"{Height - 6}\"/>");
        picture.Append(CultureInfo.InvariantCulture, $"<line class=\"zero\" x1=\"{X(0):0.#}\" y1=\"1\" x2=\"{X(0):0.#}\" y2=\"{Height - 1}\"/>");
        picture.Append(CultureInfo.InvariantCulture, $"<line class=\"interval\" x1=\"{X(effect.Low):0.#}\" y1=\"{Height / 2}\" x2=\"{X(effect.High):0.#}\" y2=\"{Height / 2}\"/>");
        picture.Append(CultureInfo.InvariantCulture, $"<circle class=\"estimate\" cx=\"{X(effect.Estimate):0.#}\" cy=\"{Height / 2}\" r=\"4\"/>");
        return picture.Append("</svg>").ToString();

        double X(double value) => Width / 2 + Math.Clamp(value / reach, -1, 1) * (Width / 2 - Edge);
    }

    private static StringBuilder Begin(MetricComparison metric, string label, VerdictTone? tone)
    {
        var kind = tone switch { VerdictTone.Good => " good", VerdictTone.Careful => " careful", VerdictTone.Bad => " bad", _ => "" };
        var text = WebUtility.HtmlEncode(LineText.Visible($"{metric.Metric.Title()} of {metric.Service}: {label}"));
        return new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg class=\"cmp{kind}\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\"><title>{text}</title>");
    }

    private static string Listed(string side, MetricComparison metric, IReadOnlyList<double> runs) =>
        $"{side} {(runs.Count == 0 ? "unknown" : string.Join(", ", runs.Select(r => ComparisonText.Value(metric.Metric, r))))}";
}
