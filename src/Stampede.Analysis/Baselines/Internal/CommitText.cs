namespace Stampede.Baselines.Internal;

/// <summary>A commit of a run in words: its hash, and whether there were changes that are in no commit.</summary>
internal static class CommitText
{
    /// <summary>What ends a commit that had changes beside it.</summary>
    public const string Dirty = "-dirty";

    private const int Digits = 12;

    /// <summary>Whether there were changes that are in no commit.</summary>
    public static bool IsDirty(string commit) => commit.EndsWith(Dirty, StringComparison.Ordinal);

    /// <summary>It without the mark of such changes.</summary>
    public static string Clean(string commit) => IsDirty(commit) ? commit[..^Dirty.Length] : commit;

    /// <summary>Whether it is a hash, and not a name that somebody gave.</summary>
    public static bool IsHash(string commit) => Clean(commit) is { Length: > 0 } hash && hash.All(char.IsAsciiHexDigit);

    /// <summary>It for people: a hash shortened to 12 digits, the mark kept.</summary>
    public static string Short(string commit) => IsHash(commit) && Clean(commit) is { Length: > Digits } hash
        ? hash[..Digits] + (IsDirty(commit) ? Dirty : "")
        : commit;
}
