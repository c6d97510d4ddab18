using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>Reads what <see cref="StatsJsonWriter"/> wrote.</summary>
internal static class StatsJsonReader
{
    public static Dictionary<RequestKey, RequestStats> Requests(JsonPart parent)
    {
        var requests = new Dictionary<RequestKey, RequestStats>();
        foreach (var part in parent.Items("requests"))
        {
            var key = Key(part);
            var stats = Stats(part);
            if (!requests.TryAdd(key, stats))
            {
                requests[key].Add(stats); // names that differed in a secret only
            }
        }

        return requests;
    }

    public static Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Selections(JsonPart parent)
    {
        var selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>();
        foreach (var part in parent.Items("selections"))
        {
            selections[part["selection"].Text()] = Requests(part);
        }

        return selections;
    }

    public static Dictionary<string, RequestStats> Transactions(JsonPart parent)
    {
        var transactions = new Dictionary<string, RequestStats>();
        foreach (var part in parent.Items("transactions"))
        {
            transactions[part["name"].Text()] = Stats(part);
        }

        return transactions;
    }

    public static Dictionary<string, CustomMetricStats> Metrics(JsonPart parent)
    {
        var metrics = new Dictionary<string, CustomMetricStats>();
        foreach (var part in parent.Items("metrics"))
        {
            metrics[part["name"].Text()] = new CustomMetricStats
            {
                Kind = part["kind"].Enum<CustomMetricKind>(),
                Count = part["count"].Long(),
                Sum = part["sum"].Double(),
                Last = part["last"].Double(),
                Minimum = part["min"].Double(),
                Maximum = part["max"].Double(),
                Values = part.Find("valuesThousandths")?.Histogram(),
            };
        }

        return metrics;
    }

    public static List<ArrivalSample> Arrivals(JsonPart parent)
    {
        var arrivals = new List<ArrivalSample>();
        foreach (var part in parent.Items("arrivals"))
        {
            arrivals.Add(new ArrivalSample
            {
                Load = part["load"].Text(),
                Scheduled = part["scheduled"].Long(),
                Started = part["started"].Long(),
                Late = part["late"].Long(),
                Dropped = part["dropped"].Long(),
                InFlight = part["inFlight"].Long(),
                StartDelay = part.Find("startDelayUs")?.Histogram(),
            });
        }

        return arrivals;
    }

    public static List<FailureInterval> Failures(JsonPart parent)
    {
        var failures = new List<FailureInterval>();
        foreach (var part in parent.Items("failures"))
        {
            var samples = new List<FailureSample>();
            foreach (var sample in part.Items("samples"))
            {
                samples.Add(Sample(sample));
            }

            failures.Add(new FailureInterval(
                new FailureKey(Key(part), part["kind"].Enum<FailureKind>(), part["text"].Text()),
                new FailureStats { Count = part["count"].Long(), First = part["first"].Time(), Last = part["last"].Time(), Samples = samples }));
        }

        return failures;
    }

    public static Dictionary<string, CheckStats> Checks(JsonPart parent)
    {
        var checks = new Dictionary<string, CheckStats>();
        foreach (var part in parent.Items("checks"))
        {
            checks[part["name"].Text()] = new CheckStats(part["passed"].Long(), part["failed"].Long());
        }

        return checks;
    }

    public static List<UserErrorInterval> UserErrors(JsonPart parent)
    {
        var errors = new List<UserErrorInterval>();
        foreach (var part in parent.Items("userErrors"))
        {
            errors.Add(new UserErrorInterval(
                part["class"].Text(),
                part["where"].Text(),
                part["type"].Text(),
                part["message"].Text(),
                part["count"].Long(),
                part.Find("stackTrace")?.Text() ?? ""));
        }

        return errors;
    }

    public static List<UserClassSample> Classes(JsonPart parent)
    {
        var classes = new List<UserClassSample>();
        foreach (var part in parent.Items("classes"))
        {
            var tasks = new List<long>();
            foreach (var count in part.Items("tasksStarted"))
            {
                tasks.Add(count.Long());
            }

            classes.Add(new UserClassSample
            {
                Name = part["name"].Text(),
                Planned = part["planned"].Int(),
                Running = part["running"].Int(),
                Lost = part["lost"].Int(),
                Iterations = part["iterations"].Long(),
                TasksStarted = tasks,
            });
        }

        return classes;
    }

    private static RequestKey Key(JsonPart part) => new(part["method"].Text(), part["name"].Text());

    public static RequestStats Stats(JsonPart part)
    {
        var stats = new RequestStats
        {
            Settled = part["settled"].Long(),
            Failed = part["failed"].Long(),
            Accepted = part["accepted"].Long(),
            BytesSent = part["bytesSent"].Long(),
            BytesReceived = part["bytesReceived"].Long(),
            BodyBytes = part["bodyBytes"].Long(),
            ConnectionsOpened = part["connectionsOpened"].Long(),
            Resent = part["resent"].Long(),
            ResponseTime = part.Find("responseTimeUs")?.Histogram() ?? new Histogram(),
            FailedResponseTime = part.Find("failedResponseTimeUs")?.Histogram() ?? new Histogram(),
            ServiceTime = part.Find("serviceTimeUs")?.Histogram(),
            FirstByte = part.Find("firstByteUs")?.Histogram() ?? new Histogram(),
            Connect = part.Find("connectUs")?.Histogram(),
            Tls = part.Find("tlsUs")?.Histogram(),
            Reported = ImportedJson.ReadTimes(part),
        };
        foreach (var status in part.Members("statuses"))
        {
            stats.Statuses[Status(status.Name)] = status.Long();
        }

        foreach (var kind in part.Members("failureKinds"))
        {
            stats.FailureKinds[kind.NameAsEnum<FailureKind>()] = kind.Long();
        }

        return stats;
    }

    private static int Status(string name)
        => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new FormatException($"\"{name}\" in \"statuses\" is no status.");

    private static FailureSample Sample(JsonPart part) => new()
    {
        At = part["at"].Time(),
        Url = part["url"].Text(),
        Status = part["status"].Int(),
        ResponseTime = part["responseTimeUs"].Long(),
        Body = part["body"].Text(),
        Headers = part.Map("headers"),
    };
}
