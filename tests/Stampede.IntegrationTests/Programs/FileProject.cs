using System.Xml.Linq;

namespace Stampede.IntegrationTests;

/// <summary>
/// Programs that are one file each, with a project for each such as <c>dotnet run</c> makes of them, so that all are compiled in one build: built one after the other, they take five times
/// as long.
/// </summary>
internal static class FileProject
{
    /// <summary>Builds them; what has not changed since the last time is not compiled again.</summary>
    /// <param name="folder">Where the projects are, and their output.</param>
    /// <param name="files">Their files.</param>
    /// <param name="origin">The folder to which the paths in them are relative.</param>
    public static async Task<Command> Build(string folder, IEnumerable<string> files, string origin)
    {
        await Change(Path.Combine(folder, "Directory.Build.props"), $"""<Project><Import Project="{Repository.Root}/loadtests/Directory.Build.props" /></Project>""");
        var projects = await Task.WhenAll(files.Select(async file =>
            await Change(Path.Combine(folder, Name(file), $"{Name(file)}.csproj"), Project(await File.ReadAllTextAsync(file), file, origin).ToString())));
        return await Command.Run(Builds.Dotnet, ["build", Solution.Write(folder, projects), "-v", "q", "-nologo", "-clp:NoSummary", "-m:2", "-nodeReuse:false"]);
    }

    /// <summary>The built program of a file.</summary>
    public static string Program(string folder, string file) => Path.Combine(folder, Name(file), "bin", "Debug", "net10.0", Name(file));

    /// <summary>Writes a file where it is another one.</summary>
    /// <returns>The file.</returns>
    public static async Task<string> Change(string file, string content)
    {
        if (!File.Exists(file) || await File.ReadAllTextAsync(file) != content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
        }

        return file;
    }

    private static string Name(string file) => Path.GetFileNameWithoutExtension(file);

    private static XElement Project(string code, string file, string origin) => new(
        "Project",
        new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        XElement.Parse("""
            <PropertyGroup>
              <OutputType>Exe</OutputType>
              <PublishAot>true</PublishAot>
              <Features>$(Features);FileBasedProgram</Features>
              <EnableDefaultItems>false</EnableDefaultItems>
            </PropertyGroup>
            """),
        new XElement(
            "ItemGroup",
            new XElement("Compile", new XAttribute("Include", file)),
            new XElement("RuntimeHostConfigurationOption", new XAttribute("Include", "EntryPointFilePath"), new XAttribute("Value", file)),
            new XElement("RuntimeHostConfigurationOption", new XAttribute("Include", "EntryPointFileDirectoryPath"), new XAttribute("Value", Path.GetDirectoryName(file)!))),
        code.Split('\n').TakeWhile(line => line.StartsWith("#:", StringComparison.Ordinal)).Select(line => Directive(line[2..].Trim().Split(' ', 2), origin)));

    private static XElement Directive(string[] directive, string origin) => directive switch
    {
        ["property", var text] when text.Split('=', 2) is [var name, var value] => new("PropertyGroup", new XElement(name, value)),
        ["project", var path] => new("ItemGroup", new XElement("ProjectReference", new XAttribute("Include", Path.GetFullPath(path, origin)))),
        _ => throw new NotSupportedException($"The directive '#:{string.Join(' ', directive)}' is not known here."),
    };
}
