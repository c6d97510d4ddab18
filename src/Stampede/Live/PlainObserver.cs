using Spectre.Console;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A line every two seconds, as Locust has it, where there is no terminal; or the whole table.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="tables">Where the table is printed instead of lines; null for lines.</param>
internal sealed class PlainObserver(TextWriter writer, IAnsiConsole? tables = null) : IRunObserver
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    // Intervals end a little before or after their second.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(500);

    private RunProgress? _progress;
    private RequestProgress _window = new();
    private TimeSpan _printed;

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        _progress = new RunProgress(start);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        if (interval.Phase != _progress!.Phase)
        {
            // No line tells of two phases.
            _window = new RequestProgress();
            _printed = interval.Offset;
        }

        _progress.Add(interval);
        foreach (var stats in interval.Requests.Values)
        {
            _window.Add(stats);
        }

        if (_progress.Elapsed - _printed < Period - Slack)
        {
            return;
        }

        await writer.WriteLineAsync(Text(_progress, _window, _progress.Elapsed - _printed).AsMemory(), cancellationToken);
        if (tables is not null)
        {
            tables.Write(ProgressTable.Of(_progress, int.MaxValue));
            await writer.WriteLineAsync();
        }

        await writer.FlushAsync(cancellationToken);
        _window = new RequestProgress();
        _printed = _progress.Elapsed;
    }

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    // Rates and percentiles are those of the line's own seconds: a change shows at once, not diluted by all that was before.
    private static string Text(RunProgress progress, RequestProgress window, TimeSpan length)
    {
        var lost = progress.Lost == 0 ? "" : $", {Figures.Count(progress.Lost)} lost";
        var phase = progress.Phase == Phase.Steady ? "" : $"  {SummaryText.NotCounted(progress.Phase)}";
        return $"{Figures.Clock(progress.Elapsed)}{phase}  {Figures.Count(progress.Running)}{(progress.Wanted is { } wanted ? $"/{Figures.Count(wanted)}" : "")} users{lost}  "
            + $"{Figures.Rate(window.Settled / length.TotalSeconds)} req/s  {Figures.Rate(window.Failed / length.TotalSeconds)} failures/s  "
            + $"{Times(window)}  {Figures.Plural(progress.Total.Settled, "request")}, {Figures.Count(progress.Total.Failed)} failed{Arrivals(progress.Arrivals)}";
    }

    private static string Arrivals(ArrivalSample? arrivals) => arrivals is null
        ? ""
        : $"  {Figures.Count(arrivals.InFlight)} in flight, {Figures.Count(arrivals.Late)} late, {Figures.Count(arrivals.Dropped)} dropped";

    private static string Times(RequestProgress window)
    {
        Histogram times = window.Times;
        var of = SummaryText.TellsOfSuccesses(window.Failed, window.Settled) ? " of successes" : "";
        return times.Count == 0
            ? "no successes"
            : $"p50 {SummaryText.Percentile(times, 50)} p95 {SummaryText.Percentile(times, 95)} p99 {SummaryText.Percentile(times, 99)} ms{of}";
    }
}
