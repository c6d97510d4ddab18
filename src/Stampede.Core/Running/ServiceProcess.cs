using System.Diagnostics;
using System.Runtime.CompilerServices;
using Stampede.Engine;

namespace Stampede;

/// <summary>
/// A system under test that a load test starts as a child process on a free loopback port, and stops. It never outlives the test's
/// process, not even when that is killed, and Ctrl-C reaches it only through the test, which still wants its answers.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly ServiceCommand _command;
    private readonly TimeSpan _startTimeout;
    private readonly string? _healthPath;
    private ServiceChild? _child;
    private IReadOnlyDictionary<string, string> _environment = new Dictionary<string, string>();
    private Uri? _address;

    private ServiceProcess(ServiceCommand command, TimeSpan? startTimeout, string? healthPath)
    {
        if (startTimeout <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(startTimeout), startTimeout, "The start timeout must be above zero.");
        }

        _command = command;
        _startTimeout = startTimeout ?? TimeSpan.FromSeconds(60);
        _healthPath = healthPath;
    }

    /// <summary>
    /// An ASP.NET Core project, built as Release when the run starts. It is given <c>--urls http://127.0.0.1:0 --exit-with-parent</c> after
    /// its own arguments, and is ready when it prints <c>Now listening on: http://…</c>, as ASP.NET Core does by itself.
    /// </summary>
    /// <param name="path">The project file or its folder; where relative, to the folder of the file that calls this.</param>
    /// <param name="args">Its arguments; default none.</param>
    /// <param name="startTimeout">How long it may take to be ready once built; above zero; default 60 s.</param>
    /// <param name="healthPath">A path that must also answer with a status below 400, such as <c>/health/ready</c>; default none.</param>
    /// <param name="file">The calling file; the compiler fills it in.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    public static ServiceProcess Project(
        string path,
        IReadOnlyList<string>? args = null,
        TimeSpan? startTimeout = null,
        string? healthPath = null,
        [CallerFilePath] string file = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var project = Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new(new ProjectCommand(project, args ?? []), startTimeout, healthPath);
    }

    /// <summary>
    /// Any program. <c>{port}</c> in its arguments becomes a free loopback port, and it is ready when that port takes connections; without it,
    /// when it prints <c>listening on http://…</c>.
    /// </summary>
    /// <param name="fileName">The program, found as a shell would.</param>
    /// <param name="args">Its arguments; default none.</param>
    /// <param name="startTimeout">How long it may take to be ready; above zero; default 60 s.</param>
    /// <param name="healthPath">A path that must also answer with a status below 400, such as <c>/health/ready</c>; default none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    public static ServiceProcess Command(
        string fileName,
        IReadOnlyList<string>? args = null,
        TimeSpan? startTimeout = null,
        string? healthPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return new(new ProgramCommand(fileName, args ?? []), startTimeout, healthPath);
    }

    /// <summary>Stops it: asks it to end, and kills it with its children after 5 s. Does nothing where it does not run.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _child, null) is { } child)
        {
            await child.Stop(StopTimeout);
        }
    }

    /// <summary>What the process is called in messages.</summary>
    public override string ToString() => _command.ToString();

    /// <summary>Has it started with these variables, and where the address is given looked for there, unless it says another.</summary>
    internal ServiceProcess With(IReadOnlyDictionary<string, string> environment, Uri? address)
    {
        (_environment, _address) = (environment, address);
        return this;
    }

    /// <summary>Builds and starts it, and waits until it is ready.</summary>
    /// <returns>Its base address.</returns>
    /// <exception cref="LoadTestException">It cannot be built or started, ended, or was not ready in time; with what it printed.</exception>
    internal async Task<Uri> Start(CancellationToken cancellationToken)
    {
        if (_child is not null)
        {
            throw new InvalidOperationException($"{_command} is running already.");
        }

        var launch = await _command.Prepare(cancellationToken);
        launch = launch with { Environment = _environment, Address = launch.Address ?? _address };
        _child = ServiceChild.Start(launch);
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_startTimeout);
        try
        {
            return await ServiceReadiness.Wait(_child, launch, _healthPath, limit.Token);
        }
        catch (Exception problem)
        {
            // What it printed says why, and the last of it comes at its end.
            var child = _child;
            await DisposeAsync();
            if (problem is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            var what = problem is OperationCanceledException
                ? $"was not ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.#} s (startTimeout); it waited for {ServiceReadiness.Describe(launch, _healthPath)}"
                : problem.Message;
            throw new LoadTestException([$"{_command} {what}.{child.Output.Quote()}"]);
        }
    }
}
