namespace Stampede.IntegrationTests;

/// <summary>The four files of one run, as text and as tables: one reader for Locust's and for ours.</summary>
internal sealed class LocustFiles(string prefix)
{
    public static readonly string[] Names = ["stats", "stats_history", "failures", "exceptions"];

    public string Text(string name) => File.ReadAllText($"{prefix}_{name}.csv");

    /// <summary>The header and the rows under it, by RFC 4180.</summary>
    public (string[] Header, List<Dictionary<string, string>> Rows) Table(string name)
    {
        var records = Records(Text(name));
        var header = records[0];
        var rows = new List<Dictionary<string, string>>();
        foreach (var record in records.Skip(1))
        {
            Assert.Equal(header.Length, record.Length);
            rows.Add(header.Zip(record).ToDictionary(f => f.First, f => f.Second));
        }

        return (header, rows);
    }

    private static List<string[]> Records(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            at = Field(text, at, out var field);
            fields.Add(field);
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            records.Add([.. fields]);
            fields.Clear();
        }

        Assert.Empty(fields);
        return records;
    }

    private static int Field(string text, int start, out string field)
    {
        if (text[start] != '"')
        {
            var end = text.IndexOfAny([',', '\r', '\n'], start);
            field = text[start..end];
            Assert.DoesNotContain('"', field);
            return end;
        }

        var at = start + 1;
        while (true)
        {
            at = text.IndexOf('"', at);
            if (text[at + 1] != '"')
            {
                field = text[(start + 1)..at].Replace("\"\"", "\"");
                return at + 1;
            }

            at += 2;
        }
    }
}
