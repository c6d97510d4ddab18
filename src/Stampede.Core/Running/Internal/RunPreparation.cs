using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Turns a load test and its options into what is run, or into the list of everything that is wrong with them.</summary>
internal static class RunPreparation
{
    /// <summary>Descriptors that the process needs beside its users' connections: files, loops, the runtime's own.</summary>
    public const int OtherFiles = 100;

    /// <exception cref="LoadTestException">Everything that is wrong.</exception>
    public static RunSetup Prepare(LoadTest test, RunOptions options, Uri? service, RunJudging judging)
    {
        var problems = new List<string>();
        var classes = UserClassFinder.Find(test, options, Assembly.GetEntryAssembly(), problems);
        var limit = OpenFileLimit.Raise();
        var load = new LoadPreparation(test, options, UserClassFinder.Types(test, Assembly.GetEntryAssembly()), classes, problems);
        load.Prepare(limit - OtherFiles);
        var host = options.Host ?? test.Host ?? service?.ToString();
        UrlTarget? target = null;
        if (host is not null)
        {
            if (UrlTarget.TryBase(host, out var found, out var problem))
            {
                target = found;
            }
            else
            {
                problems.Add(problem);
            }
        }

        var custom = new CustomOptionReader(test.Options, options.OptionValues, problems);
        problems.AddRange(SettingChecks.Problems(test, options));
        problems.AddRange(judging.Problems);
        problems.AddRange(SelectionMasks.Problems(judging.Selections));
        var seed = options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 12;
        var feeders = new FeederRun(FeederFinder.Find(UserClassFinder.Types(test, Assembly.GetEntryAssembly()).Where(t => options.Classes.Count == 0 || options.Classes.Contains(t.Name)), test.Feeders, problems), seed, problems);
        if (problems.Count > 0)
        {
            throw new LoadTestException(problems);
        }

        var http = test.Http with { TrustAnyCertificate = options.TrustAnyCertificate ?? test.Http.TrustAnyCertificate };
        foreach (var userClass in classes)
        {
            var own = options.Host is null && userClass.Host is { } classHost ? UrlTarget.Base(classHost) : target;
            userClass.Http = new HttpDefaults(http, own);
        }

        var plan = new RunPlan
        {
            Name = test.Name ?? Assembly.GetEntryAssembly()?.GetName().Name ?? "loadtest",
            Host = host is null ? null : SecretMask.Url(host),
            Classes = [.. classes.Select(c => c.ToPlan())],
            Load = load.ToPlan(),
            Thresholds = judging.Thresholds,
            ThresholdsHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', judging.Thresholds)))),
            Accept = judging.Accept,
            Seed = seed,
            StopTimeout = options.StopTimeout ?? TimeSpan.Zero,
            StartRetries = options.StartRetries ?? 3,
            Settings = Settings(http),
            Options = custom.Texts,
            Overrides = options.Overrides,
            Tags = options.Tags,
            ExcludeTags = options.ExcludeTags,
            Selections = [.. judging.Selections.Select(s => s.Text)],
        };
        var unreachable = judging.Unreachable(plan).ToArray();
        if (unreachable.Length > 0 && !options.Insist)
        {
            throw new LoadTestException(unreachable);
        }

        return new RunSetup
        {
            Plan = plan,
            Load = load.Load,
            Classes = classes,
            Parts = load.Parts,
            Notes = [.. load.Notes, .. unreachable.Select(u => new RunNote("TARGET-UNREACHABLE", NoteSeverity.Warning, u))],
            Selections = judging.Selections,
            Hooks = new HookRunner(test.Hooks, host, test.Services, options.Once?.Trace),
            Recorder = new MetricsRecorder(new MetricsLimits(), SelectionMasks.Statuses(judging.Selections)),
            Clock = options.Clock,
            Course = options.Course,
            Loops = options.Loops ?? HttpEngine.DefaultLoops,
            Portable = options.PortableTransport,
            OpenFilesLimit = limit,
            CommandLine = options.CommandLine,
            Secrets = custom.Secrets,
            Options = custom.Values,
            Observers = options.Observers,
            Once = options.Once,
            Feeders = feeders,
            KeepIntervals = options.KeepIntervals,
            Judge = judging.Judge,
        };
    }

    private static Dictionary<string, string> Settings(HttpOptions http) => new()
    {
        ["timeout"] = TimeSpanText.Format(http.Timeout),
        ["connectTimeout"] = TimeSpanText.Format(http.ConnectTimeout),
        ["followRedirects"] = http.FollowRedirects ? "true" : "false",
        ["maxRedirects"] = http.MaxRedirects.ToString(CultureInfo.InvariantCulture),
        ["keepAlive"] = http.KeepAlive ? "true" : "false",
        ["trustAnyCertificate"] = http.TrustAnyCertificate ? "true" : "false",
        ["bodyLimit"] = http.BodyLimit.ToString(CultureInfo.InvariantCulture),
    };
}
