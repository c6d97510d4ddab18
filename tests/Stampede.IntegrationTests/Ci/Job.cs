using System.Diagnostics;

namespace Stampede.IntegrationTests;

/// <summary>The scripts of a pipeline's job, run by bash in the repository as an agent does. What they leave running is ended with the job, by a variable that it inherits.</summary>
/// <param name="folder">Where its own files go.</param>
/// <param name="environment">Variables of all steps, stronger than the pipeline's own.</param>
internal sealed class Job(string folder, IReadOnlyDictionary<string, string> environment) : IDisposable
{
    private const string Mark = "RUNNER_TRACKING_ID";

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly List<StepResult> _steps = [];

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<StepResult> Steps => _steps;

    /// <summary>Whether a step failed.</summary>
    public bool HasFailed => _steps.Any(s => s.ExitCode is not (null or 0));

    /// <summary>Passes a step over.</summary>
    public void Skip(string name, IReadOnlyDictionary<string, string>? with = null) => _steps.Add(new StepResult(name, null, "", with ?? new Dictionary<string, string>()));

    /// <summary>Runs a script.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="script">The script.</param>
    /// <param name="options">Options of bash.</param>
    /// <param name="variables">The step's variables.</param>
    public async Task Run(string name, string script, string options, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var file = Path.Combine(folder, $"step-{_steps.Count}.sh");
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo("bash", [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), file])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in variables.Concat(environment).Append(new(Mark, _id)))
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        using var killing = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        _steps.Add(new StepResult(name, process.ExitCode, await output + await errors, new Dictionary<string, string>()));
    }

    public void Dispose()
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                try
                {
                    if (File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Contains($"{Mark}={_id}"))
                    {
                        process.Kill();
                        process.WaitForExit();
                    }
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
                {
                    // It is somebody else's, or has ended.
                }
            }
        }
    }
}
