using System.Diagnostics;
using Npgsql;
using Stampede.Engine;
using Stampede.Stores;

namespace Stampede.IntegrationTests;

/// <summary>The command, in this process or in one of its own, with a store.</summary>
internal sealed class StoreTool(string connectionString)
{
    private static readonly string Program = Path.Combine(
        Repository.Root, "src", "Stampede.Tool", "bin", Repository.Configuration, "net10.0", "Stampede.Tool.dll");

    /// <summary>The store's address as a URL.</summary>
    public string Url { get; } = UrlOf(new NpgsqlConnectionStringBuilder(connectionString));

    /// <summary>Runs a command with <c>--store</c>.</summary>
    public Task<Command> Run(params string[] args) => Run(new Dictionary<string, string>(), [.. args, "--store", Url]);

    /// <summary>Runs a command with variables, and no option that is not given.</summary>
    public static async Task<Command> Run(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var context = new EntranceContext { Out = output, Error = error, Sources = new OptionSources { Environment = environment }, Size = () => (400, int.MaxValue) };
        var exitCode = await ToolCommands.Run(args, context);
        return new Command(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> Output(params string[] args)
    {
        var command = await Run(args);
        Assert.True(command.ExitCode == 0, command.All);
        return command.Output;
    }

    /// <summary>Starts a command with <c>--store</c> as a process.</summary>
    public Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Program, .. args, "--store", Url])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The store itself.</summary>
    public PostgresRunStore Open() => new(StoreAddress.Parse(Url));

    /// <summary>Runs a statement in the database, and gives the first value that it returns.</summary>
    public Task<object?> Execute(string sql) => PostgresServer.Execute(connectionString, sql);

    private static string UrlOf(NpgsqlConnectionStringBuilder settings) => $"postgres://{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}";
}
