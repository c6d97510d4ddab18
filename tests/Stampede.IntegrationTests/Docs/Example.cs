using System.Text.RegularExpressions;

namespace Stampede.IntegrationTests;

/// <summary>A whole program in a page of documentation: a block of C# that begins with a directive.</summary>
public sealed partial record Example(string Page, int Index, string Code)
{
    /// <summary>What it is called as a program.</summary>
    public string Name => $"{Path.ChangeExtension(Page, null).Replace('/', '-')}-{Index}";

    /// <summary>README.md and docs/, all but the decisions.</summary>
    public static IEnumerable<string> Pages =>
        [Path.Combine(Repository.Root, "README.md"), .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Order()];

    public static IEnumerable<Example> All => Pages.SelectMany(Of);

    public static IEnumerable<Example> Of(string page) =>
        Blocks().Matches(File.ReadAllText(page))
            .Select(block => block.Groups[1].Value)
            .Where(code => code.StartsWith("#:", StringComparison.Ordinal))
            .Select((code, index) => new Example(Path.GetRelativePath(Repository.Root, page), index + 1, code));

    public override string ToString() => $"{Page} {Index}";

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
