using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Stampede.Reporting;

/// <summary>
/// A page of one file in the style of a run's report, light and dark, without a script and without network, which its content security policy also forbids.
/// </summary>
internal static class StaticPage
{
    /// <summary>The page.</summary>
    /// <param name="title">Its title; any text.</param>
    /// <param name="styles">Styles beside those of a run's report.</param>
    /// <param name="body">What it says, as HTML.</param>
    public static string Of(string title, string styles, string body)
    {
        var style = (PageFiles.Read("page.css") + styles).ReplaceLineEndings("\n");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Safe(title)}</title>
            <style>{style}</style>
            </head>
            <body>
            <main>
            {body}</main>
            </body>
            </html>

            """.Replace("\r\n", "\n", StringComparison.Ordinal); // and no other line end, which a name may have
    }

    /// <summary>Text that others wrote, as HTML shows it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Whether line ends stay.</param>
    public static string Safe(string text, bool keepsLines = false) => WebUtility.HtmlEncode(LineText.Visible(text, keepsLines));

    /// <summary>The class of what readers should take so.</summary>
    public static string Class(VerdictTone tone) => tone switch { VerdictTone.Good => "good", VerdictTone.Careful => "careful", _ => "bad" };
}
