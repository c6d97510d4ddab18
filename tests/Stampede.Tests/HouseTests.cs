using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Stampede.Tests;

/// <summary>The picture of the house holds: inside Core, folders depend only downward, and leaves do not know each other.</summary>
public class HouseTests
{
    // From the top floor down; folders of one floor do not know each other.
    private static readonly string[][] Floors =
    [
        ["Reports", "Thresholds", "Audit"],
        ["Running"],
        ["Results"],
        ["Users"],
        ["Load", "Http", "Metrics", "Statistics"],
    ];

    private static readonly string Core = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "src", "Stampede.Core"));

    // A file is one type and has its name.
    private static readonly Dictionary<string, string> FolderOf = Floors.SelectMany(f => f)
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Core, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Type: Path.GetFileNameWithoutExtension(file), Folder: folder)))
        .ToDictionary(t => t.Type, t => t.Folder);

    public static TheoryData<string> Folders => [.. Floors.SelectMany(f => f)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_Core_knows_only_folders_below_it(string folder)
    {
        var floor = Array.FindIndex(Floors, f => f.Contains(folder));
        var allowed = Floors[(floor + 1)..].SelectMany(f => f).Append(folder).ToHashSet();
        var wrong = typeof(LoadTest).Assembly.GetTypes()
            .Where(type => Folder(type) == folder)
            .SelectMany(type => TypeReferences.Of(type).Select(known => (type, known)))
            .Where(pair => Folder(pair.known) is { } known && !allowed.Contains(known))
            .Select(pair => $"{pair.type.Name} knows {pair.known.Name} of {Folder(pair.known)}")
            .Distinct();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_Core_has_its_floor_and_types()
    {
        Assert.Equal(
            Floors.SelectMany(f => f).Order(),
            Directory.GetDirectories(Core).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj")).Order());
        Assert.All(Floors.SelectMany(f => f), folder => Assert.Contains(typeof(LoadTest).Assembly.GetTypes(), t => Folder(t) == folder));
    }

    [Fact]
    public void Core_references_no_package() =>
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(Core, "Stampede.Core.csproj")));

    /// <summary>A load test itself never talks to the store: nothing that it is built of can.</summary>
    [Theory]
    [InlineData("Stampede")]
    [InlineData("Stampede.Core")]
    [InlineData("Stampede.Web")]
    [InlineData("Stampede.OpenTelemetry")]
    [InlineData("Stampede.Cluster")]
    [InlineData("Stampede.Analysis")]
    public void Nothing_but_the_tool_references_the_store_or_its_driver(string project)
    {
        var (left, seen) = (new Stack<string>([Path.Combine(Core, "..", project, $"{project}.csproj")]), new HashSet<string>());
        while (left.TryPop(out var file))
        {
            if (seen.Add(file) && File.Exists(file)) // the cluster's need not be there
            {
                var text = File.ReadAllText(file);
                Assert.DoesNotContain("Npgsql", text);
                Assert.DoesNotContain("Stampede.Postgres.csproj", text);
                foreach (Match match in Regex.Matches(text, "ProjectReference Include=\"(.*?)\""))
                {
                    left.Push(Path.GetFullPath(match.Groups[1].Value, Path.GetDirectoryName(file)!));
                }
            }
        }
    }

    private static string? Folder(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Assembly == typeof(LoadTest).Assembly && FolderOf.TryGetValue(type.Name.Split('`')[0], out var folder) ? folder : null;
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
