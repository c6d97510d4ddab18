using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Takes what a threshold needs from a run or an interval.</summary>
internal static class MetricReader
{
    private const string Transaction = "TRANSACTION ";

    /// <summary>Whether a target is a transaction.</summary>
    public static bool IsTransaction(string? target) => target is not null && target.StartsWith(Transaction, StringComparison.Ordinal);

    /// <summary>What is in a part for a rule: sums of its own, the part stays as it is.</summary>
    public static MetricSum Read(ThresholdRule rule, MeasuredPart part)
    {
        var sum = new MetricSum { Length = part.Length };
        switch (rule.Metric)
        {
            case ThresholdMetric.Checks:
                ReadChecks(rule, part, sum);
                break;
            case ThresholdMetric.Iterations or ThresholdMetric.IterationsPerSecond:
                ReadIterations(rule, part, sum);
                break;
            case >= ThresholdMetric.Arrivals and <= ThresholdMetric.DroppedArrivalRate:
                ReadArrivals(rule, part, sum);
                break;
            case >= ThresholdMetric.Counter and <= ThresholdMetric.Trend:
                if (part.Metrics.TryGetValue(rule.Custom!, out var metric) && metric.Kind == rule.CustomKind)
                {
                    sum.Found = true;
                    sum.AddCustom(metric);
                }

                break;
            default:
                ReadRequests(rule, part, sum);
                break;
        }

        return sum;
    }

    private static void ReadChecks(ThresholdRule rule, MeasuredPart part, MetricSum sum)
    {
        var check = rule.Check is null
            ? part.Checks.Values.Aggregate(default(CheckStats), (a, b) => a + b)
            : part.Checks.GetValueOrDefault(rule.Check);
        (sum.Whole, sum.Part) = (check.Passed + check.Failed, check.Passed);
        sum.Found = sum.Whole > 0;
    }

    private static void ReadIterations(ThresholdRule rule, MeasuredPart part, MetricSum sum)
    {
        foreach (var userClass in part.Classes)
        {
            if (rule.Selection is null || rule.Selection.Class == userClass.Name)
            {
                sum.Found = true;
                sum.Whole += userClass.Iterations;
            }
        }
    }

    private static void ReadArrivals(ThresholdRule rule, MeasuredPart part, MetricSum sum)
    {
        foreach (var arrivals in part.Arrivals)
        {
            if (rule.Selection is null || rule.Selection.Load == arrivals.Load)
            {
                sum.Found = true;
                sum.Whole += arrivals.Scheduled;
                sum.Part += rule.Metric is ThresholdMetric.LateArrivals or ThresholdMetric.LateArrivalRate ? arrivals.Late : arrivals.Dropped;
            }
        }
    }

    private static void ReadRequests(ThresholdRule rule, MeasuredPart part, MetricSum sum)
    {
        if (IsTransaction(rule.Target))
        {
            if (part.Transactions.TryGetValue(rule.Target![Transaction.Length..], out var transaction))
            {
                Add(rule, transaction, sum);
            }

            return;
        }

        var requests = part.Requests;
        if (rule.Selection is not null && !part.Selections.TryGetValue(rule.Selection.Text, out requests))
        {
            return;
        }

        // A name that the run has, and the selection has not, was requested no time in it.
        sum.Found = rule.Target is null || (rule.Selection is not null && part.Requests.Keys.Any(k => Names(rule.Target, k)));
        foreach (var (key, stats) in requests!)
        {
            if (rule.Target is null || Names(rule.Target, key))
            {
                Add(rule, stats, sum);
            }
        }
    }

    private static void Add(ThresholdRule rule, RequestStats stats, MetricSum sum)
    {
        sum.Found = true;
        sum.Whole += stats.Settled;
        sum.Part += stats.Failed;
        switch (rule.Metric)
        {
            case ThresholdMetric.ResponseTime:
                sum.AddTimes(stats.ResponseTime);
                break;
            case ThresholdMetric.ServiceTime:
                sum.AddTimes(stats.ServiceTime ?? stats.ResponseTime);
                break;
            case ThresholdMetric.FailedResponseTime:
                sum.AddTimes(stats.FailedResponseTime);
                break;
            case ThresholdMetric.AllResponseTime:
                sum.AddTimes(stats.ResponseTime);
                sum.AddTimes(stats.FailedResponseTime);
                break;
        }
    }

    // "/users/" names every method, "GET /users/" one.
    private static bool Names(string target, RequestKey key) =>
        target == key.Name
        || (target.Length == key.Method.Length + 1 + key.Name.Length
            && target[key.Method.Length] == ' '
            && target.StartsWith(key.Method, StringComparison.OrdinalIgnoreCase)
            && target.EndsWith(key.Name, StringComparison.Ordinal));
}
