using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Stampede.IntegrationTests;

/// <summary>
/// Runs a workflow of GitHub Actions here: the scripts of its job and of the composite actions of this repository, with their variables, inputs and conditions. Actions of others
/// are passed over, and what they were given is kept.
/// </summary>
/// <param name="folder">Where summaries and other files go.</param>
/// <param name="environment">Variables of all steps, stronger than the workflow's own.</param>
/// <param name="github">What <c>github.…</c> stands for.</param>
internal sealed partial class GitHubJob(string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> github) : IDisposable
{
    private readonly Job _job = new(folder, environment);

    /// <summary>Runs it.</summary>
    /// <param name="workflow">The file.</param>
    /// <param name="inputs">The inputs of <c>workflow_dispatch</c> that are given.</param>
    public async Task<JobResult> Run(string workflow, IReadOnlyDictionary<string, string> inputs)
    {
        var root = Yaml.Read(workflow);
        var known = Inputs(root.Find("on").Find("workflow_dispatch").Find("inputs"), inputs, new Dictionary<string, string>());
        var variables = Evaluated(root.Find("env"), known, new Dictionary<string, string>());
        foreach (var (key, value) in environment)
        {
            variables[key] = value;
        }

        foreach (var file in (string[])["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH"])
        {
            variables[file] = Path.Combine(folder, file);
            await File.WriteAllTextAsync(variables[file], "");
        }

        variables["GITHUB_ACTIONS"] = "true";
        var job = ((YamlMappingNode)root.Find("jobs")!).Children.Single().Value;
        await Steps(job.Find("steps"), known, variables);
        return new JobResult(_job.Steps, await File.ReadAllTextAsync(variables["GITHUB_STEP_SUMMARY"]));
    }

    public void Dispose() => _job.Dispose();

    private async Task Steps(YamlNode? steps, IReadOnlyDictionary<string, string> inputs, Dictionary<string, string> variables)
    {
        foreach (var step in steps.Items())
        {
            var name = step.Find("name").Text() ?? step.Find("uses").Text() ?? "script";
            var own = new Dictionary<string, string>(variables);
            foreach (var (key, value) in Evaluated(step.Find("env"), inputs, variables))
            {
                own[key] = value;
            }

            var uses = step.Find("uses").Text();
            if (!IsTrue(step.Find("if").Text()))
            {
                _job.Skip(name);
            }
            else if (uses is null)
            {
                Assert.Equal("bash", step.Find("shell").Text());
                await _job.Run(name, Evaluate(step.Find("run").Text()!, inputs, variables), "--noprofile --norc -eo pipefail", own);
            }
            else if (uses.StartsWith("./", StringComparison.Ordinal))
            {
                var action = Yaml.Read(Path.Combine(Repository.Root, uses, "action.yml"));
                await Steps(action.Find("runs").Find("steps"), Inputs(action.Find("inputs"), Evaluated(step.Find("with"), inputs, variables), variables), variables);
            }
            else
            {
                _job.Skip(name, Evaluated(step.Find("with"), inputs, variables));
            }
        }
    }

    private Dictionary<string, string> Inputs(YamlNode? declared, IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> variables)
    {
        var all = new Dictionary<string, string>();
        foreach (var (name, input) in declared is YamlMappingNode map ? map.Children.Select(c => (c.Key.Text()!, c.Value)) : [])
        {
            all[name] = given.GetValueOrDefault(name) ?? Evaluate(input.Find("default").Text() ?? "", given, variables);
        }

        Assert.Empty(given.Keys.Except(all.Keys)); // GitHub only warns of an input that is not declared
        return all;
    }

    private Dictionary<string, string> Evaluated(YamlNode? map, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> variables) =>
        map.Texts().ToDictionary(t => t.Key, t => Evaluate(t.Value, inputs, variables));

    private string Evaluate(string text, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> variables) =>
        Expression().Replace(text, e => e.Groups[1].Value.Split("||").Select(t => Term(t.Trim(), inputs, variables)).FirstOrDefault(v => v.Length > 0) ?? "");

    private string Term(string term, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> variables) => term.Split('.', 2) switch
    {
        _ when term.StartsWith('\'') => term.Trim('\''),
        ["inputs", var name] => inputs.GetValueOrDefault(name) ?? "",
        ["env", var name] => variables[name],
        ["github", var name] => github[name],
        _ => throw new NotSupportedException($"The expression '{term}' is not known here."),
    };

    private bool IsTrue(string? condition) => condition?.Replace("${{", "").Replace("}}", "").Trim() switch
    {
        null or "success()" => !_job.HasFailed,
        "always()" or "!cancelled()" => true,
        "failure()" => _job.HasFailed,
        var other => throw new NotSupportedException($"The condition '{other}' is not known here."),
    };

    [GeneratedRegex(@"\$\{\{(.*?)\}\}")]
    private static partial Regex Expression();
}
