using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>Where a run that Stampede did not make itself comes from, and what is not known of it.</summary>
public sealed record ImportedRun
{
    /// <summary>The format, for people: <c>Locust CSV</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The files that were read.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What the files do not tell: the figures for it are there, but mean nothing.</summary>
    public required UnknownParts Unknown { get; init; }

    /// <summary>What the files say of all requests together, to be compared with their sum; null where they do not. It is in no sum.</summary>
    public RequestStats? Total { get; init; }
}
