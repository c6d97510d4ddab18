namespace AiGateway.Sandbox;

/// <summary>The pages of this server that tools may read, and no others.</summary>
internal static class SandboxPages
{
    private static readonly Dictionary<string, string> Pages = new()
    {
        ["/pages/welcome"] = "<html><head><title>Welcome</title></head><body><h1>Welcome</h1><p>A page to be read by a tool.</p></body></html>",
        ["/pages/prices"] = "<html><head><title>Prices</title></head><body><table><tr><td>Tokens</td><td>0.002</td></tr></table></body></html>",
    };

    public static void Map(WebApplication app)
    {
        foreach (var (path, html) in Pages)
        {
            app.MapGet(path, () => Results.Text(html, "text/html; charset=utf-8"));
        }
    }

    /// <summary>The full address of a page.</summary>
    /// <returns>Null where it is another server's, or no page.</returns>
    public static Uri? Find(string url, Uri server) =>
        Uri.TryCreate(server, url, out var page) && page.Authority == server.Authority && page.Scheme == server.Scheme && Pages.ContainsKey(page.PathAndQuery) ? page : null;
}
