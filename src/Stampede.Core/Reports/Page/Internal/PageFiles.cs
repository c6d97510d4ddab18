using System.Text;

namespace Stampede.Reporting;

/// <summary>The files of the page, embedded in the assembly. They serve the report and, one by one, the live page.</summary>
internal static class PageFiles
{
    /// <summary>The text of a file, its lines ended by a newline alone.</summary>
    /// <param name="name">Its name, such as <c>page.css</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream($"page/{name}")
            ?? throw new FileNotFoundException($"The page has no file '{name}'.", name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
