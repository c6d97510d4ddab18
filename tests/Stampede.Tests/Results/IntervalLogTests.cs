using Stampede.Results;

namespace Stampede.Tests;

public sealed class IntervalLogTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _root = new();
    private readonly RunControlStub _run = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Beyond_the_limit_old_seconds_are_folded_and_nothing_is_lost()
    {
        const int seconds = 3000;
        var line = new IntervalJsonWriter().Line(SampleRuns.Interval(1)).Length;
        using var writer = new RunFolderWriter(_root.Path, new RunFolderOptions { IntervalLimit = line * 2000L });
        await writer.Started(SampleRuns.NewStart(), None);
        for (var i = 0; i < seconds; i++)
        {
            await writer.Interval(SampleRuns.Interval(i), _run, None);
        }

        await writer.Ended(SampleRuns.Result([]) with { Ending = RunEnding.None }, None); // read as if it had been killed

        var intervals = await All(writer.Path!);
        Assert.InRange(intervals.Count, 600, 2200);
        Assert.Equal(10, Math.Round(intervals[0].Length.TotalSeconds));
        Assert.Equal(1, Math.Round(intervals[^1].Length.TotalSeconds));
        AssertInOrder(intervals);
        var read = await RunFolderReader.Open(writer.Path!, None);
        var expected = SampleRuns.Result(SampleRuns.Intervals(seconds));
        Same.As(expected.Requests, read.Requests);
        Same.As(expected.Selections, read.Selections);
        Same.As(expected.Transactions, read.Transactions);
        Same.As(expected.Metrics, read.Metrics);
        Same.As(expected.Arrivals, read.Arrivals);
        Same.As(expected.Failures, read.Failures);
        Same.As(expected.Checks, read.Checks);
        Same.As(expected.UserErrors, read.UserErrors);
        Same.As(expected.Classes, read.Classes);
        Assert.Contains(read.Notes, n => n.Id == "INTERVALS-FOLDED" && n.Text.Contains("intervals of 10 s"));
        Assert.Contains("\"lengthSeconds\": 10", await File.ReadAllTextAsync(Path.Combine(writer.Path!, "run.json"), None));
        Assert.Equal(2, Directory.GetFiles(writer.Path!).Length);
        Assert.Null(writer.Problem);
    }

    [Fact]
    public async Task Seconds_of_two_phases_are_never_folded_together()
    {
        var (from, to) = (_root.File("from.jsonl"), _root.File("to.jsonl"));
        var writer = new IntervalJsonWriter();
        await using (var stream = File.Create(from))
        {
            foreach (var interval in SampleRuns.Intervals(30))
            {
                stream.Write(writer.Line(interval with { Phase = interval.Index switch { < 3 => Phase.WarmUp, < 25 => Phase.Steady, _ => Phase.CoolDown } }).Span);
            }
        }

        await IntervalFolder.Fold(from, long.MaxValue, to, 10, TimeSpan.FromSeconds(40), None);

        var folded = new List<IntervalSnapshot>();
        await foreach (var interval in new IntervalFile(to).Read(None))
        {
            folded.Add(interval);
        }

        Assert.Equal(
            [(0, Phase.WarmUp), (3, Phase.Steady), (10, Phase.Steady), (20, Phase.Steady), (25, Phase.CoolDown)], folded.Select(i => (i.Index, i.Phase)));
        AssertInOrder(folded);
    }

    [Fact]
    public async Task Where_ten_seconds_are_not_enough_intervals_become_minutes()
    {
        const int seconds = 900;
        var line = new IntervalJsonWriter().Line(SampleRuns.Interval(1)).Length;
        var path = _root.File("intervals.jsonl");
        using var log = new IntervalLog(path, new RunFolderOptions { IntervalLimit = line * 220L });
        for (var i = 0; i < seconds; i++)
        {
            log.Append(SampleRuns.Interval(i));
            await log.FoldingEnd;
            Assert.InRange(new FileInfo(path).Length, 1, line * 224L); // the limit and the line that went beyond it
        }

        await log.Close();

        Assert.Equal(60, log.Folded[0].Length);
        var intervals = new List<IntervalSnapshot>();
        await foreach (var interval in new IntervalFile(path).Read(None))
        {
            intervals.Add(interval);
        }

        Assert.Equal(60, Math.Round(intervals[0].Length.TotalSeconds));
        AssertInOrder(intervals);
        Assert.Equal(SampleRuns.Intervals(seconds).Sum(i => i.Requests.Values.Sum(r => r.Settled)), intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
    }

    [Fact]
    public async Task A_folded_interval_holds_sums_last_states_and_worst_values()
    {
        var path = _root.File("intervals.jsonl");
        using (var log = new IntervalLog(path, new RunFolderOptions()))
        {
            SampleRuns.Intervals(25).ToList().ForEach(i => log.Append(i));
        }

        await IntervalFolder.Fold(path, new FileInfo(path).Length, path + "2", 10, TimeSpan.FromSeconds(20), None);

        var intervals = new List<IntervalSnapshot>();
        await foreach (var interval in new IntervalFile(path + "2").Read(None))
        {
            intervals.Add(interval);
        }

        Assert.Equal([0, 10, 20, 21, 22, 23, 24], intervals.Select(i => i.Index));
        var first = SampleRuns.Intervals(10);
        Assert.Equal(first[9].Offset + first[9].Length, intervals[0].Length);
        Assert.Equal(first[9].Classes[0].Running, intervals[0].Classes[0].Running);
        Assert.Equal(50, intervals[0].Classes[0].Iterations);
        Assert.Equal([40, 45], intervals[0].Classes[0].TasksStarted);
        Assert.Equal(first.Sum(i => i.Generator!.Allocated), intervals[0].Generator!.Allocated);
        Assert.Equal(first.Max(i => i.Generator!.LoopLag), intervals[0].Generator!.LoopLag);
        Assert.Equal(first[9].Generator!.Memory, intervals[0].Generator!.Memory);
        Assert.InRange(intervals[0].Generator!.Cpu, first.Min(i => i.Generator!.Cpu), first.Max(i => i.Generator!.Cpu));
        Assert.Equal(3, intervals[0].Failures[0].Stats.Samples.Count);
    }

    [Fact]
    public async Task A_full_disk_ends_the_writing_and_leaves_what_is_there_readable()
    {
        var line = new IntervalJsonWriter().Line(SampleRuns.Interval(0)).Length;
        using var writer = new RunFolderWriter(_root.Path, new RunFolderOptions { OpenForAppending = path => new SmallDisk(path, (long)(line * 3.5)) });
        await writer.Started(SampleRuns.NewStart(), None);
        for (var i = 0; i < 10; i++)
        {
            await writer.Interval(SampleRuns.Interval(i), _run, None);
        }

        var note = Assert.Single(_run.Notes);
        Assert.Equal(("FILES-INCOMPLETE", NoteSeverity.Warning), (note.Id, note.Severity));
        Assert.Contains("No space left", note.Text);
        Assert.Equal(note, writer.Problem);
        var killed = await RunFolderReader.Open(writer.Path!, None);
        Assert.Equal(RunEnding.None, killed.Ending);
        Assert.InRange(killed.Failures.Sum(f => f.Stats.Count), 3 * 3, 3 * 4); // three or four lines fitted
        Assert.DoesNotContain(killed.Notes, n => n.Id == "INTERVALS-TRUNCATED");

        var result = SampleRuns.Result(SampleRuns.Intervals(10));
        await writer.Ended(result with { Notes = [.. result.Notes, note] }, None);

        var read = await RunFolderReader.Open(writer.Path!, None);
        Assert.Equal(RunEnding.ThresholdAborted, read.Ending);
        Assert.Equal(["BLOCKED-LOOP", "FILES-INCOMPLETE"], read.Notes.Select(n => n.Id));
        Assert.Equal(result.Total().Settled, read.Total().Settled);
    }

    [Fact]
    public async Task A_device_that_is_really_full_ends_the_writing()
    {
        Assert.True(File.Exists("/dev/full"), "/dev/full is missing: run the tests on Linux");
        using var writer = new RunFolderWriter(
            _root.Path, new RunFolderOptions { OpenForAppending = _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0) });
        await writer.Started(SampleRuns.NewStart(), None);

        await writer.Interval(SampleRuns.Interval(0), _run, None);
        await writer.Interval(SampleRuns.Interval(1), _run, None);
        await writer.Ended(SampleRuns.Result(SampleRuns.Intervals(2)), None);

        Assert.Equal("FILES-INCOMPLETE", Assert.Single(_run.Notes).Id);
        Assert.Contains((await RunFolderReader.Open(writer.Path!, None)).Notes, n => n.Id == "FILES-INCOMPLETE");
    }

    [Fact]
    public async Task A_folder_that_disappears_during_the_run_does_not_throw()
    {
        using var writer = new RunFolderWriter(_root.File("runs"));
        await writer.Started(SampleRuns.NewStart(), None);
        Directory.Delete(writer.Path!, recursive: true);

        await writer.Interval(SampleRuns.Interval(0), _run, None);
        await writer.Ended(SampleRuns.Result([]), None);

        Assert.Equal("FILES-INCOMPLETE", writer.Problem?.Id);
    }

    [Fact]
    public async Task No_room_for_folding_leaves_the_file_as_it_is()
    {
        var path = _root.File("intervals.jsonl");
        Directory.CreateDirectory(path + ".tmp"); // the second file cannot be made
        var line = new IntervalJsonWriter().Line(SampleRuns.Interval(1)).Length;
        using var log = new IntervalLog(path, new RunFolderOptions { IntervalLimit = line * 80L });
        for (var i = 0; i < 200; i++)
        {
            log.Append(SampleRuns.Interval(i));
        }

        await log.Close();

        Assert.Empty(log.Folded);
        Assert.Equal(200, File.ReadLines(path).Count());
    }

    private static void AssertInOrder(List<IntervalSnapshot> intervals)
    {
        for (var i = 1; i < intervals.Count; i++)
        {
            Assert.True(intervals[i].Index > intervals[i - 1].Index);
            var gap = intervals[i].Offset - (intervals[i - 1].Offset + intervals[i - 1].Length);
            Assert.InRange(gap.TotalMilliseconds, -2, 2);
        }
    }

    private static async Task<List<IntervalSnapshot>> All(string folder)
    {
        var all = new List<IntervalSnapshot>();
        await foreach (var interval in RunFolderReader.Intervals(folder, None))
        {
            all.Add(interval);
        }

        return all;
    }

    /// <summary>A file on a disk with room for so many bytes: the write that does not fit is done in part and then fails, as the system does it.</summary>
    private sealed class SmallDisk(string path, long room) : FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Min(buffer.Length, Math.Max(0, room - Length));
            base.Write(buffer[..fits]);
            if (fits < buffer.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
