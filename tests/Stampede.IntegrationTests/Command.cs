using System.Diagnostics;

namespace Stampede.IntegrationTests;

/// <summary>A command that ran to its end.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    /// <summary>What it printed, both streams.</summary>
    public string All => Output + Errors;

    /// <summary>Runs a command; it is killed with the test, or by the token that is given.</summary>
    public static async Task<Command> Run(
        string fileName,
        IReadOnlyList<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken? cancellationToken = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var cancellation = cancellationToken ?? TestContext.Current.CancellationToken;
        using var killing = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output, await errors);
    }
}
