using System.Security.Cryptography;
using System.Text;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What of a suite is to be run, and with what.</summary>
internal sealed class SuitePlan(Suite suite, SuiteOptions options, ISuiteHost host)
{
    private static readonly Uri AnyAddress = new("http://localhost:1");

    private readonly Dictionary<string, string> _programs = [];

    /// <summary>The program of a load test that was prepared.</summary>
    public string Program(SuiteEntry entry) => _programs[entry.File];

    /// <summary>Whether it was asked for.</summary>
    public bool IsWanted(SuiteEntry entry) => options.Only.Count == 0 || options.Only.Contains(entry.Name);

    /// <summary>Whether it is over, and would be the same again.</summary>
    public bool IsOver(SuiteEntry entry, SuiteState state) =>
        state.Tests.FirstOrDefault(t => t.Name == entry.Name) is { Step: SuiteStep.Finished } done && done.Fingerprint == Fingerprint(entry);

    /// <summary>The command line of a test.</summary>
    /// <param name="entry">The test.</param>
    /// <param name="addresses">Where its services are.</param>
    /// <param name="folder">Where its run folder is made.</param>
    public IReadOnlyList<string> Arguments(SuiteEntry entry, IReadOnlyDictionary<string, Uri> addresses, string folder) =>
    [
        .. entry.Arguments.Select(a => Placeholders.Fill(a.Text, addresses)),
        .. options.ScaleTo is { } time ? [$"--scale-to={TimeSpanText.Format(time)}"] : Array.Empty<string>(),
        $"--results={folder}",
        "--no-results=false",
    ];

    /// <summary>The variables of a test's process.</summary>
    public static Dictionary<string, string> Environment(SuiteEntry entry, IReadOnlyDictionary<string, Uri> addresses) =>
        entry.Environment.ToDictionary(v => v.Key, v => Placeholders.Fill(v.Value, addresses));

    /// <summary>Builds the load tests that will run, each file once, and has them read their options.</summary>
    /// <param name="state">How far the suite is.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether all can be run; what cannot be built was said.</returns>
    public async Task<bool> Prepare(SuiteState state, YamlProblems problems, CancellationToken cancellationToken)
    {
        var entries = suite.Entries.Where(e => IsWanted(e) && !IsOver(e, state)).ToArray();
        foreach (var file in entries.Select(e => e.File).Distinct())
        {
            if (await host.Build(file, cancellationToken) is { } program)
            {
                _programs[file] = program;
            }
            else
            {
                problems.Add(entries.First(e => e.File == file).Line, $"The load test '{file}' cannot be built, see above.");
            }
        }

        CheckVariables(entries, problems);
        var addresses = suite.Services.ToDictionary(s => s.Name, _ => AnyAddress);
        foreach (var entry in entries.Where(e => _programs.ContainsKey(e.File)))
        {
            var wrong = await host.Check(Program(entry), Arguments(entry, addresses, "results"), Environment(entry, addresses), cancellationToken);
            foreach (var problem in wrong)
            {
                // Where the option that it names stands, else where the test does.
                var place = entry.Arguments.Where(a => problem.Contains(a.Name, StringComparison.Ordinal)).Select(a => (long?)a.Line).FirstOrDefault();
                problems.Add(place ?? entry.Line, $"{entry.Name}: {problem}");
            }
        }

        return !problems.Any;
    }

    // Only of what will run: what --only leaves out need not be set.
    private void CheckVariables(SuiteEntry[] entries, YamlProblems problems)
    {
        var services = suite.Services.Where(s => entries.Length > 0 && (!s.Restart || entries.Any(e => e.Services.Contains(s.Name))));
        var texts = services.SelectMany(s => s.Command.Concat(s.Arguments).Concat(s.Environment.Values).Select(text => (s.Line, Text: text)))
            .Concat(entries.SelectMany(e => e.Arguments.Select(a => (a.Line, a.Text))))
            .Concat(entries.SelectMany(e => e.Environment.Values.Append(e.Health?.Url ?? "").Select(text => (e.Line, Text: text))))
            .Append((1, suite.Health?.Url ?? ""));
        foreach (var (line, name) in texts.SelectMany(t => Placeholders.MissingVariables(t.Text).Select(name => (t.Line, name))).Distinct())
        {
            problems.Add(line, $"${{env:{name}}}: the environment variable '{name}' is not set.");
        }
    }

    /// <summary>Everything that decides how a test runs, as a hash; bands do not, as they judge what was measured.</summary>
    public string Fingerprint(SuiteEntry entry)
    {
        IEnumerable<string> parts =
        [
            entry.File,
            File.Exists(entry.File) ? File.ReadAllText(entry.File) : "",
            .. Arguments(entry, new Dictionary<string, Uri>(), ""),
            .. entry.Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];
    }
}
