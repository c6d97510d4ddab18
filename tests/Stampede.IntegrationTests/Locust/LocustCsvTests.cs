using System.Globalization;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>What reads the files of Debian's Locust reads ours: the same traffic, written by both, read by one parser.</summary>
public sealed class LocustCsvTests : IClassFixture<LocustRun>, IDisposable
{
    private const string Number = @"^\d+(\.\d+)?(e-?\d+)?$";
    private const string Percentile = @"^(\d+|N/A)$";

    private readonly LocustFiles _theirs;
    private readonly LocustFiles _ours;
    private readonly TemporaryFolder _folder = new();

    public LocustCsvTests(LocustRun locust)
    {
        _theirs = locust.Files;
        _ours = new LocustFiles(Path.Combine(_folder.Path, "ours"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Headers_are_the_same()
    {
        await WriteOurs();

        foreach (var name in new[] { "stats", "stats_history", "exceptions" })
        {
            Assert.Equal(_theirs.Table(name).Header, _ours.Table(name).Header);
        }

        // Later versions of Locust have two columns more; Debian's 2.12 ends before them.
        Assert.Equal([.. _theirs.Table("failures").Header.Take(4), "First Seen", "Last Seen"], _ours.Table("failures").Header);
    }

    [Fact]
    public async Task Rows_have_the_same_order_and_counts()
    {
        await WriteOurs();

        Assert.Equal(
            ["GET /a \"quoted\", name", "GET /b", "POST /b", "GET /c", " Aggregated"],
            _theirs.Table("stats").Rows.Select(r => $"{r["Type"]} {r["Name"]}"));
        Assert.Equal(Rows(_theirs, "stats", "Type", "Name", "Request Count", "Failure Count"), Rows(_ours, "stats", "Type", "Name", "Request Count", "Failure Count"));
        Assert.Equal(
            Rows(_theirs, "failures", "Method", "Name", "Error", "Occurrences").Order(), Rows(_ours, "failures", "Method", "Name", "Error", "Occurrences").Order());
        Assert.Equal(Rows(_theirs, "exceptions", "Count", "Message", "Nodes"), Rows(_ours, "exceptions", "Count", "Message", "Nodes"));
        Assert.Contains(_theirs.Table("exceptions").Rows, r => r["Traceback"].Contains('\n')); // it has line ends to quote
        Assert.Contains(_ours.Table("exceptions").Rows, r => r["Traceback"].Contains('\n'));
    }

    [Fact]
    public async Task Numbers_have_the_same_formats()
    {
        await WriteOurs();
        foreach (var files in new[] { _theirs, _ours })
        {
            foreach (var row in files.Table("stats").Rows)
            {
                AssertTotals(row, "");
                Assert.Matches(@"^\d+\.\d+(e-?\d+)?$", row["Requests/s"]);
                Assert.Matches(@"^\d+\.\d+(e-?\d+)?$", row["Failures/s"]);
            }

            foreach (var row in files.Table("stats_history").Rows)
            {
                AssertTotals(row, "Total ");
                Assert.Matches(@"^\d+$", row["Timestamp"]);
                Assert.Matches(@"^\d+$", row["User Count"]);
                Assert.Matches(@"^\d+\.\d{6}$", row["Requests/s"]);
                Assert.Matches(@"^\d+\.\d{6}$", row["Failures/s"]);
            }
        }
    }

    [Fact]
    public async Task The_history_has_the_rows_of_a_second_in_the_same_order()
    {
        await WriteOurs();
        foreach (var files in new[] { _theirs, _ours })
        {
            var seconds = files.Table("stats_history").Rows.GroupBy(r => r["Timestamp"]).Select(g => g.Select(r => $"{r["Type"]} {r["Name"]}").ToArray()).ToArray();

            Assert.True(seconds.Length >= 3, $"only {seconds.Length} seconds");
            Assert.Equal([" Aggregated"], seconds[0]);
            Assert.Equal(["GET /a \"quoted\", name", "GET /b", "POST /b", "GET /c", " Aggregated"], seconds[^1]);
        }
    }

    [Fact]
    public async Task Averages_of_the_same_traffic_agree()
    {
        await WriteOurs();
        foreach (var (theirs, ours) in _theirs.Table("stats").Rows.Zip(_ours.Table("stats").Rows))
        {
            Assert.Equal(
                double.Parse(theirs["Average Response Time"], CultureInfo.InvariantCulture),
                double.Parse(ours["Average Response Time"], CultureInfo.InvariantCulture), 0.01);
        }
    }

    private static IEnumerable<string> Rows(LocustFiles files, string name, params string[] columns)
        => files.Table(name).Rows.Select(r => string.Join('|', columns.Select(c => r[c])));

    private static void AssertTotals(Dictionary<string, string> row, string prefix)
    {
        Assert.Matches(@"^\d+$", row[prefix + "Request Count"]);
        Assert.Matches(@"^\d+$", row[prefix + "Failure Count"]);
        foreach (var column in new[] { "Median Response Time", "Average Response Time", "Min Response Time", "Max Response Time", "Average Content Size" })
        {
            Assert.Matches(Number, row[prefix + column]);
        }

        foreach (var column in row.Keys.Where(k => k.EndsWith('%')))
        {
            Assert.Matches(Percentile, row[column]);
        }

        Assert.Equal(11, row.Keys.Count(k => k.EndsWith('%')));
    }

    // The requests that Locust counted, spread over six seconds, each with its name's average time.
    private async Task WriteOurs()
    {
        const int seconds = 6;
        using var writer = new LocustCsvWriter(Path.Combine(_folder.Path, "ours"), fullHistory: true);
        var started = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        await writer.Started(new RunStart(Plan, null!, started), CancellationToken.None);
        var control = new RunControlStub();
        for (var second = 0; second < seconds; second++)
        {
            await writer.Interval(Second(second, seconds, started), control, CancellationToken.None);
        }

        Assert.Null(writer.Problem);
        Assert.Empty(control.Notes);
    }

    private IntervalSnapshot Second(int index, int seconds, DateTimeOffset started)
    {
        var requests = new Dictionary<RequestKey, RequestStats>();
        foreach (var row in _theirs.Table("stats").Rows.SkipLast(1))
        {
            var stats = new RequestStats
            {
                Settled = Share(row["Request Count"], index, seconds),
                Failed = Share(row["Failure Count"], index, seconds),
            };
            var time = (long)Math.Round(double.Parse(row["Average Response Time"], CultureInfo.InvariantCulture) * 1000);
            stats.ResponseTime.Record(time, stats.Settled - stats.Failed);
            stats.FailedResponseTime.Record(time, stats.Failed);
            if (stats.Settled > 0)
            {
                requests.Add(new RequestKey(row["Type"], row["Name"]), stats);
            }
        }

        var last = index == seconds - 1;
        return new IntervalSnapshot
        {
            Index = index,
            Offset = TimeSpan.FromSeconds(index),
            Length = TimeSpan.FromSeconds(1),
            Requests = requests,
            Failures = last ? [.. _theirs.Table("failures").Rows.Select(r => Failure(r, started))] : [],
            UserErrors = last ? [.. _theirs.Table("exceptions").Rows.Select(Error)] : [],
            Classes = [new UserClassSample { Name = "Shop", Planned = 5, Running = 5, Lost = 0, Iterations = 0, TasksStarted = [] }],
        };
    }

    private static FailureInterval Failure(Dictionary<string, string> row, DateTimeOffset at) => new(
        new FailureKey(new RequestKey(row["Method"], row["Name"]), FailureKind.Declared, row["Error"]),
        new FailureStats { Count = long.Parse(row["Occurrences"], CultureInfo.InvariantCulture), First = at, Last = at });

    private static UserErrorInterval Error(Dictionary<string, string> row)
        => new("Shop", "boom", "ValueError", row["Message"], long.Parse(row["Count"], CultureInfo.InvariantCulture), row["Traceback"]);

    private static long Share(string count, int index, int seconds)
    {
        var total = long.Parse(count, CultureInfo.InvariantCulture);
        return (total * (index + 1) / seconds) - (total * index / seconds);
    }

    private static RunPlan Plan { get; } = new()
    {
        Name = "locust",
        Classes = [],
        Load = new LoadPlan { Kind = "users", Description = "5 users", Users = 5, SpawnRate = 5 },
        Thresholds = [],
        ThresholdsHash = "",
        Seed = 1,
        StopTimeout = TimeSpan.Zero,
        StartRetries = 3,
    };
}
