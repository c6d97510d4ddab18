using System.CommandLine;
using System.CommandLine.Parsing;
using Stampede.Analysis;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>The options that say what is compared with what, and how, for each command that compares.</summary>
internal sealed class ComparisonArguments
{
    private readonly Option<string[]> _against = new("--against")
    {
        Description = "Runs that all others are compared with, in place of a baseline.",
        HelpName = "run",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _name = new("--baseline") { Description = "Which baseline of the file. Default: the current one.", HelpName = "name" };

    private readonly Option<string?> _services = new("--services")
    {
        Description = "A YAML file that says which requests belong to which service: the one that the baseline was made with. Default: each request is its own.",
        HelpName = "file",
    };

    private readonly Option<string?> _margins = new("--margins") { Description = "A YAML file that says from what size on a change matters, per service and metric.", HelpName = "file" };

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "From which of a margin's levels on a regression fails: warning or failure.",
        HelpName = "level",
        DefaultValueFactory = _ => "failure",
    };

    private readonly Option<bool> _allowInconclusive = new("--allow-inconclusive")
    {
        Description = "Do not fail where the data does not tell, as with few runs. Nothing compared at all fails even so.",
    };

    private readonly Option<string[]> _allow = new("--allow")
    {
        Description = $"Accept differences between the sides, separated by commas: {string.Join(", ", ManifestDifference.Allowable)}.",
        HelpName = "differences",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "The seed of what is drawn for percentiles: the same gives the same.", HelpName = "number", DefaultValueFactory = _ => 1 };

    private readonly Option<string> _results = new("--results") { Description = "The folder of the run folders.", HelpName = "folder", DefaultValueFactory = _ => "results" };

    private readonly Option<string?> _store = StoreOption.Make();

    public ComparisonArguments() => _failOn.AcceptOnlyFromAmong("warning", "failure");

    /// <summary>The baseline, or with <c>--against</c> a run.</summary>
    public Argument<string> Baseline { get; } = new("baseline")
    {
        Description = $"What the runs are compared with: a file of baselines, a baseline of the store by its name ('{StoredBaselines.Current}': the current one), or a run, a folder of runs, a file of metrics.",
    };

    /// <summary>The runs.</summary>
    public Argument<string[]> Runs { get; } = new("runs")
    {
        Description = "The runs: run folders, folders of such, runs of the store, files of other tools, or files of 'stampede metrics'.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The options of this comparison alone, which have no place beside <c>--compatible</c>.</summary>
    public IReadOnlyList<Option> Options => [_against, _name, _services, _margins, _failOn, _allowInconclusive, _allow, _seed, _results, _store];

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Baseline);
        command.Add(Runs);
        foreach (var option in Options)
        {
            command.Add(option);
        }
    }

    /// <summary>Opens the store that is asked for; null where there is none.</summary>
    /// <exception cref="UsageException">The address is malformed.</exception>
    public PostgresRunStore? OpenStore(System.CommandLine.ParseResult parsed, EntranceContext context) => StoreOption.Open(parsed.GetValue(_store), context);

    /// <summary>What was asked for; without the store, which its user opens and closes.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Where to add what is wrong with it.</param>
    /// <returns>The request; null where there is a problem.</returns>
    public ComparisonRequest? Read(System.CommandLine.ParseResult parsed, List<string> problems)
    {
        var first = parsed.GetRequiredValue(Baseline);
        var others = parsed.GetValue(Runs) ?? [];
        var against = parsed.GetValue(_against) ?? [];
        if (against.Length == 0 && others.Length == 0)
        {
            problems.Add($"There is nothing to compare with '{first}': give the runs after it.");
        }

        string[] allowed = [.. (parsed.GetValue(_allow) ?? []).SelectMany(a => a.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        foreach (var unknown in allowed.Except(ManifestDifference.Allowable))
        {
            var nearest = NearestName.Of(unknown, ManifestDifference.Allowable);
            problems.Add($"There is no difference '{unknown}' to allow{(nearest is null ? "" : $"; did you mean '{nearest}'?")} There are {string.Join(", ", ManifestDifference.Allowable)}.");
        }

        return problems.Count > 0 ? null : new ComparisonRequest
        {
            Baseline = against.Length == 0 ? [first] : against,
            Runs = against.Length == 0 ? others : [first, .. others],
            BaselineName = parsed.GetValue(_name),
            Services = parsed.GetValue(_services),
            Margins = parsed.GetValue(_margins),
            Results = parsed.GetValue(_results)!,
            Seed = parsed.GetValue(_seed),
            Command = "stampede " + string.Join(' ', parsed.Tokens.Select(t => Quoted(t.Value))),
            Options = new ComparisonOptions
            {
                FailOn = parsed.GetValue(_failOn) == "warning" ? ChangeLevel.Warning : ChangeLevel.Failure,
                AllowsInconclusive = parsed.GetValue(_allowInconclusive),
                Allowed = [.. allowed.Distinct()],
            },
        };
    }

    /// <summary>A word of a command line as a POSIX shell takes it, secrets masked.</summary>
    public static string Quoted(string word)
    {
        word = SecretMask.Text(word);
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
