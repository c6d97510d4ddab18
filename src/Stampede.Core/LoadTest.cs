using Stampede.Auditing;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>A load test: what is run against what, how much of it, and what must hold. The one object that a load-test file makes.</summary>
public sealed class LoadTest
{
    /// <summary>The name of its runs; default: the load-test file's name without its extension.</summary>
    public string? Name { get; init; }

    /// <summary>The base address of the system under test, with scheme: <c>http://localhost:8000</c>. <c>--host</c> overrides it.</summary>
    public string? Host { get; init; }

    /// <summary>The load; default: one user until Ctrl-C.</summary>
    public Load Load { get; init; } = Load.Users(1);

    /// <summary>What must hold, each a line such as <c>p(99) &lt; 500ms</c> (docs/reference/thresholds.md); default none.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>
    /// Findings of the audit that are so on purpose, each as its rule and the reason: <c>COLO: generator and service share this machine on purpose</c>. They
    /// stay in all reports, marked, and do not decide the verdict. Default none.
    /// </summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The rules that say whether the result can be believed; default <see cref="Auditing.AuditRules.All"/> (docs/extending/audit-rule.md).</summary>
    public IReadOnlyList<IAuditRule> AuditRules { get; init; } = Auditing.AuditRules.All;

    /// <summary>The user classes; default: every concrete <see cref="User"/> of the entry assembly, in order of declaration.</summary>
    public IReadOnlyList<Type> Users { get; init; } = [];

    /// <summary>Options of its own, for the command line, the environment and configuration files; read with <see cref="User.Option{T}"/>. Default none.</summary>
    public IReadOnlyList<CustomOption> Options { get; init; } = [];

    /// <summary>Feeders to check before the run beside those in static fields of the user classes, which are found; default none.</summary>
    public IReadOnlyList<Feeder> Feeders { get; init; } = [];

    /// <summary>Where constructor parameters of user classes come from; default none.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Defaults of every user's HTTP session.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>The test's own code around the run: setup and teardown, start and stop, each request; default none.</summary>
    public Hooks Hooks { get; init; } = new();

    /// <summary>A service to start and stop with the run where no host is given; default none.</summary>
    public ServiceProcess? Service { get; init; }

    /// <summary>The same test with one user of one class and nothing to judge.</summary>
    internal LoadTest OfOneUser(Type userClass) => new()
    {
        Name = Name,
        Host = Host,
        Users = [userClass],
        Options = Options,
        Services = Services,
        Http = Http,
        Hooks = Hooks,
        Service = Service,
    };

    /// <summary>Runs it and judges the result. Writes no files and prints nothing unless <paramref name="options"/> bring observers that do.</summary>
    /// <exception cref="LoadTestException">The test is wrong: every problem found, before anything was sent.</exception>
    public async Task<RunResult> Run(RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RunOptions();
        var thresholds = new ThresholdList(options.ReplaceThresholds ? options.Thresholds : Thresholds.Concat(options.Thresholds), options.ReplaceThresholds ? null : Load);
        var follower = new ThresholdObserver(thresholds.All);
        var audit = new AuditObserver(AuditRules);
        string[] accepted = [.. Accept.Concat(options.Accept)];
        options = options with { Observers = follower.IsNeeded ? [follower, audit, .. options.Observers] : [audit, .. options.Observers] };
        var judging = thresholds.ToJudging(result => Judge.Apply(result, thresholds.All, options.ExitCodeOnError, follower, audit.Audit));
        judging = judging with
        {
            Accept = [.. accepted.Select(AcceptedFindings.Normal)],
            Problems = [.. judging.Problems, .. AcceptedFindings.Problems(accepted, AuditRules)],
        };

        // Checked before the service is started, so that a mistake costs no build.
        var setup = Prepare(null);
        if (options.Host is not null || Host is not null || Service is null)
        {
            return await new Runner(setup).Run(cancellationToken);
        }

        await using var service = Service;
        var address = await service.Start(cancellationToken);
        return await new Runner(Prepare(address)).Run(cancellationToken);

        RunSetup Prepare(Uri? address) => RunPreparation.Prepare(this, options, address, judging);
    }
}
