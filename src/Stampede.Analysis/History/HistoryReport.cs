using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>What the histories of some runs say: where each metric changed, by how much, with which commits, and whether it still is so.</summary>
public sealed record HistoryReport
{
    /// <summary>What its file says it is.</summary>
    public const string Schema = "stampede-history";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>How it was made.</summary>
    public HistoryOptions Options { get; init; } = new();

    /// <summary>The plans, in the order of their last runs.</summary>
    public required IReadOnlyList<PlanHistory> Plans { get; init; }

    /// <summary>What was given and could not be read: of which plan it is, is not known.</summary>
    public IReadOnlyList<ExcludedRun> Unread { get; init; } = [];

    /// <summary>Whether a regression that matters is still there, in a plan that is not superseded.</summary>
    public bool HasRegression => Plans.Any(p => !p.IsSuperseded && p.Lasting.Any());

    /// <summary>Whether there is nothing to go by, or too few runs of a plan that is not superseded.</summary>
    public bool HasTooFewRuns => Plans.Count == 0 || Plans.Any(p => !p.IsSuperseded && p.HasTooFewRuns);

    /// <summary>Looks at histories.</summary>
    /// <param name="histories">One a plan.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="unread">What could not be read.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static HistoryReport Of(IEnumerable<RunHistory> histories, HistoryOptions? options = null, IReadOnlyList<ExcludedRun>? unread = null)
    {
        options = (options ?? new HistoryOptions()).Check();
        return new HistoryReport { Options = options, Plans = [.. histories.Select(h => PlanAnalysis.Of(h, options))], Unread = unread ?? [] };
    }

    /// <summary>Writes it as JSON.</summary>
    public void Write(Stream stream) => HistoryJson.Write(this, stream);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="RunFolderException">It is no such file, or holds what cannot be; names the file and where it can the line.</exception>
    public static ValueTask<HistoryReport> Read(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, HistoryJson.Read, cancellationToken);
}
