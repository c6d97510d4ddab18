using Peers.Measuring;

namespace Scale;

/// <summary>The page of the results: a section per experiment, each with the machine that it ran on; what ran again replaces its own.</summary>
internal sealed class ScalePage(string file)
{
    private const string Mark = "\n## ";

    private const string Head = """
        # Stampede at its largest

        What is asked of large runs, measured. Each section is one command and says when and where it ran.

        """;

    public void Replace(IExperiment experiment, string text, ScaleOptions options)
    {
        var note = options.Note is null ? "" : $"{Environment.NewLine}Note: {options.Note}.";
        var section = $"""
            {experiment.Heading}

            {text.TrimEnd()}

            {MachineFacts.Text}
            Command: `bench/scale/run {string.Join(' ', [experiment.Name, .. Arguments(options)])}`{note}

            """;
        var sections = (File.Exists(file) ? File.ReadAllText(file) : Head).Split(Mark).ToList();
        var old = sections.FindIndex(s => s.StartsWith(experiment.Heading + "\n", StringComparison.Ordinal));
        if (old < 0)
        {
            sections.Add(section);
        }
        else
        {
            sections[old] = section;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, string.Join(Mark, sections.Select(s => s.TrimEnd() + "\n")));
        Console.Out.WriteLine("## " + section);
    }

    // What says where the page goes and what stands on it is no part of what was measured.
    private static IEnumerable<string> Arguments(ScaleOptions options)
    {
        for (var i = 1; i < options.CommandLine.Count; i++)
        {
            if (options.CommandLine[i] is "--note" or "--output")
            {
                i++;
                continue;
            }

            yield return options.CommandLine[i];
        }
    }
}
