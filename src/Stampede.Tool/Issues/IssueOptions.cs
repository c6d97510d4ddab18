using System.CommandLine;
using System.Text.RegularExpressions;
using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>The options that say where issues go and how they are grouped: those of <c>stampede issue</c> and of <c>stampede gate</c>.</summary>
internal sealed partial class IssueOptions
{
    private const string PublicApi = "https://api.github.com";

    private readonly Option<string?> _repository = new("--repository") { Description = "owner/name. Default: GITHUB_REPOSITORY.", HelpName = "owner/name" };

    private readonly Option<string?> _api = new("--api")
    {
        Description = $"The base address of the API: {PublicApi}, https://HOST/api/v3 (GitHub Enterprise), https://HOST/api/v1 (Gitea, Forgejo). Default: GITHUB_API_URL, else GitHub's.",
        HelpName = "url",
    };

    private readonly Option<string> _token = new("--token-env")
    {
        Description = "The environment variable that holds the token; the token itself is never on the command line.",
        HelpName = "name",
        DefaultValueFactory = _ => "GITHUB_TOKEN",
    };

    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "The longest that all requests to the API may take, pauses for its limits included: 90s, 5m.",
        HelpName = "time",
        DefaultValueFactory = _ => "2m",
    };

    private readonly Option<string> _group = new("--group")
    {
        Description = "What has an issue of its own: each service, or the whole plan.",
        HelpName = "what",
        DefaultValueFactory = _ => "service",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the requests and their texts, and send nothing." };

    public IssueOptions() => _group.AcceptOnlyFromAmong("service", "plan");

    /// <summary>All of them, for a command.</summary>
    public IReadOnlyList<Option> All => [_repository, _api, _token, _timeout, _group, _dryRun];

    /// <summary>Whether nothing is to be sent.</summary>
    public bool IsDryRun(System.CommandLine.ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>What has an issue of its own.</summary>
    public IssueGrouping Grouping(System.CommandLine.ParseResult parsed) => parsed.GetValue(_group) == "plan" ? IssueGrouping.Plan : IssueGrouping.Service;

    /// <summary>Where issues go.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">The process's variables.</param>
    /// <param name="problems">Where to add what is wrong; then what is returned is of no use.</param>
    public IssueTarget Target(System.CommandLine.ParseResult parsed, IReadOnlyDictionary<string, string> environment, List<string> problems)
    {
        var repository = Known(parsed.GetValue(_repository)) ?? Known(environment.GetValueOrDefault("GITHUB_REPOSITORY")) ?? "";
        if (!Repository().IsMatch(repository))
        {
            problems.Add(repository.Length == 0
                ? "Nothing says where the issues are: --repository owner/name, or GITHUB_REPOSITORY."
                : $"'{repository}' is no repository: it is owner/name.");
        }

        var api = Known(parsed.GetValue(_api)) ?? Known(environment.GetValueOrDefault("GITHUB_API_URL")) ?? PublicApi;
        if (!Uri.TryCreate(api, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            problems.Add($"'{Results.SecretMask.Url(api)}' is no address of an API: such as {PublicApi} or https://git.example.com/api/v1, without user, query and fragment.");
            url = new Uri(PublicApi);
        }

        var name = parsed.GetValue(_token)!;
        var token = environment.GetValueOrDefault(name)?.Trim() ?? "";
        if (!IsDryRun(parsed) && (token.Length == 0 || token.Any(c => c is <= ' ' or > '~')))
        {
            problems.Add(token.Length == 0
                ? $"There is no token in {name}; --token-env names another variable (in GitHub Actions 'env: GITHUB_TOKEN: ${{{{ github.token }}}}')."
                : $"What is in {name} is no token: it has spaces or letters that no token has.");
        }

        if (!TimeSpanText.TryParse(parsed.GetValue(_timeout)!, out var timeout) || timeout <= TimeSpan.Zero || timeout > TimeSpan.FromHours(6))
        {
            problems.Add($"--timeout is '{parsed.GetValue(_timeout)}'; it must be a time span above zero and at most 6h: {TimeSpanText.Allowed}.");
            timeout = TimeSpan.FromMinutes(2);
        }

        return new IssueTarget(url, repository, token, name) { Timeout = timeout };
    }

    /// <summary>The page of the pipeline's run, by the variables of GitHub Actions (and Gitea's), GitLab and Azure Pipelines; null outside of them.</summary>
    public static Uri? Page(IReadOnlyDictionary<string, string> environment)
    {
        string Of(string name) => environment.GetValueOrDefault(name) ?? "";
        var page = Of("GITHUB_RUN_ID").Length > 0 ? $"{Of("GITHUB_SERVER_URL")}/{Of("GITHUB_REPOSITORY")}/actions/runs/{Of("GITHUB_RUN_ID")}"
            : Of("CI_JOB_URL").Length > 0 ? Of("CI_JOB_URL")
            : Of("BUILD_BUILDID").Length > 0 ? $"{Of("SYSTEM_COLLECTIONURI")}{Of("SYSTEM_TEAMPROJECT")}/_build/results?buildId={Of("BUILD_BUILDID")}"
            : "";
        return Uri.TryCreate(page, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url : null;
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Not "." nor "..", which would be another path.
    [GeneratedRegex(@"^(?!\.{1,2}/)[A-Za-z0-9_.-]+/(?!\.{1,2}\z)[A-Za-z0-9_.-]+\z")]
    private static partial Regex Repository();
}
