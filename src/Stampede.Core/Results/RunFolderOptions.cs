namespace Stampede.Results;

/// <summary>How a run folder is written.</summary>
public sealed record RunFolderOptions
{
    /// <summary>
    /// Size of <c>intervals.jsonl</c> in bytes beyond which old seconds are folded into intervals of 10 s, then of 60 s; default 256 MB.
    /// The last ten minutes stay as they are where that is possible.
    /// </summary>
    public long IntervalLimit { get; init; } = 256L << 20;

    /// <summary>Names of options and settings whose values are secrets although their names do not say so; default none.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>Opens <c>intervals.jsonl</c> for appending; tests give it a disk that is full.</summary>
    internal Func<string, Stream> OpenForAppending { get; init; } =
        static path => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
