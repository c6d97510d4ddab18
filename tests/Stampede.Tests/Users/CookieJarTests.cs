using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class CookieJarTests
{
    private readonly CookieJar _jar = new();
    private readonly CookieClock _clock = new();

    private void Store(string url, params string[] cookies)
    {
        foreach (var cookie in cookies)
        {
            _jar.Store(Encoding.UTF8.GetBytes(cookie), UrlTarget.Parse(url), _clock.Now);
        }
    }

    private string Sent(string url)
    {
        var head = new RequestHeadWriter([]);
        _jar.WriteHeader(UrlTarget.Parse(url), _clock, ref head);
        var line = Encoding.UTF8.GetString(head.Written);
        if (line.Length == 0)
        {
            return "";
        }

        Assert.StartsWith("Cookie: ", line);
        Assert.EndsWith("\r\n", line);
        return line[8..^2];
    }

    [Fact]
    public void A_cookie_comes_back_to_its_host_only()
    {
        Store("http://h:8000/login", "sessionid=abc; HttpOnly; SameSite=Lax");
        Assert.Equal("sessionid=abc", Sent("http://h:8000/"));
        Assert.Equal("sessionid=abc", Sent("http://h:8001/x?y"));
        Assert.Equal("", Sent("http://other/"));
        Assert.Equal("", Sent("http://sub.h/"));
    }

    [Theory]
    [InlineData("a=b", "a=b")]
    [InlineData("  a =  b c  ; x", "a=b c")]
    [InlineData("a=", "a=")]
    [InlineData("a=b=c", "a=b=c")]
    [InlineData("a=\"q;", "a=\"q")]
    [InlineData("a=\u00fc", "a=\u00fc")]
    [InlineData("=b", "")]
    [InlineData("ab", "")]
    [InlineData("", "")]
    [InlineData(";a=b", "")]
    [InlineData("a=b\u0001", "")]
    [InlineData("a=b; Path=/\u00fc", "")]
    [InlineData("__Host-a=b; Secure; Path=/", "__Host-a=b")]
    [InlineData("__Host-a=b; Secure", "")]
    [InlineData("__Host-a=b; Path=/", "")]
    [InlineData("__Host-a=b; Secure; Path=/; Domain=www.example.com", "")]
    [InlineData("__Secure-a=b; Secure", "__Secure-a=b")]
    [InlineData("__Secure-a=b", "")]
    public void What_a_cookie_is(string header, string sent)
    {
        Store("https://www.example.com/", header);
        Assert.Equal(sent, Sent("https://www.example.com/"));
    }

    [Fact]
    public void A_cookie_that_is_too_long_is_not_taken()
    {
        Store("http://h/", "a=" + new string('x', 4095), "b=" + new string('x', 4096));
        Assert.Equal(1, _jar.Count);
    }

    [Fact]
    public void The_same_cookie_replaces_itself_and_keeps_its_place()
    {
        Store("http://h/", "a=1", "b=2", "a=3");
        Assert.Equal("a=3; b=2", Sent("http://h/"));
    }

    [Fact]
    public void Longer_paths_go_first()
    {
        Store("http://h/", "a=1; Path=/", "b=2; Path=/x/y", "c=3; Path=/x", "a=4; Path=/x/y");
        Assert.Equal("b=2; a=4; c=3; a=1", Sent("http://h/x/y"));
        Assert.Equal("c=3; a=1", Sent("http://h/x"));
    }

    [Theory]
    [InlineData("/a/b/c", "a=1", "/a/b", true)]
    [InlineData("/a/b/c", "a=1", "/a/b/d?e=/f", true)]
    [InlineData("/a/b/c", "a=1", "/a/bc", false)]
    [InlineData("/a/b/c", "a=1", "/a", false)]
    [InlineData("/a?x=/b/c", "a=1", "/z", true)]
    [InlineData("/a/b", "a=1; Path=/q", "/q/r", true)]
    [InlineData("/a/b", "a=1; Path=/q/", "/q/r", true)]
    [InlineData("/a/b", "a=1; Path=/q/", "/q", false)]
    [InlineData("/a/b", "a=1; Path=q", "/a", true)]
    [InlineData("/a/b", "a=1; Path=", "/a/c", true)]
    public void Paths_match_by_whole_segments(string from, string cookie, string to, bool sent)
    {
        Store("http://h" + from, cookie);
        Assert.Equal(sent ? "a=1" : "", Sent("http://h" + to));
    }

    [Theory]
    [InlineData("http://www.example.com/", "example.com", "http://example.com/", true)]
    [InlineData("http://www.example.com/", "example.com", "http://other.example.com/", true)]
    [InlineData("http://www.example.com/", ".Example.COM", "http://a.b.example.com/", true)]
    [InlineData("http://www.example.com/", "www.example.com", "http://sub.www.example.com/", true)]
    [InlineData("http://www.example.com/", "example.com", "http://badexample.com/", false)]
    [InlineData("http://www.example.com/", "other.com", "http://other.com/", false)]
    [InlineData("http://www.example.com/", "sub.www.example.com", "http://sub.www.example.com/", false)]
    [InlineData("http://www.example.com/", "com", "http://www.example.com/", false)]
    [InlineData("http://www.example.com/", "", "http://www.example.com/", true)]
    [InlineData("http://www.example.com/", "", "http://sub.www.example.com/", false)]
    [InlineData("http://localhost/", "localhost", "http://localhost/", true)]
    [InlineData("http://127.0.0.1/", "127.0.0.1", "http://127.0.0.1/", true)]
    [InlineData("http://127.0.0.1/", "0.0.1", "http://127.0.0.1/", false)]
    [InlineData("http://[::1]/", "", "http://[::1]/", true)]
    public void Domains_match_by_whole_labels(string from, string domain, string to, bool sent)
    {
        Store(from, "a=1; Domain=" + domain);
        Assert.Equal(sent ? "a=1" : "", Sent(to));
    }

    [Fact]
    public void Secure_cookies_go_over_https_or_to_this_machine()
    {
        Store("https://h/", "a=1; Secure");
        Assert.Equal("a=1", Sent("https://h/"));
        Assert.Equal("", Sent("http://h/"));
        Store("http://i/", "a=1; Secure");
        Assert.Equal("", Sent("https://i/"));
        Store("http://localhost:80/", "a=1; Secure");
        Assert.Equal("a=1", Sent("http://localhost:80/"));
    }

    [Theory]
    [InlineData("Max-Age=60", 59, true)]
    [InlineData("Max-Age=60", 60, false)]
    [InlineData("max-age=060", 59, true)]
    [InlineData("Max-Age=0", 0, false)]
    [InlineData("Max-Age=-5", 0, false)]
    [InlineData("Max-Age=x", 99999999, true)]
    [InlineData("Max-Age=", 99999999, true)]
    [InlineData("Max-Age=99999999999999999999999", 30000000, true)]
    [InlineData("Expires=Sat, 21 Nov 2026 08:01:00 GMT", 59, true)]
    [InlineData("Expires=Sat, 21 Nov 2026 08:01:00 GMT", 60, false)]
    [InlineData("Expires=Thu, 01 Jan 1970 00:00:00 GMT", 0, false)]
    [InlineData("Expires=nonsense", 99999999, true)]
    [InlineData("Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 59, true)]
    [InlineData("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", 59, true)]
    public void A_cookie_ends(string attributes, int seconds, bool sent)
    {
        Store("http://h/", "a=1; " + attributes);
        _clock.Now += TimeSpan.FromSeconds(seconds);
        Assert.Equal(sent ? "a=1" : "", Sent("http://h/"));
    }

    [Fact]
    public void A_cookie_that_has_ended_removes_its_namesake()
    {
        Store("http://h/", "a=1", "b=2", "a=; Max-Age=0");
        Assert.Equal("b=2", Sent("http://h/"));
        Assert.Equal(1, _jar.Count);
    }

    [Fact]
    public void Jars_do_not_grow_for_ever()
    {
        for (var i = 0; i < 60; i++)
        {
            Store("http://h/", $"c{i}=1");
        }

        Assert.Equal(50, _jar.Count);
        Assert.StartsWith("c10=1; ", Sent("http://h/"));
        for (var i = 0; i < 400; i++)
        {
            Store($"http://h{i}/", "a=1");
        }

        Assert.Equal(300, _jar.Count);
        Assert.Equal("a=1", Sent("http://h399/"));
        Assert.Equal("", Sent("http://h/"));
    }

    [Fact]
    public void Ended_cookies_make_room_first()
    {
        for (var i = 0; i < 50; i++)
        {
            Store("http://h/", i == 30 ? "c30=1; Max-Age=10" : $"c{i}=1");
        }

        _clock.Now += TimeSpan.FromSeconds(10);
        Store("http://h/", "new=1");
        Assert.Equal(50, _jar.Count);
        Assert.StartsWith("c0=1; ", Sent("http://h/"));
    }

    [Fact]
    public void Cookies_of_an_answer_are_all_taken()
    {
        var answer = new ResponseMessage();
        var parser = new ResponseParser();
        parser.Begin(answer, headRequest: true, discardBody: false, ResponseLimits.Default);
        parser.Parse("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: y\r\nset-cookie:b=2; Path=/\r\n\r\n"u8, out _);
        _jar.Store(answer, UrlTarget.Parse("http://h/"), _clock);
        Assert.Equal("a=1; b=2", Sent("http://h/"));
        answer.Release();
    }

    [Fact]
    public void Tests_can_set_read_and_clear()
    {
        var target = UrlTarget.Parse("http://h/x/y");
        _jar.Set("theme", "d\u00fcster", target.Origin);
        Assert.Equal("theme=d\u00fcster", Sent("http://h/"));
        Assert.Equal("d\u00fcster", _jar.Get("theme", target, _clock));
        Assert.Null(_jar.Get("them", target, _clock));
        Assert.Null(_jar.Get("theme", UrlTarget.Parse("http://other/"), _clock));
        Assert.Throws<ArgumentException>(() => _jar.Set("a=b", "c", target.Origin));
        Assert.Throws<ArgumentException>(() => _jar.Set("a", "c; Path=/x", target.Origin));
        _jar.Clear();
        Assert.True(_jar.IsEmpty);
        Assert.Equal("", Sent("http://h/"));
        Assert.Null(_jar.Get("theme", target, _clock));
    }

    [Fact]
    public void The_clock_is_not_asked_where_nothing_ends()
    {
        Sent("http://h/");
        Store("http://h/", "a=1");
        Sent("http://h/");
        Assert.Equal(0, _clock.Asked);
        Store("http://h/", "a=1; Max-Age=5");
        Sent("http://h/");
        Assert.Equal(1, _clock.Asked);
    }

    [Fact]
    public void The_same_cookie_again_and_its_header_allocate_nothing()
    {
        var target = UrlTarget.Parse("http://h/x");
        var buffer = new byte[1024];
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Round();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Round()
        {
            _jar.Store("sessionid=abc; Path=/; Domain=h; Max-Age=3600; HttpOnly"u8, target, _clock.Now);
            _jar.Store("other=abc"u8, target, _clock.Now);
            var head = new RequestHeadWriter(buffer);
            _jar.WriteHeader(target, _clock, ref head);
        }
    }
}
