namespace Stampede.Engine;

/// <summary>Labels as both formats write them: <c>method="GET",name="/"</c>.</summary>
internal static class LabelText
{
    /// <summary>The labels of a family with these values; a label whose value is empty is left out, which means the same.</summary>
    public static string Of(MetricFamily family, params ReadOnlySpan<string> values)
    {
        var labels = new System.Text.StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Length > 0)
            {
                labels.Append(labels.Length == 0 ? "" : ",").Append(family.Labels[i]).Append("=\"").Append(Escape(values[i])).Append('"');
            }
        }

        return labels.ToString();
    }

    /// <summary>A value within its quotes. Scrapers take U+0000 for the end of the text, so it is replaced.</summary>
    public static string Escape(string value) => value.AsSpan().IndexOfAny("\\\"\n\0") < 0
        ? value
        : value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace('\0', '\uFFFD');
}
