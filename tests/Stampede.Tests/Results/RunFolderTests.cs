using System.Collections;
using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class RunFolderTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _root = new();
    private readonly RunControlStub _run = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task A_finished_run_is_read_back_field_by_field()
    {
        var intervals = InPhases();
        var result = SampleRuns.Result(intervals);
        var folder = await Write(intervals, result);

        var read = await RunFolderReader.Open(folder, None);

        Same.As(result with { Folder = folder }, read);
        Same.As(intervals, await All(RunFolderReader.Intervals(folder, None)));
    }

    [Fact]
    public void Every_sample_field_differs_from_its_default()
    {
        // The round trip above proves nothing about a field that is empty on both sides.
        var result = SampleRuns.Result(InPhases()) with { Folder = "x", Intervals = SampleRuns.Intervals(1) };
        var interval = InPhases()[4];
        object[] parts =
        [
            result, result.Plan, result.Plan.Load, result.Plan.Load.Parts[0], result.Plan.Classes[0], result.Environment!, result.Requests[SampleRuns.Create],
            result.Failures[0].Stats, result.Failures[0].Stats.Samples[0], result.Classes[0], interval, interval.Generator!,
            result.Phases[2], result.Arrivals[0], interval.Arrivals[0], result.Transactions.Values.Single(), result.Metrics["hits"], interval.Metrics["hits"],
            result.Audit!.Findings[0], result.Audit.NotApplicable[0],
        ];
        foreach (var part in parts)
        {
            foreach (var property in part.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
            {
                var value = property.GetValue(part);
                Assert.False(
                    value is null or 0 or 0L or 0.0 or "" or false or Phase.Steady or ICollection { Count: 0 }, $"{part.GetType().Name}.{property.Name} is {value ?? "null"}");
            }
        }
    }

    [Fact]
    public async Task A_killed_run_with_phases_has_the_totals_of_the_steady_one()
    {
        var folder = await Write(InPhases(), result: null);

        var read = await RunFolderReader.Open(folder, None);

        var expected = SampleRuns.Result(InPhases());
        Same.As(expected.Phases, read.Phases);
        Assert.Equal([Phase.WarmUp, Phase.Steady, Phase.CoolDown], read.Phases.Select(p => p.Phase));
        Same.As(expected.Requests, read.Requests);
        Same.As(expected.Transactions, read.Transactions);
        Same.As(expected.Metrics, read.Metrics);
        Same.As(expected.Selections, read.Selections);
        Same.As(expected.Arrivals, read.Arrivals);
        Same.As(expected.Classes, read.Classes);
        Assert.Equal(read.Phases[1].Length, read.Duration);
        Assert.Equal(read.Phases[1].Settled, read.Total().Settled);
        Assert.Contains("3 s of the 6 s", read.Notes[0].Text);
    }

    [Fact]
    public async Task A_file_from_before_there_were_phases_and_metrics_is_read()
    {
        var interval = SampleRuns.Interval(0) with
        {
            Arrivals = [],
            Transactions = new Dictionary<string, RequestStats>(),
            Metrics = new Dictionary<string, CustomMetricStats>(),
            Selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>(),
        };
        var sample = SampleRuns.Result([interval]);
        var result = sample with { Plan = sample.Plan with { Selections = [] } };
        var folder = await Write([interval], result);

        foreach (var file in Directory.GetFiles(folder))
        {
            var text = await File.ReadAllTextAsync(file, None);
            Assert.All(["phase", "phases", "arrivals", "transactions", "metrics", "selections"], word => Assert.DoesNotContain($"\"{word}\":", text));
        }

        Same.As(result with { Folder = folder }, await RunFolderReader.Open(folder, None));
        Same.As(interval, Assert.Single(await All(RunFolderReader.Intervals(folder, None))));
    }

    [Fact]
    public async Task What_is_unknown_stays_unknown()
    {
        var interval = SampleRuns.Interval(0) with { Generator = SampleRuns.Interval(0).Generator! with { MachineCpu = null } };
        interval.Requests[SampleRuns.Create].ServiceTime = null;
        interval.Requests[SampleRuns.Create].Tls = null;
        var sample = SampleRuns.Result([interval]);
        var result = sample with
        {
            Plan = sample.Plan with { Host = null, Load = sample.Plan.Load with { Duration = null }, Classes = [sample.Plan.Classes[0] with { MeanWait = null, Host = null }] },
            Environment = sample.Environment! with { Processor = null, Commit = null, OpenFilesLimit = null, Target = null },
            Verdict = null,
            ExitCode = null,
        };

        var folder = await Write([interval, interval with { Index = 1, Generator = null }], result);

        Same.As(result with { Folder = folder }, await RunFolderReader.Open(folder, None));
        var intervals = await All(RunFolderReader.Intervals(folder, None));
        Same.As(interval, intervals[0]);
        Assert.Null(intervals[1].Generator);
        Assert.DoesNotContain("null", await File.ReadAllTextAsync(Path.Combine(folder, "run.json"), None));
        Assert.DoesNotContain("null", await File.ReadAllTextAsync(Path.Combine(folder, "intervals.jsonl"), None));
    }

    [Fact]
    public async Task Numbers_that_JSON_lacks_survive()
    {
        var sample = SampleRuns.Result(SampleRuns.Intervals(1));
        var result = sample with { Plan = sample.Plan with { Load = sample.Plan.Load with { SpawnRate = double.PositiveInfinity } } };

        Same.As(result.Plan, (await RunFolderReader.Open(await Write([], result), None)).Plan);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_body_does_not_end_the_writing()
    {
        var interval = SampleRuns.Interval(0);
        var failure = interval.Failures[0];
        failure.Stats.Samples = [failure.Stats.Samples[0] with { Body = "cut \ud83d", Url = "/\udc00" }];

        var folder = await Write([interval], SampleRuns.Result([interval]));

        Assert.StartsWith("cut ", (await RunFolderReader.Open(folder, None)).Failures[0].Stats.Samples[0].Body);
    }

    [Fact]
    public async Task The_sum_of_the_intervals_equals_the_totals()
    {
        var intervals = SampleRuns.Intervals(20);
        var folder = await Write(intervals, SampleRuns.Result(intervals));
        var totals = await RunFolderReader.Open(folder, None);

        long settled = 0, failed = 0, iterations = 0, sum = 0;
        await foreach (var interval in RunFolderReader.Intervals(folder, None))
        {
            settled += interval.Requests.Values.Sum(r => r.Settled);
            failed += interval.Failures.Sum(f => f.Stats.Count);
            iterations += interval.Classes.Sum(c => c.Iterations);
            sum += interval.Requests.Values.Sum(r => r.ResponseTime.Sum);
        }

        Assert.Equal(settled, totals.Total().Settled);
        Assert.Equal(failed, totals.Failures.Sum(f => f.Stats.Count));
        Assert.Equal(iterations, totals.Classes.Sum(c => c.Iterations));
        Assert.Equal(sum, totals.Total().ResponseTime.Sum);
        Assert.Equal(20 * 43 + 13 * 11, settled);
    }

    [Fact]
    public async Task A_killed_run_is_summed_from_its_complete_lines()
    {
        var intervals = SampleRuns.Intervals(7);
        var folder = await Write(intervals, result: null);
        await Cut(folder, 100);

        var read = await RunFolderReader.Open(folder, None);

        var expected = SampleRuns.Result(SampleRuns.Intervals(6));
        Assert.Equal(RunEnding.None, read.Ending);
        Assert.Null(read.Verdict);
        Assert.Null(read.ExitCode);
        Assert.Equal(["RUN-NOT-ENDED", "INTERVALS-TRUNCATED"], read.Notes.Select(n => n.Id));
        Same.As(expected.Requests, read.Requests);
        Same.As(expected.Failures, read.Failures);
        Same.As(expected.Checks, read.Checks);
        Same.As(expected.UserErrors, read.UserErrors);
        Same.As(expected.Classes, read.Classes);
        Assert.Equal(expected.Duration, read.Duration);
        Same.As(SampleRuns.Plan(), read.Plan);
        Same.As(SampleRuns.Environment(), read.Environment);
        Same.As(read, await RunFolderReader.Open(folder, None));
        Assert.Equal(6, (await All(RunFolderReader.Intervals(folder, None))).Count);
    }

    [Fact]
    public async Task Every_prefix_of_a_killed_run_can_be_read()
    {
        var folder = await Write(SampleRuns.Intervals(2), result: null);
        var path = Path.Combine(folder, "intervals.jsonl");
        var whole = await File.ReadAllBytesAsync(path, None);
        var firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = 0; length <= whole.Length; length += 37)
        {
            await File.WriteAllBytesAsync(path, whole[..length], None);

            var read = await RunFolderReader.Open(folder, None);

            var complete = length >= whole.Length - 1 ? 2 : length >= firstLine - 1 ? 1 : 0;
            Assert.Equal(complete, read.Failures.Sum(f => f.Stats.Count) / 3);
        }
    }

    [Fact]
    public async Task A_run_without_any_interval_can_be_read()
    {
        var folder = await Write([], result: null);

        var read = await RunFolderReader.Open(folder, None);

        Assert.Equal(RunEnding.None, read.Ending);
        Assert.Equal(TimeSpan.Zero, read.Duration);
        Assert.Empty(read.Requests);
        Assert.Equal("RUN-NOT-ENDED", Assert.Single(read.Notes).Id);
    }

    [Fact]
    public async Task A_run_can_be_read_while_it_is_written()
    {
        using var writer = new RunFolderWriter(_root.Path);
        await writer.Started(SampleRuns.NewStart(), None);
        for (var i = 0; i < 3; i++)
        {
            await writer.Interval(SampleRuns.Interval(i), _run, None);
            Assert.Equal(i + 1, (await All(RunFolderReader.Intervals(writer.Path!, None))).Count);
        }
    }

    [Fact]
    public async Task A_corrupt_line_in_the_middle_is_named()
    {
        var folder = await Write(SampleRuns.Intervals(4), result: null);
        var path = Path.Combine(folder, "intervals.jsonl");
        var lines = await File.ReadAllLinesAsync(path, None);
        lines[2] = lines[2][..200];
        await File.WriteAllLinesAsync(path, lines, None);

        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await RunFolderReader.Open(folder, None));

        Assert.Equal(3, error.Line);
        Assert.Equal(path, error.File);
        Assert.Contains("intervals.jsonl, line 3", error.Message);
    }

    [Theory]
    [InlineData("\"settled\":43", "\"settled\":\"x\"", "\"settled\" must be a whole number, but is \"x\"")]
    [InlineData("\"settled\":43,", "", "\"settled\" is missing in \"requests\"")]
    [InlineData("HISTFAAA", "HISTFAAB", "no readable histogram")]
    [InlineData("\"kind\":\"timeout\"", "\"kind\":\"tired\"", "\"kind\" is \"tired\"; known are none, status")]
    public async Task A_line_with_a_wrong_member_says_which(string old, string replacement, string message)
    {
        var folder = await Write(SampleRuns.Intervals(2), result: null);
        var path = Path.Combine(folder, "intervals.jsonl");
        var text = await File.ReadAllTextAsync(path, None);
        var second = text.IndexOf('\n') + 1;
        Assert.Contains(old, text[second..]);
        await File.WriteAllTextAsync(path, text[..second] + text[second..].Replace(old, replacement), None);

        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await All(RunFolderReader.Intervals(folder, None)));

        Assert.Equal(2, error.Line);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var folder = await Write([], SampleRuns.Result([]));
        var path = Path.Combine(folder, "run.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, None)).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 2"), None);

        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await RunFolderReader.Open(folder, None));

        Assert.Contains("schema version is 2", error.Message);
        Assert.Contains(path, error.Message);
        await Assert.ThrowsAsync<RunFolderException>(async () => await All(RunFolderReader.Intervals(folder, None)));
    }

    [Fact]
    public async Task Members_that_a_later_version_added_are_passed_over()
    {
        var result = SampleRuns.Result(SampleRuns.Intervals(1));
        var folder = await Write([], result);
        var path = Path.Combine(folder, "run.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, None)).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 1, \"new\": {\"a\": [1]}"), None);

        Same.As(result with { Folder = folder }, await RunFolderReader.Open(folder, None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"schemaVersion\": 1}")]
    public async Task A_folder_that_is_no_run_says_so(string? content)
    {
        var folder = _root.File("something");
        Directory.CreateDirectory(folder);
        if (content is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "run.json"), content, None);
        }

        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await RunFolderReader.Open(folder, None));

        Assert.Contains(folder, error.Message);
        await Assert.ThrowsAsync<RunFolderException>(async () => await RunFolderReader.Open(_root.File("nowhere"), None));
    }

    [Fact]
    public async Task Missing_intervals_are_named()
    {
        var folder = await Write([], SampleRuns.Result([]));
        File.Delete(Path.Combine(folder, "intervals.jsonl"));

        await RunFolderReader.Open(folder, None);
        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await All(RunFolderReader.Intervals(folder, None)));

        Assert.Contains("intervals.jsonl: the file is missing", error.Message);
    }

    [Fact]
    public async Task Runs_of_the_same_second_get_folders_of_their_own()
    {
        string[] folders = [await Write([], null), await Write([], null), await Write([], null)];

        Assert.Equal(
            ["2026-11-21_08-15-30-deployments", "2026-11-21_08-15-30-deployments-2", "2026-11-21_08-15-30-deployments-3"],
            folders.Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public void Runs_started_at_once_never_share_a_folder()
    {
        var folders = new string[40];
        Parallel.For(0, folders.Length, i => folders[i] = RunFolder.Create(_root.Path, SampleRuns.Start, "same"));

        Assert.Equal(folders.Length, folders.Distinct().Count());
    }

    [Theory]
    [InlineData("deployments", "deployments")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("a b\tc:d*?\"<>|\\e", "a-b-c-d-e")]
    [InlineData("größe_1.2", "größe_1.2")]
    [InlineData("..", "run")]
    [InlineData("", "run")]
    [InlineData("-x-", "x")]
    public void A_name_becomes_a_file_name(string name, string expected) => Assert.Equal(expected, RunFolder.Sanitised(name));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(80, RunFolder.Sanitised(new string('x', 500)).Length);

    [Fact]
    public async Task Nothing_but_the_two_files_is_left_behind()
    {
        var folder = await Write(SampleRuns.Intervals(2), SampleRuns.Result(SampleRuns.Intervals(2)));

        Assert.Equal(["intervals.jsonl", "run.json"], Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)!).Order());
    }

    [Fact]
    public async Task Files_are_UTF8_without_a_mark()
    {
        var folder = await Write(SampleRuns.Intervals(1), SampleRuns.Result([], "grüße"));

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var bytes = await File.ReadAllBytesAsync(file, None);
            Assert.Equal((byte)'{', bytes[0]);
            Assert.Contains("ü", new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
    }

    [Fact]
    public async Task Interval_lines_name_units_and_kinds_as_documented()
    {
        var folder = await Write([SampleRuns.Interval(0)], result: null);

        var line = await File.ReadAllTextAsync(Path.Combine(folder, "intervals.jsonl"), None);

        Assert.StartsWith("{\"index\":0,\"offsetSeconds\":0,\"lengthSeconds\":", line);
        Assert.Contains("\"responseTimeUs\":{\"count\":40,\"sum\":", line);
        Assert.Contains("\"hdr\":\"HISTFAAA", line);
        Assert.Contains("\"failureKinds\":{\"connectionReset\":1,\"timeout\":2}", line);
        Assert.EndsWith("}\n", line);
        Assert.Equal(1, line.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_says_so()
    {
        var file = _root.File("a-file");
        await File.WriteAllTextAsync(file, "", None);
        using var writer = new RunFolderWriter(file);

        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await writer.Started(SampleRuns.NewStart(), None));

        Assert.Contains(file, error.Message);
    }

    [Fact]
    public async Task The_store_lists_runs_by_their_start_and_names_those_that_cannot_be_read()
    {
        var result = SampleRuns.Result([]);
        await Write([], result with { Started = SampleRuns.Start.AddHours(2) });
        await Write([], null);
        Directory.CreateDirectory(_root.File("no run"));
        Directory.CreateDirectory(_root.File("broken"));
        await File.WriteAllTextAsync(_root.File("broken/run.json"), "{", None);
        var store = new FolderRunStore(_root.Path);

        var entries = await store.List(None);

        Assert.Equal(["broken", "2026-11-21_08-15-30-deployments", "2026-11-21_10-15-30-deployments"], entries.Select(e => e.Id));
        Assert.Contains("no JSON", entries[0].Problem);
        Assert.Equal((RunEnding.None, null), (entries[1].Ending, entries[1].Verdict));
        Assert.Equal(
            new RunEntry(entries[2].Id, "deployments", SampleRuns.Start.AddHours(2), RunEnding.ThresholdAborted, Verdict.Invalid) { ExitCode = 5 },
            entries[2] with { Audit = null });
        Same.As(SampleRuns.Audit(), entries[2].Audit);
        Same.As(SampleRuns.Plan(), (await store.Open(entries[2].Id, None)).Plan);
        Assert.Empty(await All(store.Intervals(entries[2].Id, None)));
    }

    [Fact]
    public async Task A_store_whose_folder_does_not_exist_is_empty()
        => Assert.Empty(await new FolderRunStore(_root.File("missing")).List(None));

    [Fact]
    public async Task No_secret_reaches_the_files()
    {
        const string secret = "hunter2hunter2";
        var interval = SampleRuns.Interval(0);
        interval.Failures[0].Stats.Samples =
        [
            interval.Failures[0].Stats.Samples[0] with
            {
                Url = $"http://joe:{secret}@localhost/x?token={secret}",
                Body = $"{{\"password\": \"{secret}\", \"user\": \"joe\"}}",
                Headers = new Dictionary<string, string> { ["Set-Cookie"] = "id=" + secret, ["Server"] = "nginx" },
            },
        ];
        interval = interval with
        {
            Requests = new Dictionary<RequestKey, RequestStats>
            {
                [new("GET", "/a?key=" + secret)] = interval.Requests[SampleRuns.Create],
                [new("GET", "/a?key=2" + secret)] = interval.Requests[SampleRuns.Create],
            },
            Failures = [interval.Failures[0], new(new FailureKey(SampleRuns.Create, FailureKind.NotSent, $"http://a:{secret}@b"), new FailureStats { Count = 1 })],
            UserErrors = [new("A", "B", "C", "token=" + secret, 1, "secret: " + secret)],
        };
        var sample = SampleRuns.Result([interval]);
        var plan = sample.Plan with
        {
            Host = $"http://joe:{secret}@localhost",
            Classes = [sample.Plan.Classes[0] with { Host = $"http://joe:{secret}@localhost" }],
            Settings = new Dictionary<string, string> { ["header"] = "Authorization: Bearer " + secret, ["tenant"] = secret },
            Overrides = new Dictionary<string, string> { ["apiKey"] = secret },
        };
        var environment = sample.Environment! with { CommandLine = ["--password", secret, "--tenant=" + secret, "--host", $"http://joe:{secret}@h"] };
        using var writer = new RunFolderWriter(_root.Path, new RunFolderOptions { Secrets = ["--tenant"] });
        await writer.Started(new RunStart(plan, environment, SampleRuns.Start), None);
        foreach (var file in Directory.EnumerateFiles(writer.Path!))
        {
            Assert.DoesNotContain(secret, await File.ReadAllTextAsync(file, None));
        }

        await writer.Interval(interval, _run, None);
        await writer.Ended(sample with { Plan = plan, Environment = environment, Notes = [new("X", NoteSeverity.Note, $"http://a:{secret}@b")] }, None);

        foreach (var file in Directory.EnumerateFiles(writer.Path!))
        {
            var text = await File.ReadAllTextAsync(file, None);
            Assert.DoesNotContain(secret, text);
            Assert.Contains("***", text);
        }

        // Names that differ in their secret only are one name now, and nothing of them is lost.
        var read = await RunFolderReader.Open(writer.Path!, None);
        Assert.Equal(86, Assert.Single(read.Requests).Value.Settled);
    }

    private async Task<string> Write(IReadOnlyList<IntervalSnapshot> intervals, RunResult? result)
    {
        using var writer = new RunFolderWriter(_root.Path);
        var start = result is null ? SampleRuns.NewStart() : new RunStart(result.Plan, result.Environment!, result.Started);
        await writer.Started(start, None);
        foreach (var interval in intervals)
        {
            await writer.Interval(interval, _run, None);
        }

        if (result is not null)
        {
            await writer.Ended(result, None);
        }

        Assert.Null(writer.Problem);
        return writer.Path!;
    }

    /// <summary>Six seconds: one of warm-up, three that count, two of cool-down.</summary>
    private static List<IntervalSnapshot> InPhases() =>
        [.. SampleRuns.Intervals(6).Select(i => i with { Phase = i.Index switch { 0 => Phase.WarmUp, < 4 => Phase.Steady, _ => Phase.CoolDown } })];

    private static async Task Cut(string folder, int bytes)
    {
        var path = Path.Combine(folder, "intervals.jsonl");
        var whole = await File.ReadAllBytesAsync(path, None);
        await File.WriteAllBytesAsync(path, whole[..^bytes], None);
    }

    private static async Task<List<IntervalSnapshot>> All(IAsyncEnumerable<IntervalSnapshot> intervals)
    {
        var all = new List<IntervalSnapshot>();
        await foreach (var interval in intervals)
        {
            all.Add(interval);
        }

        return all;
    }
}
