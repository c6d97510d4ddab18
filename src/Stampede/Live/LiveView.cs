using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The picture of a run under way. It is never larger than the terminal, and no line of it wraps.</summary>
/// <param name="progress">The run so far.</param>
/// <param name="footer">The last line; null for none.</param>
internal sealed class LiveView(RunProgress progress, Func<string>? footer = null) : Renderable
{
    private const int MostErrors = 5;
    private const int TableFrame = 4; // heading, two rules, total
    private const int SmallHeight = 10; // figures need all of it
    private const int BarWidth = 30;
    private const int TextBesideBar = 50;

    /// <inheritdoc />
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var height = Math.Max(1, options.ConsoleSize.Height - 1); // the last line is the cursor's
        var errors = Errors(Math.Min(MostErrors, height / 4)).ToArray();
        var head = Head(options.Unicode, Math.Clamp(maxWidth - TextBesideBar, 0, BarWidth)).ToArray();
        Line[] foot = footer is null || height <= SmallHeight ? [] : [new Line(footer(), Styles.Quiet, cut: true)];
        var rows = Math.Max(1, height - head.Length - TableFrame - errors.Length - foot.Length);
        var parts = head.Append<IRenderable>(ProgressTable.Of(progress, rows)).Concat(errors).Concat(foot);
        return Crop(parts.SelectMany(p => p.Render(options, maxWidth)), height);
    }

    private IEnumerable<Line> Head(bool unicode, int barWidth)
    {
        var plan = progress.Start.Plan;
        var settled = progress.Total.Settled;
        var failed = progress.Total.Failed;
        yield return new Line(plan.Name, Styles.Heading, cut: true).And(plan.Host is null ? "" : $"  {plan.Host}");
        yield return new Line(Time(unicode, barWidth), cut: true)
            .And(progress.Wanted is { } wanted
                ? $"  {Figures.Count(progress.Running)} of {Figures.Plural(wanted, "user")}"
                : $"  {Figures.Plural(progress.Running, "user")}")
            .And(progress.Lost > 0 ? $", {Figures.Count(progress.Lost)} lost" : "", Styles.Bad)
            .And(progress.Phase == Phase.Steady ? "" : $"  {SummaryText.NotCounted(progress.Phase)}", Styles.Careful);
        yield return new Line($"{Rate(progress.Total.Recent.Settled)} requests/s  ", cut: true)
            .And($"{Rate(progress.Total.Recent.Failed)} failures/s", Styles.BadIf(progress.Total.Recent.Failed > 0));
        if (progress.Arrivals is { } arrivals)
        {
            yield return new Line($"{Figures.Count(arrivals.InFlight)} in flight  {Figures.Count(arrivals.Scheduled)} arrivals", cut: true)
                .And(arrivals.Late > 0 ? $", {Figures.Count(arrivals.Late)} late" : "", Styles.Careful)
                .And(arrivals.Dropped > 0 ? $", {Figures.Count(arrivals.Dropped)} dropped" : "", Styles.Bad);
        }

        yield return new Line(SummaryText.TimesTitle(failed, settled), Styles.Quiet, cut: true);
    }

    private string Time(bool unicode, int barWidth)
    {
        var elapsed = Figures.Clock(progress.Elapsed);
        if (progress.Start.Plan.Load.Duration is not { } planned || planned <= TimeSpan.Zero)
        {
            return $"{elapsed}, until Ctrl-C";
        }

        var done = (int)Math.Clamp(barWidth * (progress.Elapsed / planned), 0, barWidth);
        var bar = new string(unicode ? '█' : '#', done) + new string(unicode ? '░' : '.', barWidth - done);
        return $"{bar} {elapsed} of {Figures.Clock(planned)}".TrimStart();
    }

    private string Rate(long count) => Figures.Rate(progress.RecentSeconds > 0 ? count / progress.RecentSeconds : 0);

    private IEnumerable<Line> Errors(int most)
    {
        if (progress.Errors.Count == 0)
        {
            yield break;
        }

        yield return new Line();
        foreach (var (text, count) in progress.Errors.OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal).Take(most))
        {
            yield return new Line($"{Figures.Count(count)}× ", Styles.Bad, cut: true).And(text);
        }

        if (progress.Errors.Count > most)
        {
            yield return new Line($"… and {Figures.Plural(progress.Errors.Count - most, "further kind")}", Styles.Quiet, cut: true);
        }
    }

    private static IEnumerable<Segment> Crop(IEnumerable<Segment> segments, int height)
    {
        foreach (var segment in segments)
        {
            if (segment.IsLineBreak && --height == 0)
            {
                yield break;
            }

            yield return segment;
        }
    }
}
