using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stampede.Tests;

/// <summary>A server that behaves as the REST API of GitHub does by its documentation, or as Gitea's: issues, labels, comments, pages, limits.</summary>
internal sealed class FakeForge : IAsyncDisposable
{
    public const string Token = "ghp_0123456789abcdefghij";

    private readonly WebApplication _app;
    private readonly bool _isGitea;
    private readonly List<FakeFault> _faults = [];
    private readonly Lock _lock = new();

    private FakeForge(bool isGitea)
    {
        _isGitea = isGitea;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Answer);
    }

    /// <summary>The base address of the API.</summary>
    public Uri Api => new(_app.Urls.First() + (_isGitea ? "/api/v1" : "/api/v3"));

    public List<FakeIssue> Issues { get; } = [];

    /// <summary>Gitea's labels by number.</summary>
    public Dictionary<long, string> Labels { get; } = [];

    /// <summary>What was asked, one line each: <c>POST /issues</c>.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Whether the token may set labels: GitHub leaves them out in silence where it may not.</summary>
    public bool MaySetLabels { get; set; } = true;

    public static async Task<FakeForge> Start(bool isGitea = false)
    {
        var forge = new FakeForge(isGitea);
        await forge._app.StartAsync();
        return forge;
    }

    /// <summary>Has the next request of a kind fail.</summary>
    public void Fail(string request, int status, string body = "{}", bool isDone = false, params (string Name, string Value)[] headers) =>
        _faults.Add(new FakeFault(request, status, body, isDone, headers));

    /// <summary>Does the next request of a kind, and never answers it.</summary>
    public void Hang(string request) => _faults.Add(new FakeFault(request, null, "", true, []));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var prefix = $"{Api.AbsolutePath}/repos/acme/shop";
        var body = http.Request.ContentLength > 0 ? await JsonNode.ParseAsync(http.Request.Body) as JsonObject : null;
        var name = path.StartsWith(prefix, StringComparison.Ordinal) ? $"{http.Request.Method} {path[prefix.Length..]}" : path;
        FakeFault? fault;
        (int Status, JsonNode? Body) answer;
        lock (_lock)
        {
            Requests.Add(name);
            fault = _faults.FirstOrDefault(f => f.Request == name);
            _ = fault is not null && _faults.Remove(fault);
            answer = fault is { IsDone: false } ? default : Do(http, path, prefix, name, body);
        }

        if (fault is { Status: null })
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            http.Abort();
            return;
        }

        foreach (var (header, value) in fault?.Headers ?? [])
        {
            http.Response.Headers[header] = value;
        }

        http.Response.StatusCode = fault?.Status ?? answer.Status;
        await http.Response.WriteAsync((fault is null ? answer.Body?.ToJsonString() : fault.Body) ?? "");
    }

    private (int Status, JsonNode? Body) Do(HttpContext http, string path, string prefix, string name, JsonObject? body)
    {
        if (http.Request.Headers.Authorization != $"{(_isGitea ? "token" : "Bearer")} {Token}" || http.Request.Headers.UserAgent.Count == 0)
        {
            return (401, Message("Bad credentials"));
        }

        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return (404, Message("Not Found"));
        }

        var parts = name.Split('/');
        var issue = parts.Length > 2 && long.TryParse(parts[2], out var number) ? Issues.FirstOrDefault(i => i.Number == number) : null;
        return (parts.Length, name) switch
        {
            (_, "GET /issues") => Page(http, Listed(http.Request.Query), i => i.Json(_isGitea)),
            (_, "POST /issues") => Open(body!),
            (_, "GET /labels") when _isGitea => Page(http, Labels, l => new JsonObject { ["id"] = l.Key, ["name"] = l.Value }),
            (_, "POST /labels") when _isGitea => NewLabel(body!),
            _ when issue is null => (404, Message("Not Found")),
            (3, _) when name.StartsWith("PATCH ", StringComparison.Ordinal) => Change(issue, body!),
            (4, _) when name.StartsWith("GET ", StringComparison.Ordinal) && parts[3] == "comments" => Page(http, issue.Comments, c => new JsonObject { ["body"] = c }),
            (4, _) when parts[3] == "comments" => Comment(issue, body!),
            (4, _) when parts[3] == "labels" => AddLabels(issue, body!),
            _ => (404, Message("Not Found")),
        };
    }

    private IEnumerable<FakeIssue> Listed(IQueryCollection query)
    {
        var wanted = query["labels"].ToString().Split(',').Where(l => !_isGitea || Labels.ContainsValue(l)).ToArray();
        var state = query["state"].ToString() is { Length: > 0 } given ? given : "open";
        return Issues.Where(i => state == "all" || (state == "open") == i.IsOpen)
            .Where(i => !(_isGitea && query["type"] == "issues" && i.IsPullRequest))
            .Where(i => _isGitea ? wanted.Length == 0 || wanted.Any(i.Labels.Contains) : wanted.All(i.Labels.Contains))
            .OrderByDescending(i => i.Number);
    }

    private (int Status, JsonNode? Body) Page<T>(HttpContext http, IEnumerable<T> all, Func<T, JsonNode> json)
    {
        var query = http.Request.Query;
        var (sizeName, most) = _isGitea ? ("limit", 50) : ("per_page", 100);
        var size = Math.Min(int.TryParse(query[sizeName], out var asked) ? asked : 30, most);
        var page = int.TryParse(query["page"], out var number) ? number : 1;
        var items = all.ToArray();
        if (page * size < items.Length)
        {
            var others = string.Concat(query.Where(q => q.Key != "page").Select(q => $"{q.Key}={q.Value}&"));
            var url = $"{_app.Urls.First()}{http.Request.Path}?{others}page=";
            http.Response.Headers.Link = $"<{url}{page + 1}>; rel=\"next\", <{url}{(items.Length + size - 1) / size}>; rel=\"last\"";
        }

        return (200, new JsonArray([.. items.Skip((page - 1) * size).Take(size).Select(json)]));
    }

    private (int Status, JsonNode? Body) Open(JsonObject body)
    {
        if (body["body"]!.ToString().Length > 65_536 || body["title"]!.ToString().Length > 256)
        {
            return (422, new JsonObject { ["message"] = "Validation Failed", ["errors"] = new JsonArray(new JsonObject { ["field"] = "body", ["code"] = "custom" }) });
        }

        if (Names(body) is not { } labels)
        {
            return (422, Message("cannot unmarshal string into Go struct field CreateIssueOption.labels of type int64"));
        }

        var issue = new FakeIssue { Number = Issues.Count + 1, Title = body["title"]!.ToString(), Body = body["body"]!.ToString(), Labels = MaySetLabels ? labels : [] };
        Issues.Add(issue);
        return (201, issue.Json(_isGitea));
    }

    private (int Status, JsonNode? Body) Change(FakeIssue issue, JsonObject body)
    {
        issue.Title = body["title"]?.ToString() ?? issue.Title;
        issue.Body = body["body"]?.ToString() ?? issue.Body;
        issue.IsOpen = body["state"] is { } state ? state.ToString() == "open" : issue.IsOpen;
        return (_isGitea ? 201 : 200, issue.Json(_isGitea));
    }

    private static (int Status, JsonNode? Body) Comment(FakeIssue issue, JsonObject body)
    {
        issue.Comments.Add(body["body"]!.ToString());
        return (201, new JsonObject { ["id"] = issue.Comments.Count, ["body"] = issue.Comments[^1] });
    }

    private (int Status, JsonNode? Body) AddLabels(FakeIssue issue, JsonObject body)
    {
        if (Names(body) is not { } labels)
        {
            return (422, Message("labels are numbers"));
        }

        issue.Labels = [.. issue.Labels.Union(labels)];
        return (200, new JsonArray([.. issue.Labels.Select(l => new JsonObject { ["name"] = l })]));
    }

    private (int Status, JsonNode? Body) NewLabel(JsonObject body)
    {
        var id = 100 + Labels.Count;
        Labels[id] = body["name"]!.ToString();
        return (201, new JsonObject { ["id"] = id, ["name"] = Labels[id] });
    }

    private List<string>? Names(JsonObject body)
    {
        var given = body["labels"] as JsonArray ?? [];
        return !_isGitea ? [.. given.Select(l => l!.GetValue<string>())]
            : given.All(l => l!.GetValueKind() == System.Text.Json.JsonValueKind.Number) ? [.. given.Select(l => Labels[l!.GetValue<long>()])]
            : null;
    }

    private static JsonObject Message(string text) => new() { ["message"] = text };
}
