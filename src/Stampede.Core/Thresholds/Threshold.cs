using System.Diagnostics.CodeAnalysis;
using Stampede.Engine;

namespace Stampede.Results;

/// <summary>A pass/fail rule over a metric of a run: <c>p(99) &lt; 500ms</c> (docs/reference/thresholds.md has the grammar). Immutable.</summary>
public sealed class Threshold
{
    private Threshold(string text, ThresholdRule rule) => (Text, Rule) = (text, rule);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it ends the run as soon as it does not hold (<c>abort</c>).</summary>
    public bool Aborts => Rule.AbortAfter is not null;

    /// <summary>How much of the steady phase must be over before it may end the run; zero unless it says <c>abort after …</c>.</summary>
    public TimeSpan AbortDelay => Rule.AbortAfter ?? TimeSpan.Zero;

    /// <summary>Which of the requests, loads or classes it is about, <c>{class:Buyer}</c>; null for all.</summary>
    public RequestSelection? Selection => Rule.Selection;

    /// <summary>The length of the windows in each of which it has to hold (<c>over 30s</c>); null where it is about the steady phase as one.</summary>
    public TimeSpan? Over => Rule.Over;

    /// <summary>Whether it is about failures, over all requests of the run: then failed requests alone do not decide the exit code.</summary>
    public bool CoversFailures => Rule is
    {
        Target: null,
        Selection: null,
        Over: null,
        Metric: ThresholdMetric.Failures or ThresholdMetric.FailureRate or ThresholdMetric.SuccessRate,
    };

    internal ThresholdRule Rule { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="ThresholdSyntaxException">It cannot be read; the message marks the place and says what is allowed there.</exception>
    public static Threshold Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Threshold(text, new ThresholdParser(text).Parse());
    }

    /// <summary>Reads one, or says why it cannot be read.</summary>
    /// <param name="text">The threshold; null cannot be read.</param>
    /// <param name="threshold">What was read.</param>
    /// <param name="problem">The message that <see cref="Parse"/> throws, with the place marked.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Threshold? threshold, [NotNullWhen(false)] out string? problem)
    {
        (threshold, problem) = (null, null);
        try
        {
            threshold = Parse(text ?? "");
            return true;
        }
        catch (ThresholdSyntaxException wrong)
        {
            problem = wrong.Message;
            return false;
        }
    }

    /// <summary>
    /// What it says about a run. Without samples that is <see cref="ThresholdOutcome.NoData"/>, never a pass. One over windows needs the run's intervals.
    /// </summary>
    public ThresholdResult Evaluate(RunResult run)
    {
        if (!ThresholdSelections.IsPossible(Selection, run.Plan) || !ThresholdSelections.IsPossible(Rule.Reference, run.Plan) || IsUnknown(run))
        {
            return Judge(null, null);
        }

        if (Over is null)
        {
            var sum = MetricReader.Read(Rule, MeasuredPart.Of(run));
            sum.Length = LoadTime.Of(Rule, run);
            return Rule.Reference is null ? Judge(sum) : JudgeBesideOthers(sum, run);
        }

        var follower = new WindowFollower(Rule);
        foreach (var interval in run.Intervals)
        {
            follower.Add(interval);
        }

        return Judge(follower);
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    // What the files of an imported run do not tell cannot hold.
    private bool IsUnknown(RunResult run) => Rule.Metric switch
    {
        ThresholdMetric.Failures or ThresholdMetric.FailureRate or ThresholdMetric.SuccessRate or ThresholdMetric.FailedResponseTime => !run.Knows(UnknownParts.Outcomes),
        ThresholdMetric.LateArrivals or ThresholdMetric.LateArrivalRate => !run.Knows(UnknownParts.ArrivalDelays),
        ThresholdMetric.RequestsPerSecond or ThresholdMetric.IterationsPerSecond => !run.Knows(UnknownParts.Duration),
        _ => false,
    };

    /// <summary>The same for the requests of one load only; as it is where it names a load itself.</summary>
    /// <exception cref="ThresholdSyntaxException">What it is about is not counted by load.</exception>
    internal Threshold ForLoad(string load)
    {
        if (Selection?.Load is not null)
        {
            return this;
        }

        var selection = (Selection ?? new RequestSelection()) with { Load = load };
        return Parse($"{Text[..Rule.SelectionPlace.Start]}{ThresholdSelector.Write(selection)}{Text[Rule.SelectionPlace.End..]}");
    }

    /// <summary>What it says about all that was measured.</summary>
    internal ThresholdResult Judge(MetricSum sum) => Judge(sum.Found ? RuleMeasurement.Of(Rule, sum) : null, null);

    /// <summary>What it says about all windows.</summary>
    internal ThresholdResult Judge(WindowFollower follower) => follower is { Found: true, Worst: { } worst }
        ? Judge(worst.Measured, MeasurementText.Window(Rule.Over!.Value, worst.Start, follower.Windows))
        : Judge(null, null);

    /// <summary>What it says about one window.</summary>
    internal ThresholdResult Judge(WindowMeasurement window) => Judge(window.Measured, MeasurementText.Window(Rule.Over!.Value, window.Start, null));

    // Of both sides there must be data: nothing is not a time to be so many times.
    private ThresholdResult JudgeBesideOthers(MetricSum sum, RunResult run)
    {
        var other = Rule with { Selection = Rule.Reference, Reference = null };
        var reference = MetricReader.Read(other, MeasuredPart.Of(run));
        if (!sum.Found || !reference.Found || RuleMeasurement.Of(Rule, sum) is not { } measured || RuleMeasurement.Of(other, reference) is not { Value: > 0 } compared)
        {
            return Judge(null, null);
        }

        return Judge(measured, MeasurementText.Times(Rule, measured, other with { Limit = 0 }, compared), Rule.Limit * compared.Value);
    }

    private ThresholdResult Judge(Measurement? measurement, string? remark) => Judge(measurement, remark, Rule.Limit);

    private ThresholdResult Judge(Measurement? measurement, string? remark, double limit)
    {
        if (measurement is not { } measured)
        {
            return new ThresholdResult(Text, ThresholdOutcome.NoData, null, "no data") { CoversFailures = CoversFailures };
        }

        var outcome = Rule.Comparison.Holds(measured.Value, limit) ? ThresholdOutcome.Passed : ThresholdOutcome.Failed;
        return new ThresholdResult(Text, outcome, measured.Value, MeasurementText.Of(Rule with { Limit = limit }, measured, remark)) { CoversFailures = CoversFailures };
    }
}
