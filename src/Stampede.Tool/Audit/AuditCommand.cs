using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Stampede.Auditing;
using Stampede.Claims;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede audit</c>: whether a run that is over can be believed, its own or another tool's, by today's rules.</summary>
internal static class AuditCommand
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(EntranceContext context)
    {
        var run = new Argument<string?>("run")
        {
            Description = "A run folder, its name within the folder of results, a file of another tool, or the prefix of Locust's CSV files.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print the audit as JSON, as run.json has it." };
        var rules = new Option<bool>("--rules") { Description = "List all rules: what each looks at, what it needs, and how grave its findings are." };
        var use = new Option<AuditUse>("--use")
        {
            Description = "What the figures are to be used for: run (a verdict on this run), capacity (a claim of how much it can do), or comparison (with other runs).",
            HelpName = "use",
            DefaultValueFactory = _ => AuditUse.Run,
        };
        var claims = new Option<string?>("--claims") { Description = "A YAML file with numbers that somebody published about the run, and what it was to do.", HelpName = "file" };
        var claim = new Option<string[]>("--claim") { Description = "A published number: requests=68902, 'p(99) < 200ms'; may be given several times.", HelpName = "metric=number" };
        var output = new Option<string?>("--out", "-o") { Description = "A file for the report in Markdown.", HelpName = "file" };
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var store = StoreOption.Make();
        var command = new Command("audit", "Says whether a run can be believed: a run folder, or files of another tool.") { run, json, rules, use, claims, claim, output, results, store };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(rules)
            ? ListRules(context)
            : Run(
                parsed.GetValue(run),
                parsed.GetValue(use),
                new ClaimSource(parsed.GetValue(claims), parsed.GetValue(claim) ?? []),
                parsed.GetValue(json),
                parsed.GetValue(output),
                parsed.GetValue(results)!,
                parsed.GetValue(store),
                context,
                cancellationToken));
        return command;
    }

    private static async Task<int> Run(
        string? name, AuditUse use, ClaimSource source, bool isJson, string? output, string results, string? address, EntranceContext context, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            await context.Error.WriteLineAsync("error: Which run? Name a run folder or a file of another tool; --rules lists the rules.");
            return ExitCode.Usage;
        }

        await using var store = StoreOption.Open(address, context);
        if (await RunSource.Open(name, results, store, cancellationToken) is not { } run)
        {
            await context.Error.WriteLineAsync(RunSource.Missing(name, results, store));
            return ExitCode.Usage;
        }

        var problems = new List<string>();
        var claims = source.Read(problems);
        if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                await context.Error.WriteLineAsync($"error: {problem}");
            }

            return ExitCode.Usage;
        }

        var (audited, checks) = await RunAudit.Of(run.Result, run.Intervals(cancellationToken), use, claims, cancellationToken);
        run = run with { Result = audited };
        if (output is not null)
        {
            await ReportFile.Write(new MarkdownReport(), run.Result, AsyncEnumerable.Empty<IntervalSnapshot>(), output, cancellationToken);
        }

        if (isJson)
        {
            await context.Out.WriteLineAsync(Json(run.Result, checks));
        }
        else
        {
            Print(run.Result, checks, context);
            await (output is null ? Task.CompletedTask : context.Out.WriteLineAsync($"Report  {output}"));
        }

        return run.Result.Verdict == Verdict.Invalid ? ExitCode.Invalid : ExitCode.Passed;
    }

    private static void Print(RunResult result, IReadOnlyList<ClaimCheck> claims, EntranceContext context)
    {
        var console = Console(context);
        console.Write(new Line(result.Plan.Name, Styles.Heading).And($"  {ReportText.Head(result)}"));
        foreach (var part in NoteSection.Of(result).Concat(VerdictSection.Of(result with { Folder = null }, [], ReportText.Unfinished, int.MaxValue)))
        {
            console.Write(part);
        }

        if (claims.Count > 0)
        {
            console.Write(new Line($"Claims: {string.Join(", ", claims.GroupBy(c => c.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"))}.", Styles.Quiet));
        }

        foreach (var (rule, reason) in result.Audit!.NotApplicable)
        {
            console.Write(new Line($"{rule} does not apply: {reason}.", Styles.Quiet));
        }
    }

    private static Task<int> ListRules(EntranceContext context)
    {
        var console = Console(context);
        foreach (var rule in AuditRules.All)
        {
            console.Write(new Line(rule.Id, Styles.Heading).And($"  {rule.Title}"));
            console.Write(new Line($"  Needs: {rule.Needs}", indent: 4));
            console.Write(new Line($"  {rule.Severities}", Styles.Quiet, indent: 4));
        }

        return Task.FromResult(ExitCode.Passed);
    }

    private static string Json(RunResult result, IReadOnlyList<ClaimCheck> claims)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("name", SecretMask.Text(result.Plan.Name));
            if (result.Verdict is { } verdict)
            {
                json.WriteEnum("verdict", verdict);
            }

            AuditJson.Write(json, result.Audit);
            if (claims.Count > 0)
            {
                Claims(json, claims);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Claims(Utf8JsonWriter json, IReadOnlyList<ClaimCheck> claims)
    {
        json.WriteStartArray("claims");
        foreach (var check in claims)
        {
            json.WriteStartObject();
            json.WriteString("claim", SecretMask.Text(check.Claim.ToString()));
            json.WriteEnum("outcome", check.Outcome);
            json.WriteNumber("claimed", check.Claim.Value);
            json.WriteIfKnown("measured", check.Measured);
            json.WriteStartArray("explanations");
            foreach (var explanation in check.Explanations)
            {
                json.WriteStringValue(SecretMask.Text(explanation));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IAnsiConsole Console(EntranceContext context) => new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color);
}
