using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>CSV as RFC 4180 has it, and what is wrong with files that are none.</summary>
public sealed class CsvFeederTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private enum Colour
    {
        Red,
        Green,
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("user,password\nann,1\nbob,2\n", "ann|1;bob|2")]
    [InlineData("user,password\r\nann,1\r\nbob,2", "ann|1;bob|2")]
    [InlineData("\uFEFFuser,password\nann,1\n\n\r\nbob,2\n\n", "ann|1;bob|2")]
    [InlineData("\"user\", password \n\"a,n\nn\",\"say \"\"hi\"\"\"\n,\n", "a,n\nn|say \"hi\";|")]
    [InlineData("user,password\n 5\" pipe , x\"y\"\n\"\",\"\"\n\"\"\"\",\"a\r\nb\"\r\n", " 5\" pipe | x\"y\";|;\"|a\r\nb")]
    [InlineData("user,password\nJosé,日本\n", "José|日本")]
    [InlineData("user,password\na,b\n\r", "a|b")]
    public void Fields_are_what_the_file_says(string text, string expected) =>
        Assert.Equal(expected.Split(';'), Rows(Feeder.Csv(Write("users.csv", text)).End()));

    [Fact]
    public void Another_delimiter()
    {
        Assert.Equal(["a,b|c"], Rows(Feeder.Csv(Write("semicolon.csv", "user;password\na,b;c\n"), ';').End()));
        Assert.Equal(["a;b|c"], Rows(Feeder.Csv(Write("tab.csv", "user\tpassword\na;b\tc\n"), '\t').End()));
        Assert.Contains("is no delimiter", Assert.Single(Feeder.Csv(Write("any.csv", "a\nb\n"), '"').Mistakes()), StringComparison.Ordinal);
        Assert.Contains("'é' is no delimiter", Assert.Single(Feeder.Csv(Write("any.csv", "a\nb\n"), 'é').Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_by_the_rules_is_read_as_it_was()
    {
        string[] pieces = ["a", "b c", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é", "日本", ";", ""];
        var random = new SeededRandom(1, 0);
        for (var file = 0; file < 300; file++)
        {
            string[][] rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Enumerable.Range(0, 3).Select(_ => Any(3)).ToArray())];
            var newline = random.Next(2) == 0 ? "\n" : "\r\n";
            var text = string.Join(newline, rows.Prepend(["a", "b", "c"]).Select(r => string.Join(',', r.Select(Field)))) + (random.Next(2) == 0 ? newline : "");
            var feeder = Feeder.Csv(Write("random.csv", text)).End();
            Assert.Empty(feeder.Mistakes());
            Assert.Equal(rows.Select(r => string.Join('|', r)), feeder.Take(10).Select(r => $"{r["a"]}|{r["b"]}|{r["C"]}"));
        }

        string Any(int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => random.Pick(pieces)));

        string Field(string field) =>
            field.AsSpan().ContainsAny("\",\r\n") || random.Next(3) == 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_rows_or_problems()
    {
        byte[] pieces = [.. "aaa,,,\"\"\"\n\n\r; "u8, 0xC3, 0xA9, 0xFF];
        var random = new SeededRandom(2, 0);
        var path = _folder.File("any.csv");
        var read = 0;
        for (var file = 0; file < 1000; file++)
        {
            File.WriteAllBytes(path, [.. "a,b\n"u8, .. Enumerable.Range(0, random.Next(20)).Select(_ => random.Pick(pieces))]);
            var feeder = Feeder.Csv(path);
            if (feeder.Mistakes().Count == 0)
            {
                read++;
                Assert.All(feeder.Take(10), row => Assert.Equal(["a", "b"], row.Columns));
            }
        }

        Assert.InRange(read, 10, 990);
    }

    [Fact]
    public void A_missing_file_says_where_it_was_looked_for()
    {
        var problem = Assert.Single(Feeder.Csv("no/such.csv").Mistakes());
        Assert.StartsWith("Users.Data (no/such.csv): there is no such file; looked for ", problem, StringComparison.Ordinal);
        Assert.Contains(Path.GetFullPath("no/such.csv"), problem, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(AppContext.BaseDirectory, "no", "such.csv"), problem, StringComparison.Ordinal);
        Assert.Contains("path is empty", Assert.Single(Feeder.Csv("").Mistakes()), StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Single(Feeder.Csv(_folder.Path).Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_is_found_beside_the_program()
    {
        var name = $"{Guid.NewGuid():N}.csv";
        var path = Path.Combine(AppContext.BaseDirectory, name);
        File.WriteAllText(path, "a\n1\n");
        try
        {
            Assert.Equal("1", Feeder.Csv(name).Take(1)[0]["a"]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("\n\n", "it is empty")]
    [InlineData("a,b\n", "it has no row")]
    [InlineData("a,,c\n1,2,3\n", "line 1: column 2 has no name")]
    [InlineData("a,b,A\n1,2,3\n", "line 1: 2 columns are named a")]
    [InlineData("a,b\n1,2\n1,2,3\n", "line 3: 3 fields, and the header has 2 (a, b)")]
    [InlineData("a,b\n\"x\ny\",2\n1\n", "line 4: 1 field, and the header has 2 (a, b)")]
    [InlineData("a,b\n1,\"2\n3,4\n", "line 2: a quote is opened and not closed")]
    [InlineData("a,b\n1,\"2\"3\n", "line 2: field 2 goes on after its closing quote")]
    public void What_is_wrong_is_told_with_its_line(string text, string expected) =>
        Assert.StartsWith($"Users.Data ({_folder.File("users.csv")}): {expected}", Assert.Single(Feeder.Csv(Write("users.csv", text)).Mistakes()), StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_not_UTF_8_is_told()
    {
        File.WriteAllBytes(_folder.File("latin.csv"), [.. "a,b\n1,2\nJos"u8, 0xE9, .. ",3\n"u8]);
        Assert.Contains("line 3: it is not UTF-8", Assert.Single(Feeder.Csv(_folder.File("latin.csv")).Mistakes()), StringComparison.Ordinal);
        File.WriteAllText(_folder.File("wide.csv"), "a,b\n1,2\n", Encoding.Unicode);
        Assert.Contains("it is UTF-16", Assert.Single(Feeder.Csv(_folder.File("wide.csv")).Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_wrong_rows_the_first_five_are_told()
    {
        var problems = Feeder.Csv(Write("ragged.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 1234).Select(i => $"{i}\n")))).Mistakes();
        Assert.Equal(6, problems.Count);
        Assert.Contains("line 6:", problems[4], StringComparison.Ordinal);
        Assert.EndsWith("and 1,229 more.", problems[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_gives_fields_by_name_and_type()
    {
        var row = Feeder.Csv(Write("types.csv", "Name,age,price,on,day,id,colour,none,list\nann,42,1.5,TRUE,2026-11-21,6f9619ff-8b86-d011-b42d-00cf4fc964ff,green,,\"[1,2]\"\n")).Take(1)[0];
        Assert.Equal(("ann", 42, 1.5, true), (row["name"], row.Get<int>("AGE"), row.Get<double>("price"), row.Get<bool>("on")));
        Assert.Equal((new DateOnly(2026, 11, 21), Colour.Green), (row.Get<DateOnly>("day"), row.Get<Colour>("colour")));
        Assert.Equal(Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), row.Get<Guid>("id"));
        Assert.Null(row.Get<int?>("none"));
        Assert.Equal(42, row.Get<int?>("age"));
        Assert.Equal([1, 2], row.Get<int[]>("list"));
        Assert.True(row.TryGet<long>("age", out var age) && age == 42);
        Assert.False(row.TryGet<long>("name", out _));
        Assert.False(row.TryGet<long>("nothing", out _));
        Assert.False(row.TryGet<int>("none", out _));
        Assert.Equal(9, row.Columns.Count);

        var unknown = Assert.Throws<KeyNotFoundException>(() => row["user"]);
        Assert.Contains("types.csv, line 2: there is no column 'user'; there are Name, age, price, on,", unknown.Message, StringComparison.Ordinal);
        var wrong = Assert.Throws<FormatException>(() => row.Get<int>("name"));
        Assert.EndsWith("types.csv, line 2: column name is 'ann', which is no Int32.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_become_objects()
    {
        var path = Write("accounts.csv", "USER,age,colour,Balance,unused\nann,42,red,\"1.50\",x\nbob,,GREEN,-3e2,y\n");
        Assert.Equal([new Account("ann", 42, Colour.Red, 1.5m), new Account("bob", null, Colour.Green, -300m)], Feeder.Csv<Account>(path).Take(2));
        var settable = Feeder.Csv<Settable>(path).Take(2)[1];
        Assert.Equal(("bob", null, 7), (settable.User, settable.Age, settable.Other));
        Assert.Equal(new Value("ann", 5), Feeder.Csv<Value>(path).Take(1)[0]);
    }

    [Fact]
    public void Rows_that_cannot_become_objects_are_told_with_line_and_column()
    {
        var problems = Feeder.Csv<Account>(Write("accounts.csv", "user,age,colour,balance\nann,old,red,1\nbob,1,red,\"1,5\"\n\ncyd,1,mauve,1\ndan,1,red\n")).Mistakes();
        Assert.Equal(
            [
                "line 2, column age: 'old' is no Int32?.",
                "line 3, column balance: '1,5' is no Decimal.",
                "line 5, column colour: 'mauve' is no Colour.",
                "line 6: 3 fields, and the header has 4 (user, age, colour, balance).",
            ],
            problems.Select(p => p[(p.IndexOf("): ", StringComparison.Ordinal) + 3)..]));
    }

    [Fact]
    public void Types_that_do_not_fit_the_columns_are_told()
    {
        var path = Write("accounts.csv", "user,list\nann,1\n");
        Assert.Contains("there is no column Age, which Account asks for; there are user, list", Feeder.Csv<Account>(path).Mistakes()[0], StringComparison.Ordinal);
        Assert.Contains("there is no column Needed, which Required asks for", Assert.Single(Feeder.Csv<Required>(path).Mistakes()), StringComparison.Ordinal);
        Assert.Contains("Listed.List is a List<Int32>, which a field of CSV cannot be", Assert.Single(Feeder.Csv<Listed>(path).Mistakes()), StringComparison.Ordinal);
        Assert.Contains("Csv<String>", Assert.Single(Feeder.Csv<string>(path).Mistakes()), StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private static IEnumerable<string> Rows(Feeder<FeederRow> feeder) => feeder.Take(100).Select(r => $"{r["user"]}|{r["password"]}");

    private sealed record Account(string User, int? Age, Colour Colour, decimal Balance = 1);

    private readonly record struct Value(string User, int Number = 5);

    private sealed class Settable
    {
        public string User { get; set; } = "";

        public int? Age { get; init; } = 1;

        public int Other { get; set; } = 7;
    }

    private sealed class Required
    {
        public required string Needed { get; init; }
    }

    private sealed record Listed(List<int> List);
}
