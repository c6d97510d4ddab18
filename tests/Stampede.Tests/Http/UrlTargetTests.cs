using Stampede.Engine;

namespace Stampede.Tests;

public sealed class UrlTargetTests
{
    [Theory]
    [InlineData("http://localhost:8000", "http://localhost:8000", "/")]
    [InlineData("http://localhost:8000/", "http://localhost:8000", "/")]
    [InlineData("HTTP://LocalHost:80", "http://localhost", "/")]
    [InlineData("https://example.com:443/api/", "https://example.com", "/api")]
    [InlineData("https://example.com:8443/api/v1#top", "https://example.com:8443", "/api/v1")]
    [InlineData("http://example.com:/x", "http://example.com", "/x")]
    [InlineData("http://[::1]:8000/x", "http://[::1]:8000", "/x")]
    [InlineData("http://[0:0:0::1]/x", "http://[::1]", "/x")]
    [InlineData("http://b\u00fccher.example/\u00fc", "http://xn--bcher-kva.example", "/%C3%BC")]
    [InlineData("http://under_score.local", "http://under_score.local", "/")]
    public void A_host_is_read(string host, string origin, string path)
    {
        var target = UrlTarget.Base(host);
        Assert.Equal(origin, target.Origin.ToString());
        Assert.Equal(path, target.Target);
        Assert.Null(target.UserInfo);
    }

    [Theory]
    [InlineData("localhost:8000", "The host 'localhost:8000' has no scheme; write http:// or https:// in front of it.")]
    [InlineData("ftp://example.com", "The host 'ftp://example.com' has no scheme; write http:// or https:// in front of it.")]
    [InlineData("", "The host '' has no scheme; write http:// or https:// in front of it.")]
    [InlineData("http://", "The host 'http://' has no host name.")]
    [InlineData("http://:80/", "The host 'http://:80/' has no host name.")]
    [InlineData("http://a:0", "The host 'http://a:0' has the port '0'; a port is a number from 1 to 65535.")]
    [InlineData("http://a:65536", "The host 'http://a:65536' has the port '65536'; a port is a number from 1 to 65535.")]
    [InlineData("http://a:+1", "The host 'http://a:+1' has the port '+1'; a port is a number from 1 to 65535.")]
    [InlineData("http://[::g]", "The host 'http://[::g]' has the host '[::g]', which is not an IPv6 address.")]
    [InlineData("http://[::1", "The host 'http://[::1' has the port ':1'; a port is a number from 1 to 65535.")]
    [InlineData("http://a b", "The host 'http://a b' has the host 'a b', which has characters that a name cannot have.")]
    [InlineData("http://a/?x=1", "The host 'http://a/?x=1' has a query; a host is scheme, name, port and perhaps a path.")]
    public void A_wrong_host_is_refused_in_a_sentence(string host, string sentence)
    {
        Assert.False(UrlTarget.TryBase(host, out _, out var problem));
        Assert.Equal(sentence, problem);
        Assert.Equal(sentence, Assert.Throws<UriFormatException>(() => UrlTarget.Base(host)).Message);
    }

    [Theory]
    [InlineData("http://h", "/a/b?c=d", "/a/b?c=d", "/a/b")]
    [InlineData("http://h", "/a?x[0]=1&y=a+b", "/a?x[0]=1&y=a+b", "/a")]
    [InlineData("http://h", "/a b", "/a%20b", "/a%20b")]
    [InlineData("http://h", "/a%20b%zz%", "/a%20b%25zz%25", "/a%20b%25zz%25")]
    [InlineData("http://h", "/a b#c", "/a%20b", "/a%20b")]
    [InlineData("http://h", "/a?q=\u00fc\ud83d\ude00", "/a?q=%C3%BC%F0%9F%98%80", "/a")]
    [InlineData("http://h", "/a\r\nX: y", "/a%0D%0AX:%20y", "/a%0D%0AX:%20y")]
    [InlineData("http://h", "/{id}|\\^`\"<>", "/%7Bid%7D%7C%5C%5E%60%22%3C%3E", "/%7Bid%7D%7C%5C%5E%60%22%3C%3E")]
    [InlineData("http://h", "//a", "//a", "//a")]
    [InlineData("http://h", "/a/../b", "/a/../b", "/a/../b")]
    [InlineData("http://h", "", "/", "/")]
    [InlineData("http://h", "?q=1", "/?q=1", "/")]
    [InlineData("http://h", "#x", "/", "/")]
    [InlineData("http://h/api", "/a", "/api/a", "/api/a")]
    [InlineData("http://h/api/", "?q=1", "/api?q=1", "/api")]
    [InlineData("http://h/api", "http://h/a", "/a", "/a")]
    [InlineData("http://h/api", "http://h", "/", "/")]
    [InlineData("http://h/api", "http://h?q=\u00fc", "/?q=%C3%BC", "/")]
    public void A_url_of_a_task_becomes_a_request_target(string host, string url, string target, string name)
    {
        var resolved = UrlTarget.Base(host).Resolve(url);
        Assert.Equal(target, resolved.Target);
        Assert.Equal(name, resolved.Name);
        Assert.Equal(name, resolved.NameSpan.ToString());
        Assert.Equal("http://h" + target, resolved.ToString());
    }

    [Theory]
    [InlineData("api/x", "The URL 'api/x' is neither a path nor absolute; begin it with '/', '?', http:// or https://.")]
    [InlineData("localhost:80/x", "The URL 'localhost:80/x' is neither a path nor absolute; begin it with '/', '?', http:// or https://.")]
    [InlineData("ws://h/x", "The URL 'ws://h/x' is neither a path nor absolute; begin it with '/', '?', http:// or https://.")]
    [InlineData("http://h:x/y", "The URL 'http://h:x/y' has the port 'x'; a port is a number from 1 to 65535.")]
    public void A_wrong_url_is_refused_in_a_sentence(string url, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<UriFormatException>(() => UrlTarget.Base("http://h").Resolve(url)).Message);

    [Fact]
    public void Half_a_character_becomes_the_replacement_character() =>
        Assert.Equal("/%EF%BF%BDx", UrlTarget.Base("http://h").Resolve("/\ud800x").Target);

    [Fact]
    public void A_plain_path_is_not_copied()
    {
        var host = UrlTarget.Base("http://localhost:8000");
        var path = "/api/v1/deployments/?limit=10&x=%20";
        Assert.Same(path, host.Resolve(path).Target);
        Assert.Same(host.Origin, host.Resolve("http://localhost:8000/x").Origin);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            host.Resolve("/api/v1/deployments/");
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void User_info_is_split_off_and_stays_with_its_origin()
    {
        var host = UrlTarget.Base("http://us%40er:p:w@h:81/x");
        Assert.Equal("us%40er:p:w", host.UserInfo);
        Assert.Equal("http://h:81/x", host.ToString());
        Assert.Equal("us%40er:p:w", host.Resolve("/y").UserInfo);
        Assert.Equal("us%40er:p:w", host.Resolve("http://h:81/y").UserInfo);
        Assert.Equal("other:x", host.Resolve("http://other:x@h:81/y").UserInfo);
        Assert.Null(host.Resolve("http://h:82/y").UserInfo);
    }

    [Fact]
    public void Origins_are_equal_when_scheme_host_and_port_are()
    {
        var origin = UrlTarget.Parse("http://h/a").Origin;
        Assert.Equal(origin, UrlTarget.Parse("http://H:80/b").Origin);
        Assert.Equal(origin.GetHashCode(), UrlTarget.Parse("http://H:80/b").Origin.GetHashCode());
        Assert.NotEqual(origin, UrlTarget.Parse("https://h/a").Origin);
        Assert.NotEqual(origin, UrlTarget.Parse("http://h:81/a").Origin);
        Assert.NotEqual(origin, UrlTarget.Parse("http://i/a").Origin);
        Assert.NotEqual(origin, UrlTarget.Parse("https://h:80/a").Origin);
    }

    [Theory]
    [InlineData("http://localhost", true)]
    [InlineData("http://a.localhost", true)]
    [InlineData("http://127.0.0.9:1", true)]
    [InlineData("http://[::1]", true)]
    [InlineData("http://notlocalhost", false)]
    [InlineData("http://10.0.0.1", false)]
    public void Loopback_is_known(string url, bool isLoopback) => Assert.Equal(isLoopback, UrlTarget.Parse(url).Origin.IsLoopback);
}
