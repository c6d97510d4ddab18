namespace Stampede.Engine;

/// <summary>Where issues are: a repository, and the API that it is reached by.</summary>
/// <param name="Api">The base address: <c>https://api.github.com</c>, <c>https://forge/api/v3</c> (GitHub Enterprise), <c>https://forge/api/v1</c> (Gitea, Forgejo).</param>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Token">What authorises; never printed.</param>
/// <param name="TokenName">The variable that it came from, for messages.</param>
internal sealed record IssueTarget(Uri Api, string Repository, string Token, string TokenName)
{
    /// <summary>Whether it is Gitea or Forgejo: they want labels as numbers.</summary>
    public bool IsGitea { get; } = Api.AbsolutePath.TrimEnd('/').EndsWith("/api/v1", StringComparison.Ordinal);

    /// <summary>The longest that all requests together may take, pauses included; default 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest that one answer may take; default 15 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The address of something of the repository.</summary>
    /// <param name="path">Below the repository: <c>/issues?page=2</c>.</param>
    public Uri Of(string path) => new($"{Api.AbsoluteUri.TrimEnd('/')}/repos/{Repository}{path}");

    // The record's own would show the token.
    public override string ToString() => $"{Repository} at {Api}";
}
