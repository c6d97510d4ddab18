using System.Runtime.CompilerServices;

namespace Stampede.Tests;

public class LibraryDocsTests
{
    [Fact]
    public void The_example_of_the_reference_is_the_test_that_runs_here()
    {
        var folder = Path.GetDirectoryName(Here())!;
        var page = File.ReadAllText(Path.Combine(folder, "..", "..", "..", "docs", "reference", "library.md")).ReplaceLineEndings("\n");
        var code = File.ReadAllText(Path.Combine(folder, "ShopLoadTests.cs")).ReplaceLineEndings("\n");
        Assert.Contains("```csharp\n" + code[code.IndexOf("public sealed class", StringComparison.Ordinal)..] + "```\n", page, StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
