namespace Stampede.Tests;

/// <summary>JSON files: an array, or an object a line.</summary>
public sealed class JsonFeederTests : IDisposable
{
    private const string Array = """
        [
          { "user": "ann", "age": 42, "tags": ["a", "b"] },
          { "user": "bob",
            "age": 7, "tags": [] }
        ]

        """;

    private const string Lines = """
        { "user": "ann", "age": 42, "tags": ["a", "b"] }

        {"USER": "bob", "age": "7", "tags": []}
        """;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Both => new() { { "users.json", Array }, { "users.jsonl", Lines }, { "users.ndjson", Lines } };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Both))]
    public void Both_forms_become_objects(string name, string text)
    {
        var rows = Feeder.Json<Account>(Write(name, text)).End().Take(5);
        Assert.Equal([("ann", 42, 2), ("bob", 7, 0)], rows.Select(r => (r.User, r.Age, r.Tags.Length)));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Both_forms_become_rows(string name, string text)
    {
        var rows = Feeder.Json(Write(name, text)).End().Take(5);
        Assert.Equal(["ann|42", "bob|7"], rows.Select(r => $"{r["user"]}|{r.Get<int>("age")}"));
        Assert.Equal(["a", "b"], rows[0].Get<string[]>("tags"));
        Assert.Equal("""["a", "b"]""", rows[0]["tags"]);
    }

    [Fact]
    public void Rows_may_have_different_properties_and_null()
    {
        var rows = Feeder.Json(Write("mixed.json", """[{"a":1,"b":null},{"b":true,"c":{"d":1}},{"b":false,"c":1}]""")).Take(3);
        Assert.Equal(("", (int?)null), (rows[0]["b"], rows[0].Get<int?>("b")));
        Assert.False(rows[0].TryGet<bool>("b", out _));
        Assert.False(rows[0].TryGet<int>("c", out _));
        Assert.True(rows[1].Get<bool>("b"));
        Assert.Equal(["b", "c"], rows[2].Columns);
    }

    [Theory]
    [InlineData("users.json", "", "it is empty")]
    [InlineData("users.json", "[]", "it has no row")]
    [InlineData("users.json", " [ ] ", "it has no row")]
    [InlineData("users.jsonl", "\n \n", "it has no row")]
    [InlineData("users.json", "\n{\"user\":\"ann\"}", "line 2: the file is not a JSON array; one with an object a line is named .jsonl.")]
    [InlineData("users.json", "[{\"user\":\"ann\",\"age\":1,\"tags\":[]}\n", "line 2: ")]
    [InlineData("users.json", "[{\"user\":\"ann\",\"age\":1,\"tags\":[]}] x", "line 1: 'x' is invalid after a single JSON value")]
    [InlineData("users.json", "[{\"user\":\"ann\",\"age\":1,\"tags\":[]},\n]", "line 2: The JSON array contains a trailing comma")]
    [InlineData("users.json", "[\n{\"user\":\"ann\",\n\"age\":\"x\",\"tags\":[]}]", "line 3, age: The JSON value could not be converted to ")]
    [InlineData("users.jsonl", "{\"user\":\"ann\",\"age\":1,\"tags\":[]}\n{\"user\":\"bob\"}\n", "line 2: ")]
    [InlineData("users.jsonl", "\n{\"user\":\n", "line 2")]
    [InlineData("users.jsonl", "null\n", "line 1: it is null")]
    public void What_is_wrong_is_told_with_its_line(string name, string text, string expected)
    {
        var problem = Assert.Single(Feeder.Json<Account>(Write(name, text)).Mistakes());
        Assert.StartsWith($"Users.Data ({_folder.File(name)}): {expected}", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "line 1: it is no JSON object")]
    [InlineData("""[{"a":1,"A":2}]""", "line 1: two of its properties have the same name")]
    public void What_is_no_row_is_told(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(Feeder.Json(Write("rows.json", text)).Mistakes()), StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private sealed record Account(string User, int Age, string[] Tags);
}
