using System.Text.Json.Nodes;
using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>The issues of a repository, on GitHub (and Enterprise) or Gitea (and Forgejo).</summary>
/// <param name="target">Which.</param>
/// <param name="client">What asks.</param>
internal sealed class IssueTracker(IssueTarget target, ApiClient client)
{
    /// <summary>The label by which Stampede's issues are listed: who may set labels may write to the repository, so strangers cannot forge one.</summary>
    public const string Label = "regression";

    private const int PageSize = 50; // Gitea's most; GitHub would give 100

    private Dictionary<string, long>? _labelIds;

    /// <summary>All issues that have the label, open and closed; pull requests are none.</summary>
    /// <exception cref="ApiException">They cannot be read.</exception>
    public async Task<IReadOnlyList<TrackedIssue>> List(CancellationToken cancellationToken)
    {
        var path = target.IsGitea ? $"/issues?state=all&type=issues&labels={Label}&limit={PageSize}" : $"/issues?state=all&labels={Label}&per_page={PageSize}";
        var issues = (await client.List(path, cancellationToken)).Where(i => i["pull_request"] is null).Select(Tracked);
        return [.. issues.Where(i => i.Labels.Contains(Label, StringComparer.OrdinalIgnoreCase))]; // Gitea passes over labels that it does not know
    }

    /// <summary>Does one step.</summary>
    /// <returns>The issue as it is then; null for nothing done.</returns>
    /// <exception cref="ApiException">It was not done, or not wholly.</exception>
    public async Task<TrackedIssue?> Do(IssueStep step, CancellationToken cancellationToken)
    {
        if (step.Action == IssueAction.Leave)
        {
            return null;
        }

        if (step.Action == IssueAction.Open)
        {
            return await Open(step, cancellationToken);
        }

        var number = step.Issue!.Number;
        if (step.Comment is { } comment)
        {
            await Comment(number, comment, cancellationToken);
        }

        await (step.Labels.Count > 0
            ? client.Change(HttpMethod.Post, $"/issues/{number}/labels", new JsonObject { ["labels"] = await Labels(step.Labels, cancellationToken) }, cancellationToken)
            : Task.FromResult<JsonNode?>(null));
        var changed = await client.Change(HttpMethod.Patch, $"/issues/{number}", Fields(step), cancellationToken);
        return changed is JsonObject issue ? Tracked(issue) : step.Issue;
    }

    /// <summary>What a step sends to open or change an issue, without labels.</summary>
    public static JsonObject Fields(IssueStep step)
    {
        var fields = new JsonObject();
        void Set(string name, string? value)
        {
            if (value is not null)
            {
                fields[name] = value;
            }
        }

        Set("title", step.Title);
        Set("body", step.Body);
        Set("state", step.Action switch { IssueAction.Close => "closed", IssueAction.Reopen => "open", _ => null });
        return fields;
    }

    private async Task<TrackedIssue> Open(IssueStep step, CancellationToken cancellationToken)
    {
        var body = Fields(step);
        body["labels"] = await Labels(step.Labels, cancellationToken);
        var key = IssueMarker.Read(step.Body!)!;
        JsonObject? seen = null;
        var made = Tracked(await client.Create("/issues", body, Look, cancellationToken));
        if (!made.Labels.Contains(Label, StringComparer.OrdinalIgnoreCase))
        {
            // GitHub leaves labels out in silence where the token may not write.
            throw new ApiException($"Issue {made.Number} was opened, but without its labels: the token in {target.TokenName} may not set them. Without '{Label}' the issue is not found again.");
        }

        return made;

        // By its marker, and only an open one: a closed one was there before.
        async Task<JsonObject?> Look(CancellationToken token)
        {
            var path = target.IsGitea ? $"/issues?state=open&type=issues&labels={Label}&limit={PageSize}" : $"/issues?state=open&labels={Label}&per_page={PageSize}";
            seen = (await client.List(path, token)).FirstOrDefault(i => Tracked(i) is { IsOpen: true, Marker: { } marker } && marker.Key == key.Key);
            return seen;
        }
    }

    // A comment that is there already is not written again: the run of the pipeline may have been repeated.
    private async Task Comment(long number, string text, CancellationToken cancellationToken)
    {
        var path = $"/issues/{number}/comments";
        var line = text.Split('\n')[0];
        if (await Look(cancellationToken) is null)
        {
            await client.Create(path, new JsonObject { ["body"] = text }, Look, cancellationToken);
        }

        async Task<JsonObject?> Look(CancellationToken token) => (await client.List($"{path}?{(target.IsGitea ? "limit" : "per_page")}={PageSize}", token))
            .FirstOrDefault(c => (c["body"]?.ToString() ?? "").ReplaceLineEndings("\n").Split('\n')[0] == line);
    }

    // GitHub takes names, and makes labels that are not there; Gitea takes numbers of labels that are there.
    private async Task<JsonArray> Labels(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (!target.IsGitea)
        {
            return [.. names.Select(n => JsonValue.Create(n))];
        }

        _labelIds ??= (await client.List($"/labels?limit={PageSize}", cancellationToken))
            .GroupBy(l => l["name"]?.ToString() ?? "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => Number(g.First(), "id"), StringComparer.OrdinalIgnoreCase);
        var ids = new JsonArray();
        foreach (var name in names)
        {
            if (!_labelIds.TryGetValue(name, out var id))
            {
                var made = await client.Create("/labels", new JsonObject { ["name"] = name, ["color"] = "#d93f0b" }, token => Label(name, token), cancellationToken);
                _labelIds[name] = id = Number(made, "id");
            }

            ids.Add(id);
        }

        return ids;

        async Task<JsonObject?> Label(string name, CancellationToken token) =>
            (await client.List($"/labels?limit={PageSize}", token)).FirstOrDefault(l => string.Equals(l["name"]?.ToString(), name, StringComparison.OrdinalIgnoreCase));
    }

    private TrackedIssue Tracked(JsonObject issue) => new(
        Number(issue, "number"),
        issue["state"]?.ToString() == "open",
        issue["title"]?.ToString() ?? "",
        issue["body"]?.ToString() ?? "",
        [.. (issue["labels"] as JsonArray ?? []).OfType<JsonObject>().Select(l => l["name"]?.ToString() ?? "")],
        issue["html_url"]?.ToString());

    private long Number(JsonObject part, string name) => part[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number
        : throw new ApiException($"What answers at {target.Api} is no API of GitHub or Gitea: something in it has no \"{name}\". --api names another address.");
}
