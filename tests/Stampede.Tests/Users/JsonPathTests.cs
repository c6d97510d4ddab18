using System.Text.Json;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class JsonPathTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(
        """
        {"a":{"b":[10,{"c":"deep","odd key":1,"it's":2}],"n":null,"t":true,"e":{},"ea":[],"s":"x","one":[1]},
         "$id":"dollar","x.y":3,"0":4,"q\"":5,"many":{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}}
        """).RootElement;

    [Theory]
    [InlineData("a.b[0]", "10")]
    [InlineData("$.a.b[0]", "10")]
    [InlineData("$['a']['b'][1].c", "\"deep\"")]
    [InlineData("a.b[1]['odd key']", "1")]
    [InlineData("a.b[1][\"odd key\"]", "1")]
    [InlineData("a.b[1]['it\\'s']", "2")]
    [InlineData("a.b[-1].c", "\"deep\"")]
    [InlineData("a.b[-2]", "10")]
    [InlineData("['x.y']", "3")]
    [InlineData("0", "4")]
    [InlineData("['q\"']", "5")]
    [InlineData("$id", "\"dollar\"")]
    [InlineData("$.$id", "\"dollar\"")]
    [InlineData("a.n", "null")]
    [InlineData("a.e", "{}")]
    public void A_value_is_found(string path, string expected)
    {
        Assert.True(JsonPath.TryFind(Document, path, out var found, out var problem));
        Assert.Equal(expected, found.GetRawText());
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    public void Nothing_is_the_document(string path)
    {
        Assert.True(JsonPath.TryFind(Document, path, out var found, out _));
        Assert.Equal(Document.GetRawText(), found.GetRawText());
    }

    [Fact]
    public void A_document_can_be_an_array()
    {
        using var array = JsonDocument.Parse("[[1,2],[3]]");
        Assert.True(JsonPath.TryFind(array.RootElement, "[0][-1]", out var found, out _));
        Assert.Equal(2, found.GetInt32());
        Assert.True(JsonPath.TryFind(array.RootElement, "$[1][0]", out found, out _));
        Assert.Equal(3, found.GetInt32());
    }

    [Theory]
    [InlineData("a.b[5]", "a.b exists, it has 2 elements, [5] is not there")]
    [InlineData("a.b[-3]", "a.b exists, it has 2 elements, [-3] is not there")]
    [InlineData("$.a.one[1].x", "$.a.one exists, it has 1 element, [1] is not there")]
    [InlineData("a.ea[0]", "a.ea exists, it is an empty array, [0] is not there")]
    [InlineData("a.b[1].x.y", "a.b[1] exists, it has c, odd key, it's, 'x' is not there")]
    [InlineData("a.e.x", "a.e exists, it is an empty object, 'x' is not there")]
    [InlineData("a.s.x", "a.s exists, it is a string, 'x' is not there")]
    [InlineData("a.t[0]", "a.t exists, it is true, [0] is not there")]
    [InlineData("a.n.x", "a.n exists, it is null, 'x' is not there")]
    [InlineData("a.b[0].x", "a.b[0] exists, it is a number, 'x' is not there")]
    [InlineData("a.b.c", "a.b exists, it has 2 elements, 'c' is not there")]
    [InlineData("many.z", "many exists, it has a, b, c, d, e, f, g, h and more, 'z' is not there")]
    [InlineData("A", "the document exists, it has a, $id, x.y, 0, q\", many, 'A' is not there")]
    [InlineData("$[0]", "the document exists, it has a, $id, x.y, 0, q\", many, [0] is not there")]
    public void What_is_missing_is_said_with_how_far_it_came(string path, string expected)
    {
        Assert.False(JsonPath.TryFind(Document, path, out var found, out var problem));
        Assert.Equal(expected, problem);
        Assert.Equal(JsonValueKind.Undefined, found.ValueKind);
    }

    [Theory]
    [InlineData("a..b", 3, "a name is expected here; odd ones are written ['odd name']")]
    [InlineData(".a", 1, "a name is expected here; odd ones are written ['odd name']")]
    [InlineData("a.", 3, "a name is expected here; odd ones are written ['odd name']")]
    [InlineData("$..a", 3, "a name is expected here; odd ones are written ['odd name']")]
    [InlineData("a b", 2, "'.' or '[' is expected here")]
    [InlineData("a[0]b", 5, "'.' or '[' is expected here")]
    [InlineData("a[", 3, "a whole number or a quoted name is expected here")]
    [InlineData("a[x]", 3, "a whole number or a quoted name is expected here")]
    [InlineData("a[-]", 3, "a whole number or a quoted name is expected here")]
    [InlineData("a[99999999999]", 3, "a whole number or a quoted name is expected here")]
    [InlineData("a[0", 4, "']' is expected here")]
    [InlineData("a[0.5]", 4, "']' is expected here")]
    [InlineData("a['x", 3, "this quotation mark is not closed")]
    [InlineData("a['x'", 6, "']' is expected here")]
    [InlineData("a]", 2, "'.' or '[' is expected here")]
    public void A_wrong_path_is_refused_with_its_place(string path, int character, string what)
    {
        var error = Assert.Throws<FormatException>(() => JsonPath.TryFind(Document, path, out _, out _));
        var lines = error.Message.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal($"The JSON path '{path}' is wrong at character {character}: {what}.", lines[0]);
        Assert.Equal("  " + path, lines[1]);
        Assert.Equal(new string(' ', character + 1) + "^", lines[2]);
    }

    [Fact]
    public void Finding_again_allocates_nothing()
    {
        JsonPath.TryFind(Document, "a.b[1].c", out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            JsonPath.TryFind(Document, "a.b[1].c", out _, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
