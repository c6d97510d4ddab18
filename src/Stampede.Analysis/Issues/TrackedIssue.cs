namespace Stampede.Analysis;

/// <summary>An issue that Stampede opened, as the repository has it now.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its body.</param>
/// <param name="Labels">Names of its labels.</param>
/// <param name="Url">Its page; null where the API does not say.</param>
public sealed record TrackedIssue(long Number, bool IsOpen, string Title, string Body, IReadOnlyList<string> Labels, string? Url = null)
{
    /// <summary>What Stampede wrote into it; null where it is none of Stampede's.</summary>
    public IssueMarker? Marker { get; } = IssueMarker.Read(Body);
}
