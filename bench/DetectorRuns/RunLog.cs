using System.Text;
using Stampede.Baselines;

namespace DetectorRuns;

/// <summary>
/// The folder of the recorded runs: the metrics of each in a file, which <c>stampede compare</c> reads too, and a log with a line for each. A run is
/// there once its line has its end; a line that was torn by a kill is cut off, and its run made again.
/// </summary>
internal sealed class RunLog
{
    private readonly string _folder;
    private readonly string _log;

    public RunLog(string folder)
    {
        (_folder, _log) = (folder, Path.Combine(folder, "runs.tsv"));
        Directory.CreateDirectory(folder);
        Runs = File.Exists(_log) ? Read() : [];
    }

    /// <summary>All runs, in the order in which they were made. None is ever taken away.</summary>
    public List<RecordedRun> Runs { get; }

    /// <summary>Whether a run has been made.</summary>
    public bool Has(PlannedComparison comparison, int run) => Runs.Any(r => r.Comparison == comparison.Number && r.Run == run);

    /// <summary>The runs of a comparison; null where some are still to be made.</summary>
    public IReadOnlyList<RecordedRun>? Of(PlannedComparison comparison) =>
        Runs.Where(r => r.Comparison == comparison.Number).ToArray() is { Length: PlannedComparison.Runs } all ? all : null;

    /// <summary>Adds a run: first its file, whole or not at all, then its line.</summary>
    public void Add(RecordedRun run, RunMetrics metrics)
    {
        var path = Path.Combine(_folder, run.File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var stream = File.Create(path + ".part"))
        {
            RunMetricsFile.Write([metrics], stream);
        }

        File.Move(path + ".part", path, overwrite: true);
        File.AppendAllText(_log, $"{run}\n");
        Runs.Add(run);
    }

    /// <summary>Reads the metrics of a run.</summary>
    public async Task<RunMetrics> Metrics(RecordedRun run) => (await RunMetricsFile.Read(Path.Combine(_folder, run.File)))[0];

    private List<RecordedRun> Read()
    {
        var text = File.ReadAllText(_log);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length < text.Length)
        {
            using var file = File.OpenWrite(_log);
            file.SetLength(Encoding.UTF8.GetByteCount(whole));
        }

        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(RecordedRun.Parse)];
    }
}
