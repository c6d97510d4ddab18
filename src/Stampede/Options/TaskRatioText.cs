using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Stampede.Engine;

/// <summary>The answers to <c>--show-task-ratio</c> and <c>--show-task-ratio-json</c>, in Locust's form.</summary>
internal static class TaskRatioText
{
    private const int Width = 80;

    /// <summary>Both trees: shares within what is around them, then of the whole test.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<TaskRatio> ratios) =>
    [
        "",
        " Task ratio per User class",
        new string('-', Width),
        .. Tree(ratios, r => r.Share, 0),
        "",
        " Total task ratio",
        new string('-', Width),
        .. Tree(ratios, r => r.Total, 0),
    ];

    /// <summary>The same as <c>{ "per_class": …, "total": … }</c>; ratios from 0 to 1.</summary>
    public static string Json(IReadOnlyList<TaskRatio> ratios)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, IndentSize = 4 }))
        {
            json.WriteStartObject();
            Object(json, "per_class", ratios, r => r.Share);
            Object(json, "total", ratios, r => r.Total);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<string> Tree(IReadOnlyList<TaskRatio> ratios, Func<TaskRatio, double> ratio, int level)
    {
        var padding = new string(' ', 2 * level);
        foreach (var item in ratios)
        {
            var percent = padding + string.Create(CultureInfo.InvariantCulture, $"{ratio(item) * 100:0.0}").PadRight(6);
            yield return $" {percent,-10} {padding}{item.Name}";
            foreach (var line in Tree(item.Children, ratio, level + 1))
            {
                yield return line;
            }
        }
    }

    private static void Object(Utf8JsonWriter json, string name, IReadOnlyList<TaskRatio> ratios, Func<TaskRatio, double> ratio)
    {
        json.WriteStartObject(name);
        foreach (var item in ratios)
        {
            json.WriteStartObject(item.Name);
            json.WriteNumber("ratio", ratio(item));
            if (item.Children.Count > 0)
            {
                Object(json, "tasks", item.Children, ratio);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
