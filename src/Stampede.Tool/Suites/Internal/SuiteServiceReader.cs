namespace Stampede.Engine;

/// <summary>Reads the services of a suite file.</summary>
internal static class SuiteServiceReader
{
    public static List<SuiteService> Read(YamlPart part, string folder)
    {
        var services = new List<SuiteService>();
        foreach (var item in part.Items())
        {
            if (Service(item, folder, services) is { } service)
            {
                services.Add(service);
            }
        }

        return services;
    }

    private static SuiteService? Service(YamlPart part, string folder, List<SuiteService> before)
    {
        var members = part.Map("name", "project", "command", "args", "environment", "ready", "start_timeout", "restart");
        var name = members.GetValueOrDefault("name")?.Text();
        if (name is null)
        {
            part.Wrong("A service has no 'name'.");
            return null;
        }

        if (before.Find(s => s.Name == name) is { } other)
        {
            part.Wrong($"There are two services '{name}', the other in line {other.Line}.");
        }

        var project = members.GetValueOrDefault("project");
        var command = members.GetValueOrDefault("command");
        if ((project is null) == (command is null))
        {
            part.Wrong($"The service '{name}' has {(project is null ? "neither" : "both")} 'project' (an ASP.NET Core project){(project is null ? " nor" : " and")} 'command' (a program and its arguments): one is needed.");
        }

        var path = project?.Text() is { } text ? Path.GetFullPath(Path.Combine(folder, text)) : null;
        if (path is not null && !File.Exists(path) && !Directory.Exists(path))
        {
            project!.Wrong($"There is no project '{path}'.");
        }

        if (command is not null && members.GetValueOrDefault("args") is { } stray)
        {
            stray.Wrong("'args' are those of a project; those of a command stand in the command.");
        }

        var service = new SuiteService
        {
            Name = name,
            Line = part.Line,
            Project = path,
            Command = command is null ? [] : Words(command),
            Arguments = members.GetValueOrDefault("args") is { } args ? Words(args) : [],
            Environment = members.GetValueOrDefault("environment") is { } variables
                ? variables.Members().ToDictionary(v => v.Key, v => v.Part.IsEmpty ? "" : v.Part.Text() ?? "")
                : new Dictionary<string, string>(),
            Ready = members.GetValueOrDefault("ready")?.Text(),
            Restart = members.GetValueOrDefault("restart")?.Flag() ?? false,
        };
        foreach (var unknown in service.Command.Concat(service.Arguments).Concat(service.Environment.Values).SelectMany(Placeholders.Services)
            .Where(n => !before.Exists(s => s.Name == n)).Distinct())
        {
            part.Wrong($"${{{unknown}}}: no service '{unknown}' stands before '{name}'.");
        }

        return members.GetValueOrDefault("start_timeout")?.PositiveTime() is { } timeout ? service with { StartTimeout = timeout } : service;
    }

    // A list, or a line that spaces separate; in quotes they do not.
    private static List<string> Words(YamlPart part)
    {
        if (part.IsList)
        {
            return [.. part.Items().Select(i => i.Text()).OfType<string>()];
        }

        return part.Text() is { } line ? [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line)] : [];
    }
}
