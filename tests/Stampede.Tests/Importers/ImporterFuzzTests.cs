using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Stampede.Importing;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Every importer is fed its samples, damaged in all ways: it reads what is whole or names file and line; it never crashes, hangs or invents a request.</summary>
public sealed class ImporterFuzzTests : IDisposable
{
    private const int MutantsPerSample = 60;

    // A row each, at least, for every request: no damage makes more requests than there are lines.
    private static readonly HashSet<string> WithARowPerRequest = ["k6-json", "k6-csv", "jmeter-jtl", "gatling-log", "vegeta-results", "hey-csv"];

    private static readonly string[] Endings = ["_stats_history.csv", "_failures.csv", "_exceptions.csv"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> All => new(Importers.All.SelectMany(i => Files(i.Name).Select(f => (i.Name, f))));

    [Theory]
    [MemberData(nameof(All))]
    public void A_damaged_file_is_read_or_refused(string importer, string file)
    {
        var source = Path.Combine(Samples.Folder, importer);
        foreach (var other in Files(importer))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(other))!);
            File.Copy(Path.Combine(source, other), _folder.File(other), overwrite: true);
        }

        var whole = File.ReadAllBytes(Path.Combine(source, file));
        var mutants = FileDamage.Any.ListOf().Where(d => d.Count is > 0 and < 6).ToArbitrary();
        var property = Prop.ForAll(mutants, damages =>
        {
            var bytes = damages.Aggregate(whole, (b, d) => d.Apply(b));
            File.WriteAllBytes(_folder.File(file), bytes);
            Read(importer, _folder.File(file), bytes);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(MutantsPerSample).WithReplay(Seed), property);
    }

    [Fact]
    public void Every_importer_has_samples() => Assert.All(Importers.All, i => Assert.NotEmpty(Files(i.Name)));

    public void Dispose() => _folder.Dispose();

    private static FSharpOption<Replay> Seed { get; } = FSharpOption<Replay>.Some(new Replay(new Rnd(20_261_121, 7), FSharpOption<int>.None));

    private static string[] Files(string importer) => Directory.Exists(Path.Combine(Samples.Folder, importer))
        ? [.. Directory.GetFiles(Path.Combine(Samples.Folder, importer), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Path.Combine(Samples.Folder, importer), f)).Order(StringComparer.Ordinal)]
        : [];

    private static void Read(string name, string path, byte[] bytes)
    {
        // On a machine with much to do, too, a sample is read in far less.
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var importer = Importers.All.First(i => i.Name == name);
        var set = Endings.FirstOrDefault(e => path.EndsWith(e, StringComparison.Ordinal)) is { } ending ? path[..^ending.Length] : path;
        try
        {
            var head = Importers.Head(path);
            foreach (var other in Importers.All)
            {
                other.Recognises(head);
            }

            var run = Task.Run(() => importer.Import(set, timeout.Token).AsTask(), timeout.Token).WaitAsync(timeout.Token).GetAwaiter().GetResult();
            Possible(run, name, bytes);
        }
        catch (RunFolderException e)
        {
            Assert.StartsWith(Path.GetDirectoryName(path)!, e.File);
        }
    }

    private static void Possible(RunResult run, string name, byte[] bytes)
    {
        Assert.All(run.Requests.Values, r => Assert.True(r.Settled >= 0 && r.Failed >= 0 && r.ResponseTime.Count + r.FailedResponseTime.Count <= r.Settled));
        Assert.True(run.Duration >= TimeSpan.Zero);
        var total = run.Total().Settled;
        if (WithARowPerRequest.Contains(name))
        {
            Assert.InRange(total, 0, Lines(bytes));
            Assert.All(run.Requests.Values, r => Assert.True(r.Failed <= r.Settled)); // a file of sums may say otherwise, which is for the audit to find
            Assert.Equal(total, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
        }

        Assert.NotEmpty(MarkdownReport.Text(run));
    }

    // Of a gzip, whatever can be read of it.
    private static long Lines(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith<byte>([0x1f, 0x8b, 8]))
        {
            return bytes.LongCount(b => b is (byte)'\n' or (byte)'\r') + 1;
        }

        var text = new MemoryStream();
        try
        {
            new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress).CopyTo(text);
        }
        catch (InvalidDataException)
        {
        }

        return text.ToArray().LongCount(b => b == '\n') + 1;
    }
}
