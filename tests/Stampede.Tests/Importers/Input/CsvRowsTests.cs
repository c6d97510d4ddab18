using System.IO.Compression;
using System.Text;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class CsvRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("a,b\n1,x\n2,y\n")]
    [InlineData("\uFEFFa;b\r\n1;x\r\n\r\n2;y")]
    [InlineData("\"a\"\tb\n\"1\"\tx\n2\t\"y\"\n")]
    public void Rows_are_read_by_column_whatever_separates_them(string text)
    {
        using var rows = Open(text);
        rows.ReadHeader(["a"], ["other", "b"]);
        var (a, b) = (rows.Column("A"), rows.Column("b"));
        Assert.True(rows.Read());
        Assert.Equal((1, "x"), (rows.Count(a), rows.Text(b)));
        Assert.True(rows.Read());
        Assert.Equal((2, "y"), (rows.Count(a), rows.Text(b)));
        Assert.False(rows.Read());
        Assert.Empty(rows.Notes);
    }

    [Fact]
    public void Quoted_fields_hold_delimiters_quotes_and_line_ends()
    {
        using var rows = Open("a,b,c\n\"x, \"\"y\"\"\",\"two\nlines\",z\nd,e,f\n");
        rows.ReadHeader();
        Assert.True(rows.Read());
        Assert.Equal(("x, \"y\"", "two\nlines", "z"), (rows.Text(0), rows.Text(1), rows.Text(2)));
        Assert.True(rows.Read());
        Assert.Equal((4, "d"), (rows.Line, rows.Text(0)));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3")]
    [InlineData("a,b\n1,2\n\"3")]
    public void A_last_row_that_was_cut_off_is_left_out_with_a_warning(string text)
    {
        using var rows = Open(text);
        rows.ReadHeader();
        Assert.True(rows.Read());
        Assert.False(rows.Read());
        Assert.Contains("line 3", Assert.Single(rows.Notes).Text);
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("b,c\n", "line 1: there is no column 'a' or 'A1'; there are: b, c.")]
    [InlineData("a,b\n1\n2,3\n", "line 2: the row has 1 fields, fewer than the 2 of the header.")]
    [InlineData("a,b\n1,2\nx,3\n", "line 3: 'a' must be a whole number of 0 or more, but is 'x'.")]
    [InlineData("\u00ff\u00fea,b", "there is no column")]
    public void What_is_wrong_is_named_with_file_and_line(string text, string message)
    {
        var e = Assert.Throws<RunFolderException>(() =>
        {
            using var rows = Open(text);
            rows.ReadHeader(["a", "A1"]);
            while (rows.Read())
            {
                rows.Count(0);
            }
        });
        Assert.Contains(message, e.Message);
        Assert.StartsWith(_folder.File("x.csv"), e.Message);
    }

    [Fact]
    public void A_gzip_that_ends_early_is_read_as_far_as_it_goes()
    {
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(i).Append(',').Append(i * 7919 % 1000).Append('\n');
        }

        var whole = Zip(text.ToString());
        File.WriteAllBytes(_folder.File("whole.gz"), whole);
        File.WriteAllBytes(_folder.File("cut.gz"), whole[..(whole.Length / 2)]);
        Assert.Equal((20_000, 0), Read("whole.gz"));
        var (read, notes) = Read("cut.gz");
        Assert.InRange(read, 5_000, 15_000);
        Assert.True(notes >= 1);

        (int Rows, int Notes) Read(string name)
        {
            using var rows = new CsvRows(_folder.File(name));
            rows.ReadHeader();
            var count = 0;
            for (; rows.Read(); count++)
            {
                Assert.Equal(count, rows.Count(0));
            }

            return (count, rows.Notes.Count(n => n is { Id: "FILE-TRUNCATED", Severity: NoteSeverity.Warning }));
        }
    }

    [Fact]
    public async Task Lines_have_no_mark_and_no_end_and_the_last_may_be_cut_off()
    {
        File.WriteAllBytes(_folder.File("x"), Zip("\uFEFFone\r\ntwo\n\nthr"));
        using var lines = new InputLines(_folder.File("x"));
        var read = new List<(long, string, bool)>();
        while (await lines.Read(TestContext.Current.CancellationToken))
        {
            read.Add((lines.Number, Encoding.UTF8.GetString(lines.Line.Span), lines.IsWhole));
        }

        Assert.Equal([(1, "one", true), (2, "two", true), (3, "", true), (4, "thr", false)], read);
        Assert.Empty(lines.Notes);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Zip(string text)
    {
        var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private CsvRows Open(string text)
    {
        File.WriteAllText(_folder.File("x.csv"), text);
        return new CsvRows(_folder.File("x.csv"));
    }
}
