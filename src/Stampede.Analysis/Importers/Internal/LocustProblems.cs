using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What <c>_failures.csv</c> and <c>_exceptions.csv</c> hold.</summary>
internal static class LocustProblems
{
    /// <summary>What Python calls errors that have a kind here.</summary>
    private static readonly (string Word, FailureKind Kind)[] Kinds =
    [
        ("CatchResponseError", FailureKind.Declared), ("HTTPError", FailureKind.Status), ("ConnectionRefusedError", FailureKind.ConnectionRefused),
        ("ConnectionResetError", FailureKind.ConnectionReset), ("RemoteDisconnected", FailureKind.ConnectionClosed), ("ConnectTimeout", FailureKind.ConnectTimeout),
        ("ReadTimeout", FailureKind.Timeout), ("Name or service not known", FailureKind.UnknownHost),
    ];

    /// <summary>The failures. When they were seen is known only where <see cref="FailureStats.First"/> is not the default.</summary>
    public static async ValueTask<List<FailureInterval>> Failures(CsvTable table, CancellationToken cancellationToken)
    {
        var failures = new List<FailureInterval>();
        await foreach (var row in table.Rows([LocustNames.Name, ["Error"], ["Occurrences", "# occurrences"]], cancellationToken))
        {
            var text = row.Text("Error") ?? "";
            var kind = Kinds.FirstOrDefault(k => text.Contains(k.Word, StringComparison.Ordinal)).Kind;
            var (first, last) = (Time(row, "First Seen"), Time(row, "Last Seen"));
            failures.Add(new FailureInterval(
                new FailureKey(LocustNames.Key(row), kind == FailureKind.None ? FailureKind.Unknown : kind, text),
                new FailureStats { Count = row.Count("Occurrences", "# occurrences") ?? throw row.Error("the number of occurrences is missing."), First = first, Last = last }));
        }

        return failures;
    }

    /// <summary>The exceptions of the test's own code.</summary>
    public static async ValueTask<List<UserErrorInterval>> Exceptions(CsvTable table, CancellationToken cancellationToken)
    {
        var errors = new List<UserErrorInterval>();
        await foreach (var row in table.Rows([["Count"], ["Message"]], cancellationToken))
        {
            errors.Add(new UserErrorInterval("", "", "exception", row.Text("Message") ?? "", row.Count("Count") ?? 1, row.Text("Traceback") ?? ""));
        }

        return errors;
    }

    private static DateTimeOffset Time(TableRow row, string column) =>
        DateTimeOffset.TryParse(row.Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default;
}
