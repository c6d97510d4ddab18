namespace AiGateway.Tools;

/// <summary>All tools, with the limits of the recorded server.</summary>
internal static class ToolCatalog
{
    private static readonly ToolParameter Path = new("path", "A path in the sandbox");
    private static readonly ToolParameter Url = new("url", "A page of this server: /pages/welcome");

    public static IReadOnlyList<Tool> All { get; } =
    [
        new("read_file", "Reads a file of the sandbox", Sensitivity.Low, RateLimit.PerMinute(100, 20), Path),
        new("list_files", "Lists a folder of the sandbox", Sensitivity.Low, RateLimit.PerMinute(60, 10), Path with { IsRequired = false }),
        new("write_file", "Writes a file of the sandbox", Sensitivity.Medium, RateLimit.PerMinute(20, 5), Path, new("content", "What it shall hold")),
        new("git_status", "What has changed since the last commit", Sensitivity.Low, RateLimit.PerMinute(30, 5)),
        new("git_log", "The latest commits", Sensitivity.Low, RateLimit.PerMinute(30, 5)),
        new("git_diff", "The changes of a file, or of all", Sensitivity.Low, RateLimit.PerMinute(30, 5), Path with { IsRequired = false }),
        new("git_add", "Stages a file", Sensitivity.Medium, RateLimit.PerMinute(20, 3), Path),
        new("git_commit", "Commits what is staged", Sensitivity.High, RateLimit.PerMinute(10, 2), new ToolParameter("message", "Why")),
        new("rag_search", "Asks rag_service", Sensitivity.Low, RateLimit.PerMinute(30, 5), new("query", "The question"), new("collection", "Where to look", IsRequired: false)),
        new("ai_chat", "Asks the model", Sensitivity.Low, RateLimit.PerMinute(30, 5), new ToolParameter("message", "What to say")),
        new("switch_model", "Chooses the model that ai_chat asks", Sensitivity.Medium, new(5, 1, TimeSpan.FromSeconds(300)), new ToolParameter("model", "Its name")),
        new("web_scrape", "Reads a page of this server", Sensitivity.Medium, RateLimit.PerMinute(15, 3), Url),
        new("web_screenshot", "Not in this sample: there is no browser", Sensitivity.Medium, RateLimit.PerMinute(15, 3), Url),
        new("web_automate", "Not in this sample: there is no browser", Sensitivity.High, RateLimit.PerMinute(5, 1), Url, new("script", "What to do")),
        new("execute_python", "Not in this sample: nothing is executed", Sensitivity.Critical, RateLimit.PerMinute(10, 2), new ToolParameter("code", "What to run")),
        new("execute_bash", "Not in this sample: nothing is executed", Sensitivity.Critical, RateLimit.PerMinute(10, 2), new ToolParameter("command", "What to run")),
    ];

    public static Tool? Find(string name) => All.FirstOrDefault(tool => tool.Name == name);
}
