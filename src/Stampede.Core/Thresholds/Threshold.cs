using System.Diagnostics.CodeAnalysis;
using Stampede.Engine;

namespace Stampede.Results;

/// <summary>A pass/fail rule over a metric of a run: <c>p(99) &lt; 500ms</c> (docs/reference/thresholds.md has the grammar). Immutable.</summary>
public sealed class Threshold
{
    private readonly ThresholdRule _rule;

    private Threshold(string text, ThresholdRule rule) => (Text, _rule) = (text, rule);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it ends the run as soon as it does not hold (<c>abort</c>).</summary>
    public bool Aborts => _rule.AbortAfter is not null;

    /// <summary>How long after the start it may first end the run; zero unless it says <c>abort after …</c>.</summary>
    public TimeSpan AbortDelay => _rule.AbortAfter ?? TimeSpan.Zero;

    /// <summary>Whether it is about failures, over all requests: then failed requests alone do not decide the exit code.</summary>
    public bool CoversFailures => _rule is
    {
        Target: null,
        Metric: ThresholdMetric.Failures or ThresholdMetric.FailureRate or ThresholdMetric.SuccessRate,
    };

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

    /// <summary>What it says about a run. Without samples that is <see cref="ThresholdOutcome.NoData"/>, never a pass.</summary>
    public ThresholdResult Evaluate(RunResult run) => Evaluate(MeasuredRun.Of(run));

    /// <inheritdoc />
    public override string ToString() => Text;

    internal ThresholdResult Evaluate(MeasuredRun run)
    {
        if (_rule.Measure(run) is not { } measured)
        {
            return new ThresholdResult(Text, ThresholdOutcome.NoData, null, "no data") { CoversFailures = CoversFailures };
        }

        var outcome = _rule.Comparison.Holds(measured.Value, _rule.Limit) ? ThresholdOutcome.Passed : ThresholdOutcome.Failed;
        return new ThresholdResult(Text, outcome, measured.Value, MeasurementText.Of(_rule, measured)) { CoversFailures = CoversFailures };
    }
}
