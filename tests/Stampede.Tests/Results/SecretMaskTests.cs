using FsCheck;
using FsCheck.Fluent;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class SecretMaskTests
{
    private static readonly string[] SecretNames =
    [
        "token", "access_token", "refreshToken", "X-Api-Key", "api_key", "apikey", "key", "password", "Password", "db.password", "passwd",
        "client_secret", "signature", "X-Amz-Signature", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "sessionid",
        "credentials", "jwt", "sig", "otp", "csrfmiddlewaretoken", "private-key",
    ];

    // {n} is a secret name, {s} the secret.
    private static readonly string[] Bodies =
    [
        "{\"{n}\":\"{s}\"}", "{ \"a\": 1, \"{n}\" : \"{s}\", \"b\": 2 }", "{\n  \"{n}\":\n    \"{s}\"\n}", "{\"{n}\":\"{s}", "{'{n}': '{s}'}",
        "{\"{n}\":[\"{s}\", \"{s}\"]}", "{\"{n}\":{\"value\":\"{s}\",\"x\":[\"]\",\"{s}\"]},\"b\":1}", "{\"{n}\":[\"a\", \"{s}",
        "{\"inner\":\"{\\\"{n}\\\":\\\"{s}\\\"}\"}", "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"{n}\\\\\\\":\\\\\\\"{s}\\\\\\\"}\\\"}\"}",
        "{\"{n}\":\"quoted \\\" {s}\"}", "{\"{n}\":\"ends with \\\\\",\"{n}\":\"{s}\"}", "{&quot;{n}&quot;: &quot;{s}&quot;}", "{&#39;{n}&#39;: &#39;{s}&#39;}",
        "a=1&{n}={s}&b=2", "{n}={s}", "{n}={s}; Path=/", "x={n}={s}", "{n}: {s}", "{n}:{s}", "Set:\r\n{n}: {s}\r\nServer: nginx",
        "{n}: Bearer {s}", "{n}=Bearer {s}", "<{n}>{s}</{n}>", "<{n} a='1'>{s}", "<{n}><![CDATA[{s}]]></{n}>", "<input {n}=\"{s}\">", "{n} => '{s}'", "\"{n}\" => \"{s}\"",
        "error at http://h/p?x=1&{n}={s} again", "(\"http://h/?{n}={s}\")", "http:\\/\\/joe:{s}@h\\/", "<a href=\"https://joe:{s}@h/\">", "amqp://{s}@h/v", "joe said postgres://u:{s}@h:5432/db.",
    ];

    private static readonly string[] Urls =
    [
        "http://joe:{s}@h/", "http://{s}@h:80/x?y=1", "//joe:{s}@h/", "http://joe:a@{s}@h/", "/p?{n}={s}", "/p?a=1&{n}={s}&b=2", "http://h?{n}={s}",
        "/p#{n}={s}", "/p?a#b&{n}={s}", "/p?{n}={s}#frag", "/p?code={s}", "/p?CODE={s}&state=1", "http://h/p?a=http://joe:{s}@x/", "/p?{n}[]={s}", "/p?a[{n}]={s}",
    ];

    private static Gen<string> Secrets { get; } =
        from length in Gen.Choose(4, 40)
        from characters in Gen.Elements("ABCDEFXYZ0123456789_-~zqjkvw".ToCharArray()).ArrayOf(length)
        select "s3" + new string(characters);

    // What a URL or form may carry unescaped, separators of others included.
    private static Gen<string> OddSecrets { get; } =
        from length in Gen.Choose(4, 40)
        from characters in Gen.Elements("AZ019_-~.!$'()*+,;:=@|{}[]^`%".ToCharArray()).ArrayOf(length)
        select "s3" + new string(characters) + "3s";

    private static Gen<string> Names { get; } = Gen.Elements(SecretNames);

    [Fact]
    public void No_secret_survives_in_a_body()
        => Check(Bodies, Names, Secrets, SecretMask.Text);

    [Fact]
    public void No_secret_survives_in_a_URL()
    {
        Check(Urls, Names, Secrets, SecretMask.Url);
        Check([.. Urls.Where(u => u.Contains("{n}=") || u.Contains("={s}"))], Names, OddSecrets.Select(s => s.Replace("@", "")), SecretMask.Url);
    }

    [Fact]
    public void No_secret_survives_in_a_JSON_string_of_any_characters()
    {
        var any = Gen.Choose(32, 0x2fff).Select(c => (char)c).ArrayOf(20).Select(c => "s3cr3t" + new string(c) + "s3cr3t");
        var property = Prop.ForAll(any.ToArbitrary(), Names.ToArbitrary(), (secret, name) =>
        {
            var body = $"{{\"a\":[{{\"{name}\":{System.Text.Json.JsonSerializer.Serialize(secret)}}}],\"b\":\"kept\"}}";
            Assert.Equal($"{{\"a\":[{{\"{name}\":\"***\"}}],\"b\":\"kept\"}}", SecretMask.Text(body));
        });
        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_secret_survives_in_any_prefix_of_a_body()
    {
        // Without a colon and cut off before the @, user info cannot be told from a host.
        foreach (var body in Bodies.Where(b => !b.Contains("//{s}@")).Select(b => Fill(b, "api_key", "s3cretvalue99")))
        {
            for (var length = 0; length <= body.Length; length++)
            {
                Assert.DoesNotContain("s3cret", SecretMask.Text(body[..length]));
            }
        }
    }

    [Fact]
    public void No_secret_survives_in_a_command_line()
    {
        string[] forms = ["--{n}|{s}", "--{n}={s}", "--{n}:{s}", "-{n}|{s}", "{n}={s}", "-H|http://joe:{s}@h/", "--host=http://joe:{s}@h/?{n}={s}", "--header|{n}: {s}", "--header={n}: {s}", "--json|{\"{n}\":\"{s}\"}", "--tenant|{s}", "--tenant={s}", "--{n}|-{s}"];
        Check(forms, Names, Secrets, text => string.Join('|', SecretMask.CommandLine(["run", .. text.Split('|'), "--users", "3"], ["--tenant"])));
    }

    [Fact]
    public void Masking_twice_changes_nothing_more()
    {
        foreach (var text in Bodies.Concat(Urls).Select(b => Fill(b, "token", "s3cret")))
        {
            var once = SecretMask.Text(SecretMask.Url(text));
            Assert.Equal(once, SecretMask.Text(SecretMask.Url(once)));
        }
    }

    [Theory]
    [InlineData("http://localhost:8000/api/v1/deployments/?page=2&sort=name#top")]
    [InlineData("/users/joe@example.org?mail=a@b")]
    [InlineData("/api/v1/token/")]
    [InlineData("")]
    public void An_innocent_URL_stays_as_it_is(string url) => Assert.Equal(url, SecretMask.Url(url));

    [Theory]
    [InlineData("{\"error\":\"not found\",\"code\":\"E42\",\"author\":\"Ann\",\"design\":[1,2]}")]
    [InlineData("POST /api/v1/keys: expected 201, got 429")]
    [InlineData("at Shop.TokenStore.Read() in /src/TokenStore.cs:line 17")]
    [InlineData("Basic authentication is required")]
    [InlineData("The bearer was invalid.")]
    [InlineData("p(99) < 500ms; see https://example.org/a@b")]
    [InlineData("{\"token\":null}")]
    [InlineData("{\"token\":\"\"}")]
    [InlineData("token")]
    [InlineData("a<b && key")]
    [InlineData("password=")]
    [InlineData("connecting to http://localhost:8000")]
    [InlineData("connecting to http://[::1]:8000")]
    public void Innocent_text_stays_as_it_is(string text) => Assert.Equal(text, SecretMask.Text(text));

    [Theory]
    [InlineData("http://joe:pw@h/p?token=x&page=2", "http://***@h/p?token=***&page=2")]
    [InlineData("/p?p%61ssword=x&b=1", "/p?p%61ssword=***&b=1")]
    public void A_URL_keeps_what_is_no_secret(string url, string expected) => Assert.Equal(expected, SecretMask.Url(url));

    [Theory]
    [InlineData("{\"user\":\"joe\",\"password\":\"x\",\"n\":1}", "{\"user\":\"joe\",\"password\":\"***\",\"n\":1}")]
    [InlineData("{\"pin\":1234,\"n\":1}", "{\"pin\":***,\"n\":1}")]
    [InlineData("{\"p\\u0061ssword\":\"x\",\"n\":1}", "{\"p\\u0061ssword\":\"***\",\"n\":1}")]
    [InlineData("user=joe&password=x&n=1", "user=joe&password=***&n=1")]
    [InlineData("no access: Bearer abc123 has expired", "no access: Bearer *** has expired")]
    [InlineData("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln back", "got *** back")]
    [InlineData("Basic am9lOnB3", "Basic ***")]
    public void Text_keeps_what_is_no_secret(string text, string expected) => Assert.Equal(expected, SecretMask.Text(text));

    [Theory]
    [InlineData("Authorization", "Basic x", "***")]
    [InlineData("set-cookie", "a=b", "***")]
    [InlineData("X-API-KEY", "a", "***")]
    [InlineData("X-Correlation-ID", "a", "a")]
    [InlineData("Location", "http://joe:pw@h/", "http://***@h/")]
    public void A_header_is_masked_by_its_name(string name, string value, string expected) => Assert.Equal(expected, SecretMask.Header(name, value));

    [Fact]
    public void A_command_line_keeps_what_is_no_secret()
        => Assert.Equal(
            ["-u", "100", "--token", "***", "--password=***", "-H", "http://localhost", "--threshold", "POST /token: p(99) < 500ms"],
            SecretMask.CommandLine(["-u", "100", "--token", "x", "--password=y", "-H", "http://localhost", "--threshold", "POST /token: p(99) < 500ms"]));

    private static void Check(string[] templates, Gen<string> names, Gen<string> secrets, Func<string, string> mask)
    {
        var property = Prop.ForAll(Gen.Elements(templates).ToArbitrary(), names.ToArbitrary(), secrets.ToArbitrary(), (template, name, secret) =>
        {
            var masked = mask(Fill(template, name, secret));
            Assert.False(masked.Contains(secret[..5]) || masked.Contains(secret[^5..]), $"{Fill(template, name, secret)} became {masked}");
            Assert.Contains("***", masked);
        });
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), property);
    }

    private static string Fill(string template, string name, string secret) => template.Replace("{n}", name).Replace("{s}", secret);
}
