using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class BodyTests
{
    private static string Written(Body body)
    {
        Assert.False(body.IsStreamed);
        var output = new ArrayBufferWriter<byte>();
        body.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    [Fact]
    public void A_form_is_encoded_as_browsers_do()
    {
        var body = Body.Form(("user name", "J\u00fcrgen & co"), ("password", "a=b+c*-._~"), ("n", 1.5), ("yes", true), ("none", null), ("day", new DateOnly(2026, 11, 21)));
        Assert.Equal("application/x-www-form-urlencoded", body.ContentType);
        Assert.Equal("user+name=J%C3%BCrgen+%26+co&password=a%3Db%2Bc*-._%7E&n=1.5&yes=true&day=2026-11-21", Written(body));
    }

    [Fact]
    public void A_list_repeats_its_name() =>
        Assert.Equal("id=1&id=2&id=3&x=y", Written(Body.Form(("id", new[] { 1, 2, 3 }), ("x", "y"))));

    [Fact]
    public void Fields_come_from_tuples_dictionaries_pairs_and_objects()
    {
        Assert.Equal("", Written(Body.Form()));
        Assert.Equal("a=1", Written(Body.Form(("a", 1))));
        Assert.Equal("a=b", Written(Body.Form(("a", "b"))));
        Assert.Equal("a=1&b=x", Written(Body.Form(new { a = 1, b = "x", c = (string?)null })));
        Assert.Equal("a=1", Written(Body.Form(new Dictionary<string, int> { ["a"] = 1 })));
        Assert.Equal("a=1", Written(Body.Form(new Dictionary<string, string> { ["a"] = "1" })));
        Assert.Equal("a=1&a=2", Written(Body.Form(new List<KeyValuePair<string, string>> { new("a", "1"), new("a", "2") })));
        Assert.Equal("a=1", Written(Body.Form(new SortedDictionary<string, object?> { ["a"] = 1, ["b"] = null })));
    }

    [Fact]
    public void What_has_no_fields_is_refused()
    {
        Assert.Contains("A String has no fields", Assert.Throws<ArgumentException>(() => Body.Form((object)"a=b")).Message);
        Assert.Throws<ArgumentException>(() => Body.Form((object)42));
        Assert.Throws<ArgumentException>(() => Body.Form(new List<int> { 1 }));
    }

    [Theory]
    [InlineData("/a", "/a?x=1&y=%C3%BC")]
    [InlineData("/a?b=c", "/a?b=c&x=1&y=%C3%BC")]
    [InlineData("/a?", "/a?x=1&y=%C3%BC")]
    [InlineData("/a?b&", "/a?b&x=1&y=%C3%BC")]
    [InlineData("/a#top", "/a?x=1&y=%C3%BC#top")]
    public void Fields_are_added_to_a_query(string url, string expected)
    {
        Assert.Equal(expected, FieldList.AddQuery(url, FieldList.From(new { x = 1, y = "\u00fc" })));
        Assert.Same(url, FieldList.AddQuery(url, []));
    }

    [Fact]
    public void Json_is_written_as_the_names_are()
    {
        var body = Body.Json(new { app_name = "nginx", Version = "1.2.3", note = "\u00fc <b>+", none = (object?)null, list = new[] { 1, 2 } });
        Assert.Equal("application/json", body.ContentType);
        Assert.Equal("""{"app_name":"nginx","Version":"1.2.3","note":"ü <b>+","none":null,"list":[1,2]}""", Written(body));
        Assert.Equal("null", Written(Body.Json(null)));
        Assert.Equal("\"x\"", Written(Body.Json("x")));
    }

    [Fact]
    public void Json_is_written_when_it_is_sent()
    {
        var values = new List<int> { 1 };
        var body = Body.Json(values);
        values.Add(2);
        Assert.Equal("[1,2]", Written(body));
    }

    [Fact]
    public void A_value_that_cannot_be_json_throws_and_the_next_is_well()
    {
        Assert.ThrowsAny<Exception>(() => Written(Body.Json(new { bad = typeof(string) })));
        Assert.Equal("""{"good":1}""", Written(Body.Json(new { good = 1 })));
    }

    [Fact]
    public void Json_needs_no_reflection_switch()
    {
        // A file-based app switches the implicit resolver off; every options object must name its own.
        Assert.NotNull(JsonDefaults.Options.TypeInfoResolver);
        Assert.NotNull(JsonDefaults.Options.TypeInfoResolver.GetTypeInfo(new { a = 1 }.GetType(), JsonDefaults.Options));

        var given = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        Assert.NotNull(JsonDefaults.Complete(given).TypeInfoResolver);
        Assert.Null(given.TypeInfoResolver);
        Assert.Equal("""{"app_name":1}""", Written(Body.Json(new { AppName = 1 }, given)));
    }

    [Fact]
    public void Contracts_of_the_user_come_first_and_reflection_behind_them()
    {
        var marked = new MarkedResolver();
        var ours = JsonDefaults.With(marked);
        Assert.Equal("""{"marked":1}""", Written(Body.Json(new Known { Number = 1 }, ours)));
        Assert.Equal("""{"other":1}""", Written(Body.Json(new { other = 1 }, ours)));

        var given = new JsonSerializerOptions { TypeInfoResolver = marked };
        Assert.Equal("""{"marked":1}""", Written(Body.Json(new Known { Number = 1 }, given)));
        Assert.Equal("""{"other":1}""", Written(Body.Json(new { other = 1 }, given)));
        Assert.Same(JsonDefaults.Complete(given), JsonDefaults.Complete(given));
    }

    [Fact]
    public void Json_is_read_in_any_case_and_numbers_from_text()
    {
        var read = JsonSerializer.Deserialize<Known>("""{"NUMBER":"7"}""", JsonDefaults.Options);
        Assert.Equal(7, read!.Number);
    }

    [Fact]
    public void Text_and_bytes_go_as_they_are()
    {
        Assert.Equal("\u00fc", Written(Body.Text("\u00fc")));
        Assert.Equal("text/plain; charset=utf-8", Body.Text("x").ContentType);
        Assert.Equal("text/xml", Body.Text("x", "text/xml").ContentType);
        Assert.Equal("abc", Written(Body.Bytes("abc"u8.ToArray())));
        Assert.Equal("application/octet-stream", Body.Bytes(default).ContentType);
    }

    [Fact]
    public void An_untyped_body_is_what_it_looks_like()
    {
        Assert.Equal("text/plain; charset=utf-8", Body.From("x", null).ContentType);
        Assert.Equal("text/csv", Body.From("x", "text/csv").ContentType);
        Assert.Equal("application/octet-stream", Body.From(new byte[1], null).ContentType);
        Assert.Equal("application/octet-stream", Body.From(new ReadOnlyMemory<byte>([1]), null).ContentType);
        Assert.True(Body.From(new MemoryStream(), null).IsStreamed);
        Assert.Equal("application/json", Body.From(new { a = 1 }, null).ContentType);
        Assert.Equal("application/problem+json", Body.From(new { a = 1 }, "application/problem+json").ContentType);
        Assert.Equal("""{"a":1}""", Written(Body.From(new { a = 1 }, "x/y")));
        var form = Body.Form(("a", 1));
        Assert.Same(form, Body.From(form, null));
        Assert.Equal("x/y", Body.From(form, "x/y").ContentType);
    }

    [Fact]
    public async Task A_stream_that_seeks_has_a_length_and_can_be_sent_again()
    {
        var stream = new MemoryStream("skip:abc"u8.ToArray()) { Position = 5 };
        var body = Body.Stream(stream);
        Assert.Equal(3, body.StreamLength);
        Assert.True(body.IsRepeatable);
        for (var time = 0; time < 2; time++)
        {
            using (var reader = new StreamReader(body.OpenStream()))
            {
                Assert.Equal("abc", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
            }
        }

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_that_does_not_seek_has_no_length_and_is_sent_once()
    {
        var body = Body.Stream(new JoinedStream([(ReadOnlyMemory<byte>)"abc"u8.ToArray()]));
        Assert.Null(body.StreamLength);
        Assert.False(body.IsRepeatable);
    }

    private sealed class Known
    {
        public int Number { get; set; }
    }

    private sealed class MarkedResolver : IJsonTypeInfoResolver
    {
        private readonly DefaultJsonTypeInfoResolver _inner = new();

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            if (type != typeof(Known) && type != typeof(int))
            {
                return null;
            }

            var info = _inner.GetTypeInfo(type, options);
            foreach (var property in info.Properties)
            {
                property.Name = "marked";
            }

            return info;
        }
    }
}
