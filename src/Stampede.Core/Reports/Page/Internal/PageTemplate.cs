using System.Security.Cryptography;
using System.Text;

namespace Stampede.Reporting;

/// <summary>
/// The page with its files inlined and a place for the data. Its content security policy forbids all network and every script and style but these: they
/// are named by their hashes.
/// </summary>
internal static class PageTemplate
{
    private const string Data = """<script id="data" type="application/json"></script>""";

    private static readonly Lazy<(byte[] Before, byte[] After)> Parts = new(Make);

    /// <summary>What comes before the data.</summary>
    public static ReadOnlySpan<byte> Before => Parts.Value.Before;

    /// <summary>What comes after the data.</summary>
    public static ReadOnlySpan<byte> After => Parts.Value.After;

    private static (byte[], byte[]) Make()
    {
        var page = PageFiles.Read("index.html");
        string[] styles = [PageFiles.Read("uPlot.min.css"), PageFiles.Read("page.css")];
        string[] scripts = [$"/*\n{PageFiles.Read("uPlot.LICENSE.txt")}*/\n{PageFiles.Read("uPlot.iife.min.js")}", PageScript.Of("main", PageFiles.Read)];
        var policy = $"default-src 'none'; script-src {Hashes(scripts)}; style-src {Hashes(styles)}; base-uri 'none'; form-action 'none'";

        page = Replace(page, "default-src 'self'", policy);
        page = Replace(page, """<link rel="stylesheet" href="uPlot.min.css">""", $"<style>{styles[0]}</style>");
        page = Replace(page, """<link rel="stylesheet" href="page.css">""", $"<style>{styles[1]}</style>");
        page = Replace(page, """<script src="uPlot.iife.min.js"></script>""", $"<script>{scripts[0]}</script>");
        page = Replace(page, """<script type="module" src="main.js"></script>""", $"<script>{scripts[1]}</script>");
        var data = page.IndexOf(Data, StringComparison.Ordinal) + Data.IndexOf("</", StringComparison.Ordinal);
        return (Encoding.UTF8.GetBytes(page[..data]), Encoding.UTF8.GetBytes(page[data..]));
    }

    private static string Hashes(string[] texts) =>
        string.Join(' ', texts.Select(t => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(t)))}'"));

    private static string Replace(string page, string part, string with)
    {
        var at = page.IndexOf(part, StringComparison.Ordinal);
        return at < 0
            ? throw new InvalidOperationException($"The page has no '{part}'.")
            : string.Concat(page.AsSpan(0, at), with, page.AsSpan(at + part.Length));
    }
}
