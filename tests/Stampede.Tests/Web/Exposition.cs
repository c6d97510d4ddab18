using System.Globalization;
using System.Text;

namespace Stampede.Tests;

/// <summary>A text of metrics read back as a scraper reads it; what it cannot read fails the test.</summary>
internal sealed class Exposition
{
    private readonly List<(string Name, Dictionary<string, string> Labels, double Value)> _samples = [];

    public Dictionary<string, string> Types { get; } = [];

    public IReadOnlyList<(string Name, Dictionary<string, string> Labels, double Value)> Samples => _samples;

    public bool HasEnd { get; private set; }

    public static Exposition Parse(string text)
    {
        var parsed = new Exposition();
        Assert.EndsWith("\n", text);
        foreach (var line in text[..^1].Split('\n'))
        {
            Assert.False(parsed.HasEnd, "something follows the end");
            parsed.Read(line);
        }

        return parsed;
    }

    /// <summary>The sum of all samples of a name that have these labels.</summary>
    public double Sum(string name, params (string Name, string Value)[] labels) => Find(name, labels).Sum(s => s.Value);

    /// <summary>The one sample of a name that has these labels.</summary>
    public double One(string name, params (string Name, string Value)[] labels) => Assert.Single(Find(name, labels)).Value;

    public IEnumerable<(string Name, Dictionary<string, string> Labels, double Value)> Find(string name, params (string Name, string Value)[] labels) =>
        _samples.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Name) == l.Value));

    private void Read(string line)
    {
        var words = line.Split(' ', 4);
        switch (words)
        {
            case ["#", "TYPE", var name, var type]:
                Assert.True(Types.TryAdd(name, type), $"{name} has two types");
                break;
            case ["#", "HELP", _, _]:
                break;
            case ["#", "EOF"]:
                HasEnd = true;
                break;
            default:
                ReadSample(line);
                break;
        }
    }

    private void ReadSample(string line)
    {
        var at = line.IndexOfAny(['{', ' ']);
        var name = line[..at];
        Assert.Matches("^[a-z][a-z0-9_]*$", name);
        var labels = new Dictionary<string, string>();
        if (line[at] == '{')
        {
            at++;
            while (line[at] != '}')
            {
                var equals = line.IndexOf('=', at);
                var label = line[at..equals];
                at = equals + 1;
                labels.Add(label, Quoted(line, ref at));
                at += line[at] == ',' ? 1 : 0;
            }

            at++;
        }

        Assert.Equal(' ', line[at]);
        _samples.Add((name, labels, line[(at + 1)..] switch
        {
            "+Inf" => double.PositiveInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        }));
    }

    private static string Quoted(string line, ref int at)
    {
        Assert.Equal('"', line[at++]);
        var text = new StringBuilder();
        for (; line[at] != '"'; at++)
        {
            text.Append(line[at] != '\\' ? line[at] : line[++at] switch
            {
                'n' => '\n',
                '\\' => '\\',
                '"' => '"',
                var other => throw new FormatException($"\\{other} is no escape"),
            });
        }

        at++;
        return text.ToString();
    }
}
