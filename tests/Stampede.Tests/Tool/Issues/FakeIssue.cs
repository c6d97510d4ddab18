using System.Text.Json.Nodes;

namespace Stampede.Tests;

/// <summary>An issue of <see cref="FakeForge"/>.</summary>
internal sealed class FakeIssue
{
    public required long Number { get; init; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    public List<string> Labels { get; set; } = [];

    public bool IsOpen { get; set; } = true;

    public bool IsPullRequest { get; init; }

    public List<string> Comments { get; } = [];

    public JsonObject Json(bool isGitea)
    {
        var json = new JsonObject
        {
            ["id"] = 1_000 + Number,
            ["number"] = Number,
            ["title"] = Title,
            ["body"] = Body,
            ["state"] = IsOpen ? "open" : "closed",
            ["html_url"] = $"https://forge.example/acme/shop/issues/{Number}",
            ["labels"] = new JsonArray([.. Labels.Select(l => new JsonObject { ["name"] = l })]),
        };
        if (IsPullRequest || isGitea)
        {
            json["pull_request"] = IsPullRequest ? new JsonObject { ["url"] = "…" } : null; // Gitea writes null
        }

        return json;
    }
}
