namespace Stampede.IntegrationTests;

/// <summary>The programs of the documentation: each has a project of its own, they are compiled in one build, and are run two at a time, for most of a run is waiting.</summary>
public sealed class ExamplePrograms : IAsyncLifetime
{
    // The same place each time: what was compiled before is up to date.
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "examples");

    private readonly ExampleServer _server = new();
    private readonly SemaphoreSlim _running = new(2);
    private readonly Dictionary<Example, Task<Command>> _results = [];

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await _server.InitializeAsync();
        var build = await Build();
        foreach (var example in Example.All)
        {
            _results[example] = Errors(build, example) is { } errors ? Task.FromResult(errors) : Run(example, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_results.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        await _server.DisposeAsync();
        _running.Dispose();
    }

    /// <summary>How it ended; where it does not compile, what the compiler said.</summary>
    internal Task<Command> Result(Example example) => _results[example];

    // Paths in the documentation are those of a file in loadtests/.
    private static async Task<Command> Build()
    {
        var files = await Task.WhenAll(Example.All.Select(example => FileProject.Change(File(example), example.Code)));
        return await FileProject.Build(Folder, files, Path.Combine(Repository.Root, "loadtests"));
    }

    private static string File(Example example) => Path.Combine(Folder, example.Name, $"{example.Name}.cs");

    // What is wrong with an example is told by its own test, and what is wrong with none of them by each.
    private static Command? Errors(Command build, Example example)
    {
        if (build.ExitCode == 0)
        {
            return null;
        }

        var errors = build.All.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal) && line.Contains($"[{Folder}/", StringComparison.Ordinal)).ToArray();
        var own = errors.Where(line => line.Contains($"/{example.Name}.csproj", StringComparison.Ordinal)).ToArray();
        return errors.Length == 0 ? build : own.Length == 0 ? null : build with { Output = string.Join('\n', own), Errors = "" };
    }

    private async Task<Command> Run(Example example, CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            return await Command.Run(
                FileProject.Program(Folder, File(example)),
                ["-H", _server.Address, "-u", "2", "-t", "4s", "--headless", "--no-results"],
                cancellationToken: cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }
}
