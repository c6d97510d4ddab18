using System.Globalization;
using Stampede.Auditing;
using Stampede.Claims;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads a claims file (docs/reference/claims.md): numbers that somebody published about a run, and what the run was to do.</summary>
internal sealed class ClaimsFile(YamlProblems problems)
{
    private readonly List<Claim> _claims = [];

    /// <summary>Reads one; what is wrong is added to the problems, each with its line.</summary>
    public static ClaimSet Read(TextReader text, YamlProblems problems) =>
        YamlText.Read(text, problems) is { } root ? new ClaimsFile(problems).Set(root) : new ClaimSet();

    private ClaimSet Set(YamlPart root)
    {
        var members = root.Map("source", "claims", "plan");
        var source = members.GetValueOrDefault("source")?.Text();
        if (members.GetValueOrDefault("claims") is { } claims)
        {
            Claims(claims, source);
        }

        var plan = members.GetValueOrDefault("plan") is { } planned ? Plan(planned) : null;
        if (!problems.Any && _claims.Count == 0 && plan is null)
        {
            root.Wrong("There is neither a claim nor a plan in the file.");
        }

        return new ClaimSet { Claims = _claims, Plan = plan };
    }

    // Either "requests: 68902", several of one metric as a list, or a list of them with source and request.
    private void Claims(YamlPart part, string? source)
    {
        if (!part.IsList)
        {
            foreach (var (metric, value) in part.Members())
            {
                foreach (var one in value.OneOrMore())
                {
                    Add(metric, one, null, source);
                }
            }

            return;
        }

        foreach (var item in part.Items())
        {
            if (!item.IsMap)
            {
                Read(item, item.Text(), Claim.Parse);
                continue;
            }

            var members = item.Members();
            var request = members.FirstOrDefault(m => m.Key == "request").Part?.Text();
            var from = members.FirstOrDefault(m => m.Key == "source").Part?.Text() ?? source;
            foreach (var (metric, value) in members.Where(m => m.Key is not ("request" or "source")))
            {
                foreach (var one in value.OneOrMore())
                {
                    Add(metric, one, request, from);
                }
            }
        }
    }

    private void Add(string metric, YamlPart value, string? request, string? source) =>
        Read(value, value.Text(), text => Claim.Parse(metric, text, request, source));

    private void Read(YamlPart part, string? text, Func<string, Claim> read)
    {
        if (text is null)
        {
            return;
        }

        try
        {
            _claims.Add(read(text));
        }
        catch (ClaimSyntaxException wrong)
        {
            part.Wrong(wrong.Message);
        }
    }

    private static AuditPlan Plan(YamlPart part)
    {
        var members = part.Map("users", "spawn_rate", "duration", "classes", "targets");
        return new AuditPlan
        {
            Users = members.GetValueOrDefault("users")?.Count(1),
            SpawnRate = members.GetValueOrDefault("spawn_rate")?.Number(0),
            Duration = members.GetValueOrDefault("duration")?.Time(),
            Classes = members.GetValueOrDefault("classes") is { } classes ? Classes(classes) : [],
            Targets = members.GetValueOrDefault("targets") is { } targets ? [.. targets.OneOrMore().Select(Target).OfType<string>()] : [],
        };
    }

    private static string? Target(YamlPart part)
    {
        if (part.Text() is not { } text)
        {
            return null;
        }

        if (!Threshold.TryParse(text, out _, out var problem))
        {
            part.Wrong($"The target cannot be read: {problem}");
            return null;
        }

        return text;
    }

    private static List<AuditPlanClass> Classes(YamlPart part)
    {
        var classes = new List<AuditPlanClass>();
        var given = part.IsList ? part.Items().Select(i => (Key: (string?)null, Part: i)) : part.Members().Select(m => ((string?)m.Key, m.Part));
        foreach (var (key, item) in given)
        {
            var members = key is null
                ? item.Map("name", "weight", "users", "wait", "cycle", "intended", "requests")
                : item.Map("weight", "users", "wait", "cycle", "intended", "requests");
            if ((key ?? members.GetValueOrDefault("name")?.Text()) is not { } name)
            {
                item.Wrong("A class has no 'name'.");
                continue;
            }

            if (classes.Exists(c => c.Name == name))
            {
                item.Wrong($"There are two classes '{name}'.");
            }

            classes.Add(new AuditPlanClass
            {
                Name = name,
                Weight = members.GetValueOrDefault("weight")?.Number(0) ?? 1,
                Users = members.GetValueOrDefault("users")?.Count(),
                MeanWait = members.GetValueOrDefault("wait") is { } wait ? Wait(wait) : null,
                Cycle = members.GetValueOrDefault("cycle") is { } cycle ? Wait(cycle) : null,
                IsIntended = members.GetValueOrDefault("intended")?.Flag() ?? true,
                Requests = members.GetValueOrDefault("requests") is { } requests ? Requests(requests) : [],
            });
        }

        return classes;
    }

    // "POST /login: 3", or a list of names of one weight each.
    private static List<AuditPlanRequest> Requests(YamlPart part) => part.IsList
        ? [.. part.Items().Select(i => i.Text()).OfType<string>().Select(t => Request(t, 1))]
        : [.. part.Members().Select(m => Request(m.Key, m.Part.IsEmpty ? 1 : m.Part.Number(0) ?? 1))];

    private static AuditPlanRequest Request(string text, double weight)
    {
        var space = text.IndexOf(' ');
        var hasMethod = space > 0 && text[..space].All(char.IsAsciiLetterUpper);
        return new AuditPlanRequest { Method = hasMethod ? text[..space] : null, Name = hasMethod ? text[(space + 1)..].Trim() : text, Weight = weight };
    }

    // The mean: of "0.5-2.0", "0.5 to 2 s" or "between 0.5 and 2", or the number itself; in seconds.
    private static double? Wait(YamlPart part)
    {
        if (part.Text() is not { } text)
        {
            return null;
        }

        var numbers = text.Replace("between", "", StringComparison.OrdinalIgnoreCase)
            .Split(["-", "–", "to", "and", ".."], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(n => double.TryParse(n.TrimEnd('s', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
            .ToArray();
        if (numbers is [>= 0] or [>= 0, >= 0] && numbers[0] <= numbers[^1])
        {
            return numbers.Average();
        }

        part.Wrong($"'{text}' is no wait in seconds: a number (2), or from and to (0.5-2.0), of which the mean is taken.");
        return null;
    }
}
