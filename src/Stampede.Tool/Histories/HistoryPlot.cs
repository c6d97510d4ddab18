using System.Globalization;
using System.Text;
using Stampede.Analysis;
using Stampede.Baselines.Internal;
using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>A series as a drawing in the page (SVG): a point a run, the mean and its interval a regime, a line where one begins, and what a run was on hovering.</summary>
/// <param name="plan">The history.</param>
/// <param name="series">The series.</param>
/// <param name="hasRuns">Whether each run tells what it was; otherwise only the points are drawn.</param>
internal sealed class HistoryPlot(PlanHistory plan, HistorySeries series, bool hasRuns)
{
    private const double Width = 600;
    private const double Height = 200;
    private const double Left = 58;
    private const double Right = 12;
    private const double Top = 20;
    private const double Bottom = 26;
    private const int Ticks = 4;

    private readonly PlotAxis _axis = PlotAxis.Of(series);
    private readonly StringBuilder _svg = new();
    private readonly double _step = (Width - Left - Right) / series.Values.Count;

    /// <summary>The drawing.</summary>
    public string Text()
    {
        var title = $"{series.Service} {HistoryText.Title(series)} over {Figures.Plural(series.Values.Count, "run")}";
        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{StaticPage.Safe(title)}\">\n");
        Axis();
        Regimes();
        Changes();
        Environment();
        Points();
        return _svg.Append("</svg>\n").ToString();
    }

    private void Axis()
    {
        var unit = Unit((_axis.To - _axis.From) / Ticks);
        for (var value = Math.Ceiling(_axis.From / unit) * unit; value <= _axis.To * (1 + 1e-9); value += unit)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(value)}H{Width - Right}\"/><text class=\"tick y\" x=\"{Left - 6}\" y=\"{F(Math.Round(Ordinate(value) + 4, 1))}\">{StaticPage.Safe(Label(value))}</text>\n");
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\"/>\n");
        if (!_axis.IsFromZero)
        {
            // A broken axis: it does not begin at 0.
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"break\" d=\"M{Left - 5} {Height - Bottom - 3}l10 -4M{Left - 5} {Height - Bottom - 8}l10 -4\"/>\n");
        }

        var last = double.NegativeInfinity;
        foreach (var run in (int[])[0, .. series.Regimes.Skip(1).Select(r => r.First), series.Values.Count - 1])
        {
            var x = Abscissa(run);
            if (x - last > 26 && (run == series.Values.Count - 1 || Abscissa(series.Values.Count - 1) - x > 26))
            {
                _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick x\" x=\"{F(x)}\" y=\"{Height - Bottom + 15}\">{run + 1}</text>\n");
                last = x;
            }
        }
    }

    private void Regimes()
    {
        foreach (var regime in series.Regimes)
        {
            var (from, to) = (F(Abscissa(regime.First) - _step / 2), F(Abscissa(regime.Last) + _step / 2));
            if (regime is { Low: { } low, High: { } high })
            {
                _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"interval\" d=\"M{from} {Y(low)}H{to}V{Y(high)}H{from}Z\"/>");
            }

            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mean\" d=\"M{from} {Y(regime.Mean)}H{to}\"/>\n");
        }
    }

    private void Changes()
    {
        foreach (var change in plan.Changes.Where(c => c.Service == series.Service && c.Metric == series.Metric && (c.Kind == ChangeKind.Mean || c.Distribution?.Value == series.UpTo)))
        {
            var x = F(Abscissa(change.Index) - _step / 2);
            var isRight = Abscissa(change.Index) > Width - 70;
            _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"change {(change.IsSmall ? "small" : change.IsWorse ? "worse" : "better")}\"><path d=\"M{x} {Top - 4}V{Height - Bottom}\"/><text class=\"{(isRight ? "end" : "start")}\" x=\"{F(Abscissa(change.Index) - _step / 2 + (isRight ? -4 : 4))}\" y=\"{Top - 7}\">{StaticPage.Safe(HistoryText.Amount(change))}</text></g>\n");
        }
    }

    private void Environment()
    {
        foreach (var run in plan.Environment.GroupBy(e => e.Index))
        {
            var what = string.Join(", ", run.Select(e => $"{e.What} {e.Before} → {e.After}"));
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"moved\" d=\"M{F(Abscissa(run.Key) - _step / 2)} {Height - Bottom}l4 7h-8z\"><title>{StaticPage.Safe(what)}</title></path>\n");
        }
    }

    private void Points()
    {
        var radius = _step > 5 ? "2.6" : _step > 2 ? "1.8" : "1.2";
        foreach (var (index, value) in series.Values.Index())
        {
            if (value is not { } known)
            {
                continue;
            }

            var point = $"<circle cx=\"{F(Abscissa(index))}\" cy=\"{Y(known)}\" r=\"{radius}\"/>";
            _svg.Append(hasRuns
                ? $"<g class=\"run\"><title>{StaticPage.Safe(Run(index, known), keepsLines: true)}</title><rect x=\"{F(Left + index * _step)}\" y=\"{Top}\" width=\"{F(_step)}\" height=\"{Height - Top - Bottom}\"/>{point}</g>\n"
                : point);
        }

        _svg.Append('\n');
    }

    private string Run(int index, double value)
    {
        var run = plan.Runs[index];
        string?[] lines =
        [
            $"{HistoryText.Value(series.Metric, value)}", $"run {Figures.Count(index + 1)} of {Figures.Count(plan.Runs.Count)}: {run.Id}",
            run.Manifest.Started is { } started ? HistoryText.Minute(started) : null, run.Manifest.Commit is { } commit ? $"commit {CommitText.Short(commit)}" : null,
            run.Manifest.Machine is { } machine ? $"on {machine}{(run.Manifest.Runtime is { } runtime ? $", .NET {runtime}" : "")}" : null,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    private double Abscissa(int run) => Left + (run + 0.5) * _step;

    private double Ordinate(double value) => Height - Bottom - Math.Clamp(_axis.Share(value), 0, 1) * (Height - Top - Bottom);

    private string Y(double value) => F(Ordinate(value));

    private string Label(double value) => Math.Abs(value) < 1e-12 ? "0" : HistoryText.Value(series.Metric, value);

    private static string F(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten.
    private static double Unit(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return ((double[])[1, 2, 5, 10]).First(f => f * power >= least * 0.999) * power;
    }
}
