namespace Stampede.IntegrationTests;

/// <summary>What users get: the packages, the command installed from them, and a load test that asks for the package by name.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_packages_work_from_a_folder()
    {
        var packages = Path.Combine(_folder.Path, "packages");
        string[] projects = ["Stampede.Core", "Stampede.Web", "Stampede.OpenTelemetry", "Stampede", "Stampede.Analysis", "Stampede.Postgres", "Stampede.Tool"];
        var all = Solution.Write(_folder.Path, projects.Select(p => Path.Combine(Repository.Root, "src", p, $"{p}.csproj")));
        var pack = await Command.Run(Builds.Dotnet, ["pack", all, "-o", packages, "-nologo", "-v", "m", "-nodeReuse:false"]);
        Assert.True(pack.ExitCode == 0, pack.All);
        Assert.DoesNotContain("warn", pack.All);
        Assert.DoesNotContain("missing a readme", pack.All);
        foreach (var project in projects)
        {
            using var package = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(packages, $"{project}.1.*.nupkg").Single());
            Assert.Contains(package.Entries, e => e.FullName == "README.md");
            Assert.Contains("<license type=\"expression\">MIT</license>", Read(package, $"{project}.nuspec"));
        }

        // Only the new packages, and those that this machine has already: no registry is asked.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } path
            ? path
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var config = _folder.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder.Path, "global")}" /></config>
              <packageSources><clear /><add key="packed" value="{packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """);
        var tools = Path.Combine(_folder.Path, "tools");
        var install = await Command.Run("dotnet", ["tool", "install", "Stampede.Tool", "--tool-path", tools, "--configfile", config], _folder.Path);
        Assert.True(install.ExitCode == 0, install.All);

        var stampede = Path.Combine(tools, "stampede");
        var version = await Command.Run(stampede, ["--version"], _folder.Path);
        Assert.StartsWith("Stampede 1.", version.Output);

        _folder.Write("packed.cs", """
            #:package Stampede@1.*
            #:property PublishAot=false
            using Stampede;

            return await new LoadTest().Run(args);

            sealed class Visitor : HttpUser
            {
                [Task]
                public async ValueTask Front() => await Http.Get("/");
            }
            """);
        var list = await Command.Run(stampede, ["run", "packed.cs", "--list"], _folder.Path);
        Assert.True(list.ExitCode == 0, list.All);
        Assert.Equal("Visitor", list.Output.Trim());
    }

    public void Dispose() => _folder.Dispose();

    private static string Read(System.IO.Compression.ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
