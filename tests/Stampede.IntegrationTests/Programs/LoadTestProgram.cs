using Stampede.Engine;

namespace Stampede.IntegrationTests;

/// <summary>The programs of load-test files, built once for all tests and started by themselves.</summary>
internal static class LoadTestProgram
{
    private static readonly string Origin = Path.Combine(Repository.Root, "loadtests");

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "loadtests");

    private static readonly Lazy<Task<Command>> All = new(() => FileProject.Build(Folder, Directory.GetFiles(Origin, "*.cs"), Origin));

    /// <summary>Runs one of loadtests/, in the repository.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<Command> Run(string file, params string[] arguments)
    {
        var build = await All.Value;
        Assert.True(build.ExitCode == 0, build.All);
        return await Command.Run(FileProject.Program(Folder, file), arguments);
    }

    /// <summary>Builds a file as <c>stampede run</c> does.</summary>
    /// <param name="file">Its path.</param>
    /// <returns>The program.</returns>
    public static async Task<string> Build(string file)
    {
        using var error = new StringWriter();
        var program = await new LoadTestProcess(error).Build(file, TestContext.Current.CancellationToken);
        Assert.True(program is not null, $"{error}");
        return program;
    }
}
