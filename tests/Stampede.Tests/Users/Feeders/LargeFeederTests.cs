using System.Globalization;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Large files are not read into memory: in order through a buffer, otherwise row by row from where each stands.</summary>
public sealed class LargeFeederTests : IDisposable
{
    private const int Rows = 200_000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files => ["large.csv", "large.json", "large.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void In_order_only_a_buffer_is_held_and_every_row_comes(string name)
    {
        var problems = new List<string>();
        using var rows = Source(name).Open(inOrder: true, new FeederProblems(name, problems))!;
        var streamed = Assert.IsType<StreamedRows<Row>>(rows);
        Assert.Equal(Rows, rows.Count);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < Rows; i++)
            {
                var row = rows.At(i);
                Assert.True(row.Id == i && row.Text == Text(i), $"row {i} is {row}");
                Assert.InRange(streamed.Buffered, 1, 64 * 1024);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void In_any_order_only_the_places_of_rows_are_held(string name)
    {
        using var rows = Source(name).Open(inOrder: false, new FeederProblems(name, []))!;
        Assert.IsType<IndexedRows<Row>>(rows);
        Assert.Equal(Rows, rows.Count);
        var random = new SeededRandom(1, 0);
        foreach (var i in Enumerable.Range(0, 2000).Select(_ => random.Next(Rows)).Concat([0, Rows - 1]))
        {
            Assert.Equal(new Row(i, Text(i)), rows.At(i));
        }
    }

    [Fact]
    public void A_shuffle_of_a_large_file_gives_each_row_once()
    {
        var feeder = Feeder.Csv<Row>(Write("large.csv")).Shuffled().End();
        var ids = feeder.Take(Rows + 1).ConvertAll(r => r.Id);
        Assert.NotEqual(Enumerable.Range(0, 100), ids.Take(100));
        Assert.Equal(Enumerable.Range(0, Rows), ids.Order());
    }

    [Fact]
    public void A_file_that_changes_during_the_run_is_told()
    {
        var path = Write("large.csv");
        using var run = new FeederRun([], 1, []);
        var (inOrder, random) = (Feeder.Csv<Row>(path).End(), Feeder.Csv<Row>(path).Random());
        var user = new SeededRandom(1, 0);
        Assert.Single(run.Take(inOrder, 1, user));
        Assert.Single(run.Take(random, 1, user));
        File.WriteAllText(path, "id,text\n0,x\n");
        Assert.Contains("large.csv has changed since the run began", Assert.Throws<LoadTestException>(() => run.Take(inOrder, Rows, user)).Message, StringComparison.Ordinal);
        Assert.Contains("large.csv has changed since the run began", Assert.Throws<LoadTestException>(() => run.Take(random, Rows, user)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_longer_than_the_buffer_is_read_and_one_without_end_is_told()
    {
        var text = new string('x', 200_000);
        var path = _folder.File("long.csv");
        File.WriteAllText(path, $"id,text\n1,\"{text}\n\"\n2,b\n");
        Assert.Equal([200_001, 1], Feeder.Csv<Row>(path).End().Take(3).Select(r => r.Text.Length));
        using (var file = File.CreateText(path))
        {
            file.Write("id,text\n1,\"");
            for (var i = 0; i < 100; i++)
            {
                file.Write(text);
            }
        }

        Assert.Contains("line 2: a row of more than 16 MB: is a quote not closed?", Assert.Single(Feeder.Csv<Row>(path).Mistakes()), StringComparison.Ordinal);
    }

    private static string Text(int i) => i % 1000 == 0 ? $"\"quoted\", {i}\nline" : i.ToString("x8", CultureInfo.InvariantCulture) + " and more text";

    private FileSource<Row> Source(string name) => name.EndsWith(".csv", StringComparison.Ordinal)
        ? new FileSource<Row>(Write(name), new CsvFormat<Row>(',', CsvObjectParser<Row>.Bind))
        : new FileSource<Row>(Write(name), new JsonFormat<Row>(JsonFormat.IsLines(name), new JsonObjectParser<Row>()));

    private string Write(string name)
    {
        using var file = new StreamWriter(_folder.File(name));
        var isArray = name.EndsWith(".json", StringComparison.Ordinal);
        file.Write(isArray ? "[" : name.EndsWith(".csv", StringComparison.Ordinal) ? "id,text\n" : "");
        for (var i = 0; i < Rows; i++)
        {
            file.Write(name.EndsWith(".csv", StringComparison.Ordinal)
                ? $"{i},\"{Text(i).Replace("\"", "\"\"")}\"\n"
                : $"{(isArray && i > 0 ? ",\n" : "")}{{\"id\":{i},\"text\":\"{Text(i).Replace("\"", "\\\"").Replace("\n", "\\n")}\"}}{(isArray ? "" : "\n")}");
        }

        file.Write(isArray ? "]" : "");
        return _folder.File(name);
    }

    private sealed record Row(int Id, string Text);
}
